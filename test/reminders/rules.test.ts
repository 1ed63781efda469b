import fc from 'fast-check';
import { addDays, daysBetween } from '../../src/core/bangkok-day';
import { digestId, dueStage } from '../../src/reminders/rules';
import stages from '../../src/reminders/stages.json';

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
    expect(dueStage(day, stages)?.deadline).toBe(deadline);
  });

  test('comes first on 1 March and on 31 August of every year', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const begins =
          dueStage(day, stages) !== undefined && dueStage(addDays(day, -1), stages) === undefined;

        expect(begins).toBe(/-(03-01|08-31)$/.test(day));
      }),
    );
  });

  test('is the latest one reached where there are several', () => {
    const several = [{ daysBefore: 30 }, { daysBefore: 3 }, { daysBefore: 7 }];
    const daysBefore = (day: string) => dueStage(day, several)?.stage.daysBefore;

    expect(daysBefore('2026-03-20')).toBe(30);
    expect(daysBefore('2026-03-24')).toBe(7);
    expect(daysBefore('2026-03-31')).toBe(3);
    fc.assert(
      fc.property(anyDay, (day) => {
        const due = dueStage(day, several);

        expect(due === undefined || daysBetween(day, due.deadline) <= due.stage.daysBefore).toBe(true);
      }),
    );
  });
});

describe('the id of a digest', () => {
  test('is the same on every day of a stage and another one in the next round', () => {
    const idOn = (day: string) => digestId('kut-chik', dueStage(day, stages)!, 'p1');

    expect(idOn('2026-03-01')).toBe('reminder:kut-chik:2569-6:30:p1');
    expect(idOn('2026-03-31')).toBe(idOn('2026-03-01'));
    expect(idOn('2026-09-01')).toBe('reminder:kut-chik:2569-12:30:p1');
  });
});
