import type { Turn } from '../../../src/conversation/flow';
import type { Known } from '../../../src/conversation/known';
import { receiptOf } from '../../../src/conversation/receipt';
import { logProgress } from '../../../src/measures/flows/log-progress';
import type { ProgressAnswers } from '../../../src/measures/flows/progress-draft';
import { controlsOf } from '../../helpers/presses';
import { readAll } from '../read-aloud';
import { entry, person, withoutUnit } from '../sample-measures';
import { now, photo, recorder } from './recorder';

function turn(answers: Partial<ProgressAnswers> = {}, actor = person()): Turn<ProgressAnswers> {
  return { answers, actor, now };
}

const prefilled = (known: Known, actor = person()) =>
  logProgress({ progress: recorder() }).prefill?.(known, turn({}, actor));

describe('what is known beforehand', () => {
  test('is the measure of a button', async () => {
    expect(await prefilled({ subject: { id: 'gift' } })).toEqual({ measureId: 'gift' });
  });

  test('is the sentence as result and the photo as evidence; the measure is asked, not guessed', async () => {
    expect(await prefilled({ files: [photo], text: 'ประกาศไม่รับของขวัญแล้ว' })).toEqual({
      result: 'ประกาศไม่รับของขวัญแล้ว',
      evidence: [photo],
    });
  });

  test('is nothing where nothing is known', async () => {
    expect(await prefilled({})).toEqual({});
  });

  test.each([
    ['gone', 'measure-unknown'],
    ['loan', 'measure-not-yours'],
  ])('is said to be wrong for "%s"', async (id, code) => {
    await expect(prefilled({ subject: { id } })).rejects.toMatchObject({ code });
  });
});

describe('the way through the questions', () => {
  const flow = logProgress({ progress: recorder() });
  const { steps } = flow;
  const after = (answers: Partial<ProgressAnswers>) => {
    const { next } = steps.evidence;
    return typeof next === 'function' ? next(turn(answers)) : next;
  };

  test.each(['done', 'in-progress'] as const)(
    'offers what else may be said when the measure is %s',
    (status) => {
      expect(after({ status })).toBe('rest');
    },
  );

  test.each(['not-started', 'unable'] as const)('ends with the reason when the measure is %s', (status) => {
    expect(after({ status })).toBe('round');
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
    problem: { none: true },
    recommendation: { text: 'ควรเริ่มในไตรมาสแรก' },
    evidence: [photo],
    round: 'proposed',
    papers: 'as-read',
  };

  test('records it once per conversation and answers with what is still missing', async () => {
    const progress = recorder();

    const { prompts } = receiptOf(await logProgress({ progress }).finish(answers, turn(), 'once-1'));

    const recorded = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== 'papers'));
    expect(progress.entries).toMatchObject([{ ...recorded, round: '6', once: 'once-1' }]);
    expect(readAll(prompts)).toBe(
      [
        'บันทึกรายงานผล “ประกาศนโยบายไม่รับของขวัญ” แล้ว ขอบคุณ',
        'บันทึกรายงานผลแล้ว',
        'ประกาศนโยบายไม่รับของขวัญ',
        'สถานะ',
        '✅ ดำเนินการแล้ว',
        'รอบการรายงาน',
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐',
        'หลักฐาน',
        '๑ ไฟล์',
        'ยังไม่รายงานอีก ๑ จาก ๒ มาตรการ',
        'รายงานมาตรการถัดไป',
        'มาตรการของกอง/สำนัก',
      ].join('\n'),
    );
    expect(controlsOf(prompts)).toMatchObject([
      { kind: 'open', name: 'log-progress', subject: { id: 'open' } },
      { kind: 'open', name: 'my-measures' },
    ]);
  });

  test('thanks when nothing is missing any more', async () => {
    const progress = recorder();
    progress.entries.push(entry('open'));

    const { prompts } = receiptOf(await logProgress({ progress }).finish(answers, turn(), 'once-1'));

    expect(readAll(prompts)).toContain('รายงานครบทั้ง ๒ มาตรการแล้ว');
    expect(controlsOf(prompts)).toMatchObject([{ name: 'my-measures' }]);
  });

  test('does not record remarks of a branch that was left', async () => {
    const progress = recorder();

    await logProgress({ progress }).finish({ ...answers, status: 'not-started' }, turn(), 'once-1');

    expect(progress.entries[0]).not.toHaveProperty('problem');
    expect(progress.entries[0]).not.toHaveProperty('recommendation');
  });

  test('records “none” for what is left, and nothing where nobody said so', async () => {
    const progress = recorder();
    const { recommendation, ...silent } = answers;
    await logProgress({ progress }).finish({ ...silent, rest: 'none' }, turn(), 'once-1');
    await logProgress({ progress }).finish({ ...answers, rest: 'none' }, turn(), 'once-2');
    await logProgress({ progress }).finish(silent, turn(), 'once-3');

    expect(progress.entries.map((each) => each.recommendation)).toEqual([
      { none: true },
      recommendation,
      undefined,
    ]);
  });

  test('records as a remark what was sent and no answer took', async () => {
    const progress = recorder();
    const place = { text: 'หอประชุม' };
    const beside = [{ kind: 'place', place }] as const;
    await logProgress({ progress }).finish(answers, { ...turn(), beside }, 'once-1');

    expect(progress.entries[0]?.remark).toEqual({ text: 'หอประชุม' });
  });
});
