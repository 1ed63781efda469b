import type { Plan } from '../../src/measures/plan';
import { changesBetween, isUnchanged, planInForce } from '../../src/measures/plan-versions';
import { finance, measure, plan } from './sample-measures';

const year = (fiscalYear: number, version?: string) => ({
  fiscalYear,
  ...(version === undefined ? {} : { approvedVersion: version }),
});

describe('planInForce', () => {
  test('is the plan of the fiscal year', () => {
    const years = [year(2569, 'a'), year(2570, 'b')];

    expect(planInForce(years, 2569)).toEqual(year(2569, 'a'));
    expect(planInForce(years, 2570)).toEqual(year(2570, 'b'));
  });

  test('stays the last approved one until the next is approved', () => {
    expect(planInForce([year(2567, 'a'), year(2570)], 2570)).toEqual(year(2567, 'a'));
  });

  test('is none before the first plan begins, or while there are only drafts', () => {
    expect(planInForce([year(2570, 'a')], 2569)).toBeUndefined();
    expect(planInForce([year(2569)], 2569)).toBeUndefined();
    expect(planInForce<ReturnType<typeof year>>([], 2569)).toBeUndefined();
  });
});

describe('what changed between two versions', () => {
  const before = { plan, measures: [measure('a'), measure('b'), measure('c')] };

  test('is nothing when they say the same, whatever their status', () => {
    const draft: Plan = { ...plan, status: 'draft' };
    expect(isUnchanged(changesBetween(before, { plan: draft, measures: [...before.measures] }))).toBe(true);
  });

  test('names measures added, removed and changed, with the fields that differ', () => {
    const after = {
      plan: { ...plan, intro: 'คำนำ' },
      measures: [
        measure('new', { order: 1 }),
        measure('a', { order: 2 }),
        measure('b', { order: 3, title: 'อีกชื่อ', responsible: [finance] }),
      ],
    };

    expect(changesBetween(before, after)).toEqual({
      plan: ['intro'],
      added: [{ key: 'new', title: 'มาตรการ new' }],
      removed: [{ key: 'c', title: 'มาตรการ c' }],
      changed: [{ key: 'b', title: 'อีกชื่อ', fields: ['title', 'responsible'] }],
      reordered: false,
    });
  });

  test('is the order alone when measures only move', () => {
    const { reordered, changed } = changesBetween(before, {
      plan,
      measures: [measure('b', { order: 1 }), measure('a', { order: 2 }), measure('c', { order: 3 })],
    });
    expect([reordered, changed]).toEqual([true, []]);
  });

  test('is everything where there was nothing', () => {
    expect(changesBetween(undefined, before).added).toHaveLength(3);
  });
});
