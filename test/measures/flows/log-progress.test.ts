import type { Actor } from '../../../src/conversation/actor';
import type { Turn } from '../../../src/conversation/flow';
import { logProgress } from '../../../src/measures/flows/log-progress';
import type { ProgressAnswers } from '../../../src/measures/flows/log-progress';
import { boardOf } from '../../../src/measures/round-board';
import type { ProgressEntry } from '../../../src/measures/rules';
import type { NewProgress } from '../../../src/measures/service';
import { controlsOf } from '../../helpers/presses';
import { readAll } from '../read-aloud';
import { entry, everyUnit, finance, latest, measure, person, withoutUnit } from '../sample-measures';

const now = new Date('2026-12-01T03:00:00Z');
const plan = [
  measure('gift', { title: 'ประกาศนโยบายไม่รับของขวัญ' }),
  measure('loan', { title: 'คู่มือการยืมทรัพย์สิน', responsible: [finance] }),
  measure('open', { title: 'การเปิดเผยข้อมูล', responsible: [everyUnit] }),
];
const photo = { fileId: 'file-1', mediaType: 'image/jpeg' };

/** Keeps what is recorded, as the service does, and shows it on the board. */
function recorder() {
  const entries: ProgressEntry[] = [];
  const round = { fiscalYear: 2570, months: 6 } as const;
  return {
    entries,
    board: () =>
      Promise.resolve(
        boardOf({
          plan: { id: 'plan-1' },
          measures: plan,
          latest: latest(...entries),
          round,
          day: '2026-12-01',
        }),
      ),
    record: (draft: NewProgress, actor: Actor, once: string) => {
      const made = entry(draft.measureId, { ...draft, once, by: actor.personId, recordedAt: now });
      entries.push(made);
      return Promise.resolve(made);
    },
  };
}

function turn(answers: Partial<ProgressAnswers> = {}, actor = person()): Turn<ProgressAnswers> {
  return { answers, actor, now };
}

const prefilled = (param: string, actor = person()) =>
  logProgress({ progress: recorder() }).prefill?.(param, turn({}, actor));

describe('what is known beforehand', () => {
  test('is the measure of a button', async () => {
    expect(await prefilled('m:gift')).toEqual({ measureId: 'gift' });
  });

  test('is the sentence as result and the photo as evidence; the measure is asked, not guessed', async () => {
    expect(await prefilled('f:file-1,image/jpeg|t:ประกาศไม่รับของขวัญแล้ว')).toEqual({
      result: 'ประกาศไม่รับของขวัญแล้ว',
      evidence: [photo],
    });
  });

  test.each(['m:gone', 'm:loan', 'nonsense', ''])('is nothing for "%s"', async (param) => {
    expect(await prefilled(param)).toEqual({});
  });

  test('takes at most ten files', async () => {
    const param = Array.from({ length: 12 }, (_, at) => `f:file-${at}`).join('|');

    expect((await prefilled(param))?.evidence).toHaveLength(10);
  });
});

describe('the way through the questions', () => {
  const flow = logProgress({ progress: recorder() });
  const { steps } = flow;
  const after = (answers: Partial<ProgressAnswers>) => {
    const { next } = steps.result;
    return typeof next === 'function' ? next(turn(answers)) : next;
  };

  test.each(['done', 'in-progress'] as const)('asks for problems when the measure is %s', (status) => {
    expect(after({ status })).toBe('problem');
  });

  test('ends after the reason when nothing was started, without losing a photo sent before', () => {
    expect(after({ status: 'not-started' })).toBe('review');
    expect(after({ status: 'not-started', evidence: [photo] })).toBe('evidence');
  });

  test('asks for the reason when nothing was started, else for the result', async () => {
    const { ask } = steps.result;
    const asked = async (status: ProgressAnswers['status']) =>
      typeof ask === 'function' && (await ask(turn({ status })));

    expect(await asked('not-started')).toEqual({ key: 'measures.log.askNotStarted' });
    expect(await asked('done')).toEqual({ key: 'measures.log.askDone' });
  });

  test('is open to staff alone', () => {
    expect(flow.mayStart(person())).toBe(true);
    expect(flow.mayStart(withoutUnit('citizen'))).toBe(false);
  });
});

describe('sending the report', () => {
  const answers: ProgressAnswers = {
    measureId: 'gift',
    status: 'done',
    result: 'ประกาศและแจ้งเวียนแล้ว',
    problem: 'ไม่มี',
    recommendation: 'ไม่มี',
    evidence: [photo],
  };

  test('records it once per conversation and answers with what is still missing', async () => {
    const progress = recorder();

    const prompts = await logProgress({ progress }).finish(answers, turn(), 'once-1');

    expect(progress.entries).toMatchObject([{ ...answers, once: 'once-1' }]);
    expect(readAll(prompts)).toBe(
      [
        'บันทึกรายงาน “ประกาศนโยบายไม่รับของขวัญ” แล้ว ขอบคุณ',
        'บันทึกรายงานแล้ว',
        'ประกาศนโยบายไม่รับของขวัญ',
        'สถานะ',
        '✅ ดำเนินการแล้ว',
        'รอบการรายงาน',
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐',
        'หลักฐาน',
        '๑ ไฟล์',
        'ยังไม่รายงานอีก ๑ จาก ๒ มาตรการ',
        'รายงานข้อถัดไป',
        'มาตรการของหน่วยงาน',
      ].join('\n'),
    );
    expect(controlsOf(prompts)).toMatchObject([
      { kind: 'open', name: 'log-progress', param: 'm:open' },
      { kind: 'open', name: 'my-measures' },
    ]);
  });

  test('thanks when nothing is missing any more', async () => {
    const progress = recorder();
    progress.entries.push(entry('open'));

    const prompts = await logProgress({ progress }).finish(answers, turn(), 'once-1');

    expect(readAll(prompts)).toContain('รายงานครบทั้ง ๒ มาตรการแล้ว');
    expect(controlsOf(prompts)).toMatchObject([{ name: 'my-measures' }]);
  });

  test('does not record remarks of a branch that was left', async () => {
    const progress = recorder();

    await logProgress({ progress }).finish({ ...answers, status: 'not-started' }, turn(), 'once-1');

    expect(progress.entries[0]).not.toHaveProperty('problem');
    expect(progress.entries[0]).not.toHaveProperty('recommendation');
  });
});
