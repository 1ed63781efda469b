import type { Measure } from '../../src/measures/plan';
import type { ProgressEntry } from '../../src/measures/progress';
import type { RoundBoard } from '../../src/measures/round-board';
import { boardOf } from '../../src/measures/round-board';
import { measureDetail } from '../../src/measures/views/measure-detail';
import { myMeasures } from '../../src/measures/views/my-measures';
import { roundStatus } from '../../src/measures/views/round-status';
import { say } from '../../src/speech/wording';
import { controlsOf } from '../helpers/presses';
import { readAll } from './read-aloud';
import {
  clerkOffice,
  entry,
  everyUnit,
  finance,
  latest,
  measure,
  person,
  sixMonths,
  withoutUnit,
} from './sample-measures';

const now = new Date('2027-03-24T03:00:00Z');
const measures = [
  measure('a', {
    title: '๑. ประกาศนโยบายไม่รับของขวัญ (No Gift Policy)',
    periodText: 'ต.ค. ๖๙ – ก.ย. ๗๐',
    responsible: [clerkOffice, finance],
  }),
  measure('b', { title: 'ปรับปรุงคู่มือการขอยืมทรัพย์สิน', responsible: [finance] }),
  measure('c', { title: 'การเปิดเผยข้อมูล', responsible: [everyUnit] }),
];
const states = latest(entry('a', { result: 'แจ้งเวียนประกาศแล้ว', problem: { none: true } }));

function progressOf(board: RoundBoard | undefined, history: readonly ProgressEntry[] = []) {
  const known = () => Promise.resolve(board);
  return { board: known, readiness: known, historyOf: () => Promise.resolve([...history]) };
}

function standing(plan: readonly Measure[] = measures, entries = states): RoundBoard {
  return boardOf({
    plan: { id: 'plan-1' },
    measures: plan,
    latest: entries,
    round: sixMonths,
    day: '2027-03-24',
  });
}

describe('my measures', () => {
  test('numbers the own unit’s measures as in the plan, with state and a button to report', async () => {
    const prompts = await myMeasures({ progress: progressOf(standing()) }).show(undefined, {
      actor: person(),
      now,
    });

    expect(readAll(prompts)).toBe(
      [
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐: ยังไม่รายงาน ๑ จาก ๒ มาตรการ',
        'มาตรการของกอง/สำนัก',
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐',
        '✅ ๑',
        'ประกาศนโยบายไม่รับของขวัญ (No Gift Policy)',
        'ดำเนินการแล้ว (รายงานเมื่อ ๑ ธันวาคม ๒๕๖๙)',
        '⬜ ๓',
        'การเปิดเผยข้อมูล',
        'ยังไม่รายงาน',
        'ยังไม่รายงาน ๑ จาก ๒ มาตรการ',
        'รายงานมาตรการถัดไป',
      ].join('\n'),
    );
    expect(controlsOf(prompts)).toMatchObject([
      { kind: 'open', name: 'log-progress', subject: { id: 'a' } },
      { kind: 'open', name: 'log-progress', subject: { id: 'c' } },
      { kind: 'open', name: 'log-progress', subject: { id: 'c' } },
    ]);
  });

  test('are the three to report on first where they are many, with all behind one button', async () => {
    const plan = Array.from({ length: 23 }, (_, at) => measure(`m${at}`));
    const all = latest(entry('m0'), entry('m1'));
    const view = myMeasures({ progress: progressOf(standing(plan, all)) });
    const [best] = await view.show(undefined, { actor: person(), now });

    expect(best?.card?.rows.map((row) => row.label && say(row.label, 'th'))).toEqual([
      '⬜ ๓',
      '⬜ ๔',
      '⬜ ๕',
    ]);
    expect(say(best!.card!.footnote!, 'th')).toBe('มาตรการที่ควรรายงานก่อน\nยังไม่รายงาน ๒๑ จาก ๒๓ มาตรการ');
    expect(best?.card?.actions).toMatchObject([
      { name: 'log-progress', subject: { id: 'm2' } },
      { name: 'my-measures', subject: { id: '2570-6.1' }, label: { key: 'common.showAll' } },
    ]);
  });

  test('gives ten rows a page and a way to the next', async () => {
    const plan = Array.from({ length: 23 }, (_, at) => measure(`m${at}`));
    const view = myMeasures({ progress: progressOf(standing(plan)) });

    const [first] = await view.show({ id: '2570-6.1' }, { actor: person(), now });
    const [last] = await view.show({ id: '3' }, { actor: person(), now });
    const [beyond] = await view.show({ id: '99' }, { actor: person(), now });

    expect(first?.card?.rows).toHaveLength(10);
    expect(first?.card?.actions).toContainEqual(
      expect.objectContaining({ name: 'my-measures', subject: { id: '2570-6.2' } }),
    );
    expect(last?.card?.rows.map((row) => row.label && say(row.label, 'th'))).toEqual([
      '⬜ ๒๑',
      '⬜ ๒๒',
      '⬜ ๒๓',
    ]);
    expect(beyond).toEqual(last);
  });

  test('says so when everything is reported, and offers no next one', async () => {
    const all = latest(entry('a'), entry('b'), entry('c'));

    const prompts = await myMeasures({ progress: progressOf(standing(measures, all)) }).show(undefined, {
      actor: person(),
      now,
    });

    expect(readAll(prompts)).toContain('รายงานครบทุกมาตรการแล้ว');
    expect(prompts[0]?.card?.actions).toEqual([]);
  });

  test('tells a unit without measures whom to ask', async () => {
    const view = myMeasures({ progress: progressOf(standing([measure('b', { responsible: [finance] })])) });

    expect(readAll(await view.show(undefined, { actor: person(), now }))).toContain('ผู้ประสานงาน ITA');
  });

  test('is closed to citizens', () => {
    expect(myMeasures({ progress: progressOf(standing()) }).mayOpen(withoutUnit('citizen'))).toBe(false);
  });
});

describe('a measure in detail', () => {
  test('shows units, the period as printed, and the last report', async () => {
    const view = measureDetail({ progress: progressOf(standing(), [...states.values()]) });
    const prompts = await view.show({ id: 'a' }, { actor: person(), now });

    expect(readAll(prompts)).toContain('สำนักปลัด กองคลัง\nระยะเวลา\nต.ค. ๖๙ – ก.ย. ๗๐');
    expect(readAll(prompts)).toContain('รายงานผลล่าสุด\nแจ้งเวียนประกาศแล้ว\nปัญหา/อุปสรรค\nไม่มี');
    expect(controlsOf(prompts)).toContainEqual(
      expect.objectContaining({ name: 'log-progress', subject: { id: 'a' } }),
    );
  });

  test('offers no report to those who may not log it', async () => {
    const prompts = await measureDetail({ progress: progressOf(standing()) }).show(
      { id: 'b' },
      {
        actor: person(),
        now,
      },
    );

    expect(controlsOf(prompts).map((button) => 'name' in button && button.name)).toEqual(['my-measures']);
  });

  test.each([undefined, 'gone'])('explains itself when the measure (%s) is not in the plan', async (id) => {
    const prompts = await measureDetail({ progress: progressOf(standing()) }).show(
      id === undefined ? id : { id },
      {
        actor: person(),
        now,
      },
    );

    expect(readAll(prompts)).toContain('ไม่พบมาตรการนี้');
    expect(controlsOf(prompts)).toHaveLength(1);
  });
});

describe('the status of the round', () => {
  const clerk = withoutUnit('clerk');

  test('says how ready the round is, unit by unit, and what is missing', async () => {
    const prompts = await roundStatus({ progress: progressOf(standing()) }).show(undefined, {
      actor: clerk,
      now,
    });

    expect(readAll(prompts)).toBe(
      [
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐: รายงานแล้ว ๑ จาก ๓ มาตรการ',
        'สถานะการรายงาน',
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐',
        'วันสุดท้ายของรอบ',
        '๓๑ มีนาคม ๒๕๗๐ (เหลือ ๗ วัน)',
        'รายงานแล้ว',
        '๑ จาก ๓ มาตรการ',
        '✅ ดำเนินการแล้ว',
        '๑',
        '🔄 อยู่ระหว่างดำเนินการ',
        '๐',
        '⏸️ ยังไม่ดำเนินการ',
        '๐',
        '🚫 ดำเนินการไม่ได้',
        '๐',
        '⬜ ยังไม่รายงาน',
        '๒',
        'สำนักปลัด',
        '๑ จาก ๑ มาตรการ',
        '✅ ๑ 🔄 ๐ ⏸️ ๐ 🚫 ๐ ⬜ ๐',
        'กองคลัง',
        '๑ จาก ๒ มาตรการ',
        '✅ ๑ 🔄 ๐ ⏸️ ๐ 🚫 ๐ ⬜ ๑',
        'ทุกส่วนราชการ',
        '๐ จาก ๑ มาตรการ',
        '✅ ๐ 🔄 ๐ ⏸️ ๐ 🚫 ๐ ⬜ ๑',
        'มาตรการของกอง/สำนัก',
        'ยังไม่รายงาน ๒ มาตรการ',
        'มาตรการที่ยังไม่รายงาน',
        '๒',
        'ปรับปรุงคู่มือการขอยืมทรัพย์สิน',
        'กองคลัง',
        '๓',
        'การเปิดเผยข้อมูล',
        'ทุกส่วนราชการ',
      ].join('\n'),
    );
  });

  test('lists twelve missing measures and counts the rest', async () => {
    const plan = Array.from({ length: 15 }, (_, at) => measure(`m${at}`));

    const [, missing] = await roundStatus({ progress: progressOf(standing(plan)) }).show(undefined, {
      actor: clerk,
      now,
    });

    expect(missing?.card?.rows).toHaveLength(12);
    expect(say(missing?.card?.footnote ?? { literal: '' }, 'th')).toBe('และอีก ๓ มาตรการ');
  });

  test('has no second card when nothing is missing', async () => {
    const all = latest(entry('a'), entry('b'), entry('c'));

    const prompts = await roundStatus({ progress: progressOf(standing(measures, all)) }).show(undefined, {
      actor: clerk,
      now,
    });

    expect(prompts).toHaveLength(1);
    expect(readAll(prompts)).toContain('รายงานครบทุกมาตรการแล้ว');
  });

  test('is for administrators alone', () => {
    const view = roundStatus({ progress: progressOf(standing()) });

    expect(view.mayOpen(person())).toBe(false);
    expect(view.mayOpen(clerk)).toBe(true);
  });
});

describe('all views', () => {
  const views = (board: RoundBoard | undefined) => {
    const progress = progressOf(board, [...states.values()]);
    return [myMeasures({ progress }), measureDetail({ progress }), roundStatus({ progress })];
  };

  test('say what to do when there is no plan', async () => {
    for (const view of views(undefined)) {
      expect(readAll(await view.show({ id: 'a' }, { actor: person(), now }))).toContain('ยังไม่มีแผนมาตรการ');
    }
  });

  test.each(['th', 'en'] as const)(
    'keep to the limits of LINE in %s, also with the longest titles',
    async (locale) => {
      const plan = Array.from({ length: 30 }, (_, at) =>
        measure(`m${at}`, { title: 'มาตรการป้องกันการใช้ทรัพย์สินของทางราชการ'.repeat(12) }),
      );

      for (const view of views(standing(plan))) {
        const prompts = await view.show({ id: 'm1' }, { actor: person({ locale }), now });

        expect(prompts.length).toBeLessThanOrEqual(5);
        for (const button of controlsOf(prompts)) {
          expect(Array.from(say(button.label, locale)).length).toBeLessThanOrEqual(20);
        }
        for (const { card } of prompts) expect(card?.actions?.length ?? 0).toBeLessThanOrEqual(4);
        expect(readAll(prompts, locale)).not.toContain('{{');
      }
    },
  );
});
