import { SettableClock } from '../../src/core/clock';
import type { Measure, Plan } from '../../src/measures/plan';
import { measureModel, planModel } from '../../src/measures/plan-model';
import { createPlans } from '../../src/measures/plan-service';
import { connectTestDatabase } from '../helpers/database';
import type { TestDatabase } from '../helpers/database';
import { clerkOffice, everyone, everyUnit, finance } from './sample-measures';

const DAY = '2026-11-21';

const plan: Plan = {
  id: 'na-kok:2570',
  orgId: 'na-kok',
  fiscalYear: 2570,
  title: 'แผน',
  status: 'approved',
  source: { name: 'plan.csv' },
};

/** A measure with every field that can be there. */
function whole(key: string, change: Partial<Measure> = {}): Measure {
  return {
    id: `na-kok:2570:${key}`,
    planId: 'na-kok:2570',
    orgId: 'na-kok',
    fiscalYear: 2570,
    key,
    order: 1,
    title: `มาตรการ ${key}`,
    shortTitle: key,
    group: { kind: 'indicator', value: '9' },
    indicatorNo: 9,
    indicatorName: 'การเปิดเผยข้อมูล',
    instrument: 'OIT',
    score: 88.64,
    scoreNote: 'ต่ำที่สุด',
    analysis: 'ควรปรับปรุง',
    purpose: 'improve',
    subItems: ['หนึ่ง'],
    approach: ['แนวทาง'],
    steps: [
      {
        no: 1,
        text: 'ทำ',
        responsible: [finance],
        responsibleText: 'กองคลัง',
        periodText: 'ทุกไตรมาส',
        periods: [{ kind: 'recurring', every: 'quarter', text: 'ทุกไตรมาส' }],
        result: 'แล้ว',
      },
    ],
    responsible: [{ ...clerkOffice, lead: true }, everyUnit],
    responsibleText: 'งานหลัก สำนักปลัด และทุกส่วนราชการ',
    periodText: 'สัปดาห์ละ ๕ - ๗ ครั้ง',
    periods: [{ kind: 'frequency', every: 'week', times: { from: 5, to: 7 }, text: 'สัปดาห์ละ ๕ - ๗ ครั้ง' }],
    monitoring: ['รอบ ๖ เดือน'],
    oitItems: ['O9'],
    rows: [
      {
        form: 'S004-status3',
        order: 1,
        group: 'OIT',
        title: `มาตรการ ${key}`,
        steps: [{ text: 'ทำ', periodText: 'ทุกไตรมาส' }],
        status: 'done',
        result: 'แล้ว',
        remark: '-',
      },
    ],
    ...change,
  };
}

describe('plans', () => {
  const clock = new SettableClock();
  const machine = new SettableClock();
  let db: TestDatabase;
  let plans: ReturnType<typeof createPlans>;

  beforeAll(async () => {
    db = await connectTestDatabase();
    planModel(db.connection);
    measureModel(db.connection);
    await db.createIndexes();
  });

  beforeEach(async () => {
    await planModel(db.connection).deleteMany();
    await measureModel(db.connection).deleteMany();
    plans = createPlans({ connection: db.connection, clock, machine });
  });

  afterAll(() => db.close());

  test('come back exactly as they were saved, in their order', async () => {
    const measures = [whole('b'), whole('a', { order: 2 })];
    await plans.save({ ...plan, intro: 'คำนำ', basedOnAssessmentYear: 2569 }, measures);

    expect(await plans.inForce('na-kok', DAY)).toEqual({
      plan: { ...plan, intro: 'คำนำ', basedOnAssessmentYear: 2569 },
      measures,
    });
    expect(await plans.measure('na-kok:2570:a')).toEqual(measures[1]);
  });

  test('are not doubled by saving them again', async () => {
    await plans.save(plan, [whole('a')]);
    await plans.save(plan, [whole('a')]);

    expect(await measureModel(db.connection).countDocuments()).toBe(1);
    expect(await planModel(db.connection).countDocuments()).toBe(1);
  });

  test('lose a measure that is left out, but keep it readable for its history', async () => {
    await plans.save(plan, [whole('a'), whole('b', { order: 2 })]);
    await plans.save(plan, [whole('b')]);

    expect((await plans.inForce('na-kok', DAY))?.measures.map((each) => each.key)).toEqual(['b']);
    expect((await plans.measure('na-kok:2570:a'))?.key).toBe('a');
  });

  test('drop what a new version of a measure does not say any more', async () => {
    await plans.save(plan, [whole('a')]);
    const { remark, ...said } = whole('a').rows[0]!;
    expect(remark).toBe('-');
    await plans.save(plan, [whole('a', { rows: [said] })]);

    expect((await plans.inForce('na-kok', DAY))?.measures[0]?.rows).toEqual([said]);
  });

  test('of one organisation are not those of another', async () => {
    await plans.save(plan, [whole('a')]);

    expect(await plans.inForce('cho-raka', DAY)).toBeUndefined();
    expect(await plans.measuresOf('cho-raka', DAY)).toEqual([]);
  });

  test('show a unit its own measures first', async () => {
    await plans.save(plan, [
      whole('finance', { responsible: [finance], steps: [] }),
      whole('clerk', { responsible: [clerkOffice], steps: [] }),
      whole('everyone', { responsible: [everyone], steps: [] }),
      whole('step', { responsible: [finance], steps: [{ no: 1, text: 'ทำ', responsible: [clerkOffice] }] }),
    ]);

    const seen = await plans.measuresOf('na-kok', DAY, 'clerk');
    expect(seen.map((each) => each.key)).toEqual(['clerk', 'everyone', 'step', 'finance']);
  });

  test('saved by another process are seen within half a minute', async () => {
    const elsewhere = createPlans({ connection: db.connection, clock });
    await plans.save(plan, [whole('a')]);
    await plans.inForce('na-kok', DAY);
    await elsewhere.save(plan, [whole('b')]);

    machine.set(new Date(machine.now().getTime() + 31_000));
    expect((await plans.inForce('na-kok', DAY))?.measures.map((each) => each.key)).toEqual(['b']);
  });

  test('change at once where they are saved', async () => {
    await plans.inForce('na-kok', DAY);
    await plans.save(plan, [whole('a')]);

    expect((await plans.inForce('na-kok', DAY))?.measures).toHaveLength(1);
  });

  test('refuse measures of another plan, and one measure twice', async () => {
    const foreign = whole('a', { planId: 'na-kok:2569' });

    await expect(plans.save(plan, [foreign])).rejects.toMatchObject({ code: 'plan-inconsistent' });
    await expect(plans.save(plan, [whole('a'), whole('a')])).rejects.toMatchObject({
      code: 'plan-inconsistent',
    });
    expect(await plans.inForce('na-kok', DAY)).toBeUndefined();
  });

  test('are found by an index', async () => {
    const explained = await planModel(db.connection)
      .find({ orgId: 'na-kok', fiscalYear: { $lte: 2570 } })
      .explain();
    expect(JSON.stringify(explained)).toContain('IXSCAN');
  });
});
