import { nextYearOf, oneYearLater } from '../../../src/measures/import/next-year';
import { readPlan } from '../../../src/measures/import/service';
import { json, options } from './office';

describe('the plan of the next year', () => {
  test('has the measures of this one a year later, with what was recommended, and none of its results', () => {
    const { plan, measures } = readPlan(
      json({
        ...{ title: 'ทำคู่มือ', periodText: '๑ ตุลาคม ๒๕๖๖ – ๓๐ กันยายน ๒๕๖๗', status: 'done', result: 'ทำแล้ว' },
        ...{ analysis: 'คะแนนต่ำ', steps: ['ประชุม'], stepPeriods: ['มกราคม ๒๕๖๗'], score: 80 },
      }),
      options(),
    );
    if (plan === undefined) throw new Error('no plan');
    const key = measures[0]?.key ?? '';
    const next = nextYearOf({ plan, measures }, new Map([[key, ['ควรเริ่มไตรมาสแรก']]]), 'ข้อเสนอแนะปี ๒๕๖๗:');

    expect(next.plan).toMatchObject({ id: 'na-kok:2568', status: 'draft', source: { name: 'na-kok:2567' } });
    expect(next.plan.title).toContain('๒๕๖๘');
    expect(next.measures).toMatchObject([
      {
        ...{ id: `na-kok:2568:${key}`, key, periodText: '๑ ตุลาคม ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๘' },
        analysis: 'คะแนนต่ำ\nข้อเสนอแนะปี ๒๕๖๗: ควรเริ่มไตรมาสแรก',
        periods: [{ start: '2024-10-01', end: '2025-09-30' }],
        steps: [{ text: 'ประชุม', periods: [{ start: '2025-01-01' }] }],
      },
    ]);
    expect(next.measures[0]?.rows[0]).not.toHaveProperty('result');
    expect(next.measures[0]).not.toHaveProperty('score');
  });

  test('leaves numbers alone that are no years', () => {
    expect(oneYearLater('คำสั่ง 12567 ปี 2567 และ ๒๕๖๗')).toBe('คำสั่ง 12567 ปี 2568 และ ๒๕๖๘');
  });
});
