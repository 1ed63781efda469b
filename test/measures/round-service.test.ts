import { silentLog } from '../../src/core/log';
import { yearModel } from '../../src/measures/plan-model';
import { createPlans } from '../../src/measures/plan-service';
import type { RoundRule } from '../../src/measures/round-rules';
import { roundsOf } from '../../src/measures/round-rules';
import type { Rounds } from '../../src/measures/round-service';
import { createRounds } from '../../src/measures/round-service';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { measure, person, withoutUnit } from './sample-measures';

const coordinator = withoutUnit('coordinator');
const now = new Date('2027-05-02T03:00:00Z');
const clock = { now: () => now };
const august: RoundRule[] = [
  { key: '12', kind: 'months', number: 12, from: '10-01', to: '08-31', reportDue: '09-30' },
];
let db: TestDatabase;
let rounds: Rounds;

beforeAll(async () => {
  db = await connectTestDatabase();
  yearModel(db.connection);
  await db.createIndexes();
});
beforeEach(async () => {
  await yearModel(db.connection).deleteMany({});
  rounds = createRounds({ connection: db.connection, clock, log: silentLog });
});
afterAll(() => db.close());

const closedKeys = async () =>
  (await rounds.ofYear('na-kok', 2570)).filter((each) => each.closed).map((each) => each.key);

describe('rounds', () => {
  test('are everybody’s as long as nothing is stored', async () => {
    expect(await rounds.ofYear('na-kok', 2570)).toEqual(roundsOf(2570));
  });

  test('are closed and reopened by the coordinator, with who and when, however often', async () => {
    for (let times = 0; times < 2; times += 1) await rounds.close('na-kok', 2570, '6', coordinator);
    expect((await rounds.ofYear('na-kok', 2570))[0]?.closed).toEqual({
      at: now,
      by: coordinator.personId,
    });
    for (let times = 0; times < 2; times += 1) await rounds.reopen('na-kok', 2570, '6', coordinator);
    expect(await closedKeys()).toEqual([]);
    await rounds.close('na-kok', 2570, '6', 'operator');

    const stored = await yearModel(db.connection).findById('na-kok:2570').lean();
    expect(stored?.roundHistory?.map(({ what, key, by }) => [what, key, by])).toEqual([
      ['closed', '6', coordinator.personId],
      ['reopened', '6', coordinator.personId],
      ['closed', '6', 'operator'],
    ]);
  });

  test('are closed once by two at the same moment', async () => {
    await Promise.all(Array.from({ length: 8 }, () => rounds.close('na-kok', 2570, '6', coordinator)));
    await rounds.close('na-kok', 2570, '12', coordinator);
    expect(await closedKeys()).toEqual(['6', '12']);
  });

  test('are not closed by others, and not where there is none', async () => {
    for (const actor of [person(), withoutUnit('clerk'), withoutUnit('citizen')]) {
      await expect(rounds.close('na-kok', 2570, '6', actor)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(rounds.reopen('na-kok', 2570, '6', actor)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(rounds.decide('na-kok', 2570, august, actor)).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    await expect(rounds.close('na-kok', 2570, 'q1', coordinator)).rejects.toMatchObject({
      code: 'no-such-round',
    });
    expect(await yearModel(db.connection).countDocuments()).toBe(0);
  });

  test('are decided for a year, and stand beside its plan', async () => {
    const plans = createPlans({ connection: db.connection, clock });
    await rounds.decide('na-kok', 2570, august, coordinator);
    const source = { name: 'plan.csv' };
    const plan = { id: 'na-kok:2570', orgId: 'na-kok', fiscalYear: 2570, title: 'แผน', source } as const;
    await plans.save({ ...plan, status: 'approved' }, [measure('a', { planId: plan.id })]);

    const around = await plans.around('na-kok', '2027-05-02');
    expect(around.rounds.filter((each) => each.fiscalYear === 2570).map((each) => each.to)).toEqual([
      '2027-08-31',
    ]);
    expect((await around.planOf(2570))?.version).toBe('na-kok:2570:v1');
  });

  test('are not decided with mistakes, nor so that a closed one would go', async () => {
    await expect(rounds.decide('na-kok', 2570, [], coordinator)).rejects.toMatchObject({
      code: 'rounds-invalid',
    });
    await rounds.close('na-kok', 2570, '6', coordinator);
    await expect(rounds.decide('na-kok', 2570, august, coordinator)).rejects.toMatchObject({
      code: 'round-in-use',
    });
  });
});
