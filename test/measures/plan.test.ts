import { measureId, planId, planInForce } from '../../src/measures/plan';
import type { Plan } from '../../src/measures/plan';

const plan = (fiscalYear: number, status: 'draft' | 'approved' = 'approved') => ({ fiscalYear, status });

describe('planInForce', () => {
  test('is the plan of the fiscal year of the day', () => {
    const plans = [plan(2569), plan(2570)];

    expect(planInForce(plans, '2026-09-30')).toEqual(plan(2569));
    expect(planInForce(plans, '2026-10-01')).toEqual(plan(2570));
  });

  test('stays the last approved one until the next is approved', () => {
    expect(planInForce([plan(2567), plan(2570, 'draft')], '2026-11-21')).toEqual(plan(2567));
  });

  test('is none before the first plan begins, or while there are only drafts', () => {
    expect(planInForce([plan(2570)], '2026-09-30')).toBeUndefined();
    expect(planInForce([plan(2569, 'draft')], '2026-09-30')).toBeUndefined();
    expect(planInForce<Plan>([], '2026-09-30')).toBeUndefined();
  });
});

describe('the ids', () => {
  test('say where a thing belongs', () => {
    expect(planId('na-kok', 2567)).toBe('na-kok:2567');
    expect(measureId('na-kok', 2567, 'assets')).toBe('na-kok:2567:assets');
  });
});
