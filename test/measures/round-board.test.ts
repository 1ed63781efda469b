import { answerable, boardOf } from '../../src/measures/round-board';
import { clerkOffice, entry, everyUnit, finance, latest, measure, sixMonths } from './sample-measures';

describe('the board of a round', () => {
  const board = boardOf({
    plan: { id: 'plan-1' },
    round: sixMonths,
    day: '2027-03-31',
    measures: [
      measure('a'),
      measure('b', { responsible: [clerkOffice, finance] }),
      measure('c', { responsible: [{ ...finance, lead: true }, everyUnit] }),
      measure('d', { responsible: [everyUnit] }),
      measure('e', { responsible: [] }),
    ],
    latest: latest(entry('a'), entry('b', { status: 'in-progress' })),
  });

  test('counts a measure for each of its units, in the order of the plan', () => {
    expect(board.units.map(({ name, total, missing }) => [name, total, missing])).toEqual([
      ['สำนักปลัด', 2, 0],
      ['กองคลัง', 2, 1],
      ['ทุกส่วนราชการ', 1, 1],
      ['', 1, 1],
    ]);
  });

  test('counts every measure once in the totals', () => {
    expect(board).toMatchObject({ total: 5, done: 1, inProgress: 1, missing: 3, reported: 2 });
    expect(board.without.map((each) => each.id)).toEqual(['c', 'd', 'e']);
  });

  test('has no days left on the last day', () => {
    expect(board).toMatchObject({ deadline: '2027-03-31', daysLeft: 0 });
  });

  test('names the lead alone as answerable where there is one', () => {
    const led = measure('c', { responsible: [everyUnit, { ...finance, lead: true }] });

    expect(answerable(led)).toEqual([{ unitKey: 'finance', name: 'กองคลัง' }]);
  });
});
