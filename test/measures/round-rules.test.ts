import type { Round, RoundRule } from '../../src/measures/round-rules';
import {
  countingIn,
  currentRound,
  isLate,
  isOpen,
  isWithin,
  problemsOfRounds,
  roundId,
  roundInWriting,
  roundName,
  roundsOf,
} from '../../src/measures/round-rules';
import { entry, sixMonths, twelveMonths } from './sample-measures';

const quarters: RoundRule[] = [
  { key: 'q1', kind: 'quarter', number: 1, from: '10-01', to: '12-31', reportDue: '01-15' },
  { key: 'q2', kind: 'quarter', number: 2, from: '01-01', to: '03-31', reportDue: '04-15' },
  { key: 'q3', kind: 'quarter', number: 3, from: '04-01', to: '06-30', reportDue: '07-15' },
  { key: 'q4', kind: 'quarter', number: 4, from: '07-01', to: '09-30', reportDue: '10-15' },
];
/** As a real plan has it: work until the end of August, so that the report is ready in September. */
const untilAugust: RoundRule[] = [
  { key: '6', kind: 'months', number: 6, from: '10-01', to: '02-28', reportDue: '03-31' },
  { key: '12', kind: 'months', number: 12, from: '10-01', to: '08-31', reportDue: '09-30' },
];
const around = (fiscalYear: number, rounds?: RoundRule[]) =>
  [fiscalYear - 1, fiscalYear].flatMap((year) => roundsOf(year, rounds && { rounds }));
const idOf = (round: Round | undefined) => round && roundId(round);

describe('the rounds of a year', () => {
  test('are six and twelve months where nothing else was decided', () => {
    expect(roundsOf(2570)).toEqual([
      {
        key: '6',
        kind: 'months',
        number: 6,
        fiscalYear: 2570,
        from: '2026-10-01',
        to: '2027-03-31',
        reportDue: '2027-04-30',
      },
      {
        key: '12',
        kind: 'months',
        number: 12,
        fiscalYear: 2570,
        from: '2026-10-01',
        to: '2027-09-30',
        reportDue: '2027-10-31',
      },
    ]);
  });

  test('may be quarters, whose reports are due in the next quarter or year', () => {
    expect(
      roundsOf(2570, { rounds: quarters }).map(({ from, to, reportDue }) => [from, to, reportDue]),
    ).toEqual([
      ['2026-10-01', '2026-12-31', '2027-01-15'],
      ['2027-01-01', '2027-03-31', '2027-04-15'],
      ['2027-04-01', '2027-06-30', '2027-07-15'],
      ['2027-07-01', '2027-09-30', '2027-10-15'],
    ]);
  });

  test('are called as the offices call them', () => {
    expect(roundName('th', sixMonths)).toBe('รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐');
    expect(roundName('th', roundsOf(2570, { rounds: quarters })[1]!)).toBe('ไตรมาสที่ ๒ ปีงบประมาณ ๒๕๗๐');
  });

  test('know who closed them, and are open from their first day', () => {
    const by = { at: new Date('2027-05-01T00:00:00Z'), by: 'person-1' };
    const [six, twelve] = roundsOf(2570, { closed: [{ key: '6', ...by }] });

    expect(six?.closed).toEqual(by);
    expect(isOpen(six!, '2027-02-01')).toBe(false);
    expect(isOpen(twelve!, '2026-09-30')).toBe(false);
    expect(isOpen(twelve!, '2028-01-01')).toBe(true);
  });

  test('are late only after the day the report is due', () => {
    expect(isLate(sixMonths, '2027-04-19')).toBe(false);
    expect(isLate(sixMonths, '2027-05-01')).toBe(true);
  });
});

describe('the round that runs', () => {
  test.each([
    ['2026-10-01', '2570-6', '2569-12'],
    ['2027-03-31', '2570-6', undefined],
    ['2027-04-01', '2570-12', '2570-6'],
    ['2027-04-30', '2570-12', '2570-6'],
    ['2027-05-01', '2570-12', undefined],
    ['2027-09-30', '2570-12', undefined],
    ['2027-10-01', '2571-6', '2570-12'],
    ['2027-10-31', '2571-6', '2570-12'],
    ['2027-11-01', '2571-6', undefined],
  ] as const)('on %s is %s; the report of %s is being written', (day, running, writing) => {
    const rounds = around(day < '2027-10' ? 2570 : 2571);
    expect([idOf(currentRound(rounds, day)), idOf(roundInWriting(rounds, day))]).toEqual([running, writing]);
  });

  test('is the last one until the next fiscal year where it ends in August', () => {
    const rounds = around(2570, untilAugust);
    expect(idOf(currentRound(rounds, '2027-08-31'))).toBe('2570-12');
    expect(idOf(currentRound(rounds, '2027-09-15'))).toBe('2570-12');
    expect(idOf(currentRound(around(2571, untilAugust), '2027-10-01'))).toBe('2571-6');
  });

  test('is each quarter in its turn', () => {
    const rounds = around(2570, quarters);
    const days = ['2026-10-01', '2027-01-01', '2027-06-30', '2027-07-01'];
    expect(days.map((day) => idOf(currentRound(rounds, day)))).toEqual([
      '2570-q1',
      '2570-q2',
      '2570-q3',
      '2570-q4',
    ]);
  });

  test('leaves no report to be written where the round was closed', () => {
    const closed = [{ key: '6', at: new Date('2027-04-02T00:00:00Z'), by: 'person-1' }];
    expect(roundInWriting(roundsOf(2570, { closed }), '2027-04-10')).toBeUndefined();
  });
});

describe('what counts in a round', () => {
  const rounds = roundsOf(2570);
  const inSix = (status: 'done' | 'in-progress', day: string) =>
    entry('a', { id: `${status} ${day}`, status, recordedAt: new Date(`${day}T03:00:00Z`) });
  const statusIn = (round: Round, ...entries: ReturnType<typeof entry>[]) =>
    countingIn(round, rounds, entries).get('a')?.status;

  test('is work done in a round within it', () => {
    expect(statusIn(twelveMonths, inSix('done', '2027-02-10'))).toBe('done');
    expect(statusIn(sixMonths, entry('a', { round: '12' }))).toBeUndefined();
  });

  test('is not work that was under way, nor work of another year', () => {
    expect(statusIn(twelveMonths, inSix('in-progress', '2027-02-10'))).toBeUndefined();
    expect(statusIn(twelveMonths, entry('a', { fiscalYear: 2569 }))).toBeUndefined();
  });

  test('is not done any more once somebody says otherwise', () => {
    const done = inSix('done', '2027-02-10');
    expect(statusIn(twelveMonths, done, inSix('in-progress', '2027-03-10'))).toBeUndefined();
    expect(statusIn(twelveMonths, done, entry('a', { round: '12', status: 'in-progress' }))).toBe(
      'in-progress',
    );
  });

  test('is carried into twelve months from quarters, and from no quarter into another', () => {
    const [q1, q2] = roundsOf(2570, { rounds: quarters });
    expect(isWithin(q1!, twelveMonths)).toBe(true);
    expect(isWithin(q1!, q2!)).toBe(false);
    expect(isWithin(twelveMonths, twelveMonths)).toBe(false);
  });
});

describe('rounds that an office wants', () => {
  test('are good as they occur in real plans', () => {
    expect([quarters, untilAugust].flatMap(problemsOfRounds)).toEqual([]);
  });

  test('are told every mistake at once', () => {
    const [first] = quarters;
    const wrong = [
      { ...first!, key: 'Q 1', to: '31-12' },
      { ...first!, key: 'x', from: '09-01', to: '10-31' },
      { ...first!, key: 'x', from: '01-01', to: '10-31' },
    ];
    expect(problemsOfRounds(wrong)).toEqual([
      expect.stringContaining('a key is'),
      expect.stringContaining('to "31-12" is no day'),
      expect.stringContaining('ends before it begins'),
      expect.stringContaining('twice'),
      expect.stringContaining('ends before it begins'),
    ]);
    expect(problemsOfRounds([])).toEqual(['There is no round.']);
  });
});
