import fc from 'fast-check';
import { addDays, daysBetween } from '../../src/core/bangkok-day';
import { fiscalYearOf } from '../../src/core/fiscal-year';
import type { RoundsOfYear } from '../../src/measures/round-rules';
import { currentRound, roundsOf } from '../../src/measures/round-rules';
import { digestId, dueStage } from '../../src/reminders/rules';
import stages from '../../src/reminders/stages.json';

/** What is due on a day in the rounds that everybody has, or in those of an office. */
function due(day: string, of = stages, stored?: RoundsOfYear) {
  const round = currentRound(roundsOf(fiscalYearOf(day), stored), day);
  return round && dueStage(round, day, of);
}

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2020-01-01', days));

describe('a stage', () => {
  test.each([
    ['2026-02-28', undefined],
    ['2026-03-01', '2026-03-31'],
    ['2026-03-31', '2026-03-31'],
    ['2026-04-01', undefined],
    ['2026-08-30', undefined],
    ['2026-08-31', '2026-09-30'],
    ['2026-09-30', '2026-09-30'],
    ['2026-10-01', undefined],
  ])('on %s is due for %p, thirty days before the deadline until the deadline', (day, deadline) => {
    expect(due(day)?.deadline).toBe(deadline);
  });

  test('comes first on 1 March and on 31 August of every year', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const begins = due(day) !== undefined && due(addDays(day, -1)) === undefined;

        expect(begins).toBe(/-(03-01|08-31)$/.test(day));
      }),
    );
  });

  test('is the latest one reached where there are several', () => {
    const several = [{ daysBefore: 30 }, { daysBefore: 3 }, { daysBefore: 7 }];
    const daysBefore = (day: string) => due(day, several)?.stage.daysBefore;

    expect(daysBefore('2026-03-20')).toBe(30);
    expect(daysBefore('2026-03-24')).toBe(7);
    expect(daysBefore('2026-03-31')).toBe(3);
    fc.assert(
      fc.property(anyDay, (day) => {
        const found = due(day, several);

        expect(found === undefined || daysBetween(day, found.deadline) <= found.stage.daysBefore).toBe(true);
      }),
    );
  });
});

describe('a stage of rounds that an office decided on', () => {
  const august = {
    key: '12',
    kind: 'months',
    number: 12,
    from: '10-01',
    to: '08-31',
    reportDue: '09-30',
  } as const;
  const quarter = {
    key: 'q1',
    kind: 'quarter',
    number: 1,
    from: '10-01',
    to: '12-31',
    reportDue: '01-15',
  } as const;

  test('goes by their last days', () => {
    const stored = { rounds: [quarter, august] };
    expect(due('2025-12-01', stages, stored)?.deadline).toBe('2025-12-31');
    expect(due('2026-08-01', stages, stored)?.deadline).toBe('2026-08-31');
    expect(due('2026-09-01', stages, stored)).toBeUndefined();
  });

  test('does not come for a round that is closed', () => {
    const closed = [{ key: '6', at: new Date('2026-03-01T00:00:00Z'), by: 'person-1' }];
    expect(due('2026-03-20', stages, { closed })).toBeUndefined();
  });
});

describe('the id of a digest', () => {
  test('is the same on every day of a stage and another one in the next round', () => {
    const idOn = (day: string) => digestId('kut-chik', due(day)!, 'p1');

    expect(idOn('2026-03-01')).toBe('reminder:kut-chik:2569-6:30:p1');
    expect(idOn('2026-03-31')).toBe(idOn('2026-03-01'));
    expect(idOn('2026-09-01')).toBe('reminder:kut-chik:2569-12:30:p1');
  });
});
