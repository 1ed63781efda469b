import type { Actor } from '../../../src/conversation/actor';
import type { Turn } from '../../../src/conversation/flow';
import { receiptOf } from '../../../src/conversation/receipt';
import type { Known } from '../../../src/conversation/known';
import { logProgress } from '../../../src/measures/flows/log-progress';
import type { ProgressAnswers } from '../../../src/measures/flows/log-progress';
import { boardOf } from '../../../src/measures/round-board';
import type { ProgressEntry } from '../../../src/measures/progress';
import type { NewProgress } from '../../../src/measures/service';
import { startChat } from '../../helpers/chat';
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

    const { prompts } = receiptOf(await logProgress({ progress }).finish(answers, turn(), 'once-1'));

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
});

describe('talking', () => {
  const at = '2026-12-01T10:00+07:00';
  const start = (progress: ReturnType<typeof recorder>, known?: Known, as = person()) =>
    startChat(logProgress({ progress }), { as, at, ...(known === undefined ? {} : { known }) });

  test('a measure is reported with six answers', async () => {
    const progress = recorder();
    const chat = await start(progress);

    expect(chat.text).toContain('รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐');
    await chat.says('๑');
    await chat.taps('ดำเนินการแล้ว');
    await chat.says('ประกาศและแจ้งเวียนทุกกองแล้ว');
    await chat.taps('ไม่มี');
    await chat.taps('ไม่มี');
    await chat.sendsFile();
    await chat.finishes();
    expect(chat.at).toBe('review');
    await chat.taps('ส่งรายงาน');

    expect(chat.text).toContain('บันทึกรายงาน “ประกาศนโยบายไม่รับของขวัญ” แล้ว');
    expect(progress.entries).toMatchObject([
      { measureId: 'gift', status: 'done', problem: 'ไม่มี', recommendation: 'ไม่มี', evidence: [photo] },
    ]);
  });

  test('a photo with a sentence needs the measure confirmed and asks only what is missing', async () => {
    const progress = recorder();
    const chat = await start(progress, { files: [photo], text: 'นายกประกาศไม่รับของขวัญแล้ว' });

    expect(chat.text).toContain('น่าจะเป็นมาตรการที่ ๑');
    await chat.taps('gift');
    await chat.taps('done');
    await chat.taps('none');
    await chat.taps('none');
    expect(chat.at).toBe('review');
    await chat.taps('send');

    expect(progress.entries).toMatchObject([{ result: 'นายกประกาศไม่รับของขวัญแล้ว', evidence: [photo] }]);
  });

  test('a button for one measure begins with its status', async () => {
    expect((await start(recorder(), { subject: { id: 'gift' } })).at).toBe('status');
  });

  test('a button for a measure of another unit asks which one instead', async () => {
    expect((await start(recorder(), { subject: { id: 'loan' } })).at).toBe('measureId');
  });

  test('nothing started needs the reason alone', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'open' } });

    await chat.says('ยังไม่ดำเนินการ');
    await chat.says('รอจัดสรรงบประมาณ จะเริ่มเดือนมกราคม');
    expect(chat.at).toBe('review');
    await chat.taps('send');

    expect(progress.entries).toMatchObject([{ status: 'not-started', evidence: [] }]);
  });

  test('a changed mind at the review asks what the new answer needs', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'open' } });
    await chat.taps('not-started');
    await chat.says('รอจัดสรรงบประมาณ');

    await chat.edits('status');
    await chat.taps('in-progress');

    expect(chat.at).toBe('problem');
    await chat.says('เว็บไซต์ล่มบ่อย');
    await chat.taps('none');
    await chat.skips();
    await chat.taps('send');
    expect(progress.entries).toMatchObject([
      { status: 'in-progress', problem: 'เว็บไซต์ล่มบ่อย', recommendation: 'ไม่มี', evidence: [] },
    ]);
  });

  test('English is complete', async () => {
    const chat = await start(recorder(), undefined, person({ locale: 'en' }));

    expect(chat.text).toContain('6-month round');
    await chat.says('1');
    await chat.says('In progress');

    expect(chat.text).toContain('what comes next');
  });
});
