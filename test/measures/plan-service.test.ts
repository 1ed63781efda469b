import { SettableClock } from '../../src/core/clock';
import { measureModel } from '../../src/measures/measure-model';
import type { Measure } from '../../src/measures/plan';
import { versionModel, yearModel } from '../../src/measures/plan-model';
import { createPlans } from '../../src/measures/plan-service';
import { actor } from '../helpers/actors';
import { commandsOf, dies } from '../helpers/commands';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { clerkOffice, everyUnit, finance, plan } from './sample-measures';

const coordinator = actor('coordinator');
const administrator = actor('administrator');
const DAY = '2026-11-21';

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
  let db: TestDatabase;
  let plans: ReturnType<typeof createPlans>;

  beforeAll(async () => {
    db = await connectTestDatabase();
    yearModel(db.connection);
    versionModel(db.connection);
    measureModel(db.connection);
    await db.createIndexes();
  });

  const empty = async () => {
    await yearModel(db.connection).deleteMany();
    await versionModel(db.connection).deleteMany();
    await measureModel(db.connection).deleteMany();
  };

  beforeEach(async () => {
    await empty();
    plans = createPlans({ connection: db.connection, clock });
  });

  afterAll(() => db.close());

  test('come back exactly as they were saved, in their order', async () => {
    const measures = [whole('b'), whole('a', { order: 2 })];
    await plans.save({ ...plan, intro: 'คำนำ', basedOnAssessmentYear: 2569 }, measures);

    expect(await plans.inForce('na-kok', DAY)).toEqual({
      plan: { ...plan, intro: 'คำนำ', basedOnAssessmentYear: 2569 },
      version: 'na-kok:2570:v1',
      measures,
    });
  });

  test('are not doubled by saving them again, in whatever way', async () => {
    const first = await plans.save(plan, [whole('a')]);
    expect(await plans.save(plan, [whole('a')])).toBe(first);
    expect(await plans.save({ ...plan, status: 'draft' }, [whole('a')])).toBe(first);
    const second = await plans.save({ ...plan, status: 'draft' }, [whole('b')]);
    expect(await plans.save({ ...plan, status: 'draft' }, [whole('b')])).toBe(second);

    expect(await measureModel(db.connection).countDocuments()).toBe(2);
    expect(await versionModel(db.connection).countDocuments()).toBe(2);
    expect(await plans.ofYear(plan.id)).toMatchObject({
      approved: { version: first, plan: { status: 'approved' } },
      draft: { version: second, plan: { status: 'draft' } },
    });
  });

  test('keep every version: what was once saved is never written over', async () => {
    await plans.save(plan, [whole('a'), whole('b', { order: 2 })]);
    const before = await measureModel(db.connection).find({ versionId: 'na-kok:2570:v1' }).lean();
    await plans.save(plan, [whole('b', { title: 'ใหม่' })]);

    expect((await plans.inForce('na-kok', DAY))?.measures.map((each) => each.title)).toEqual(['ใหม่']);
    expect(await measureModel(db.connection).find({ versionId: 'na-kok:2570:v1' }).lean()).toEqual(before);
    const named: unknown = await measureModel(db.connection).distinct('measureId', { key: 'b' });
    expect(named).toEqual(['na-kok:2570:b']);
  });

  test('are approved by one write, with who and when, and once', async () => {
    const first = await plans.save(plan, [whole('a')], coordinator);
    const draft = await plans.save({ ...plan, status: 'draft' }, [whole('b')], coordinator);
    const asked = await commandsOf(db.connection, () => plans.approve(plan.id, draft, administrator));
    await plans.approve(plan.id, draft, coordinator);

    expect(asked.filter((each) => !each.includes('.find'))).toEqual(['plans.updateOne']);
    expect(await plans.ofYear(plan.id)).toMatchObject({ approved: { version: draft } });
    expect(await plans.ofYear(plan.id)).not.toHaveProperty('draft');
    expect((await yearModel(db.connection).findById(plan.id).lean())?.history).toMatchObject([
      { version: first, what: 'approved', by: coordinator.personId },
      { version: draft, what: 'drafted', by: coordinator.personId },
      { version: draft, what: 'approved', by: administrator.personId },
    ]);
  });

  test('are brought in by nobody but who has that duty, and by the operator', async () => {
    const draft = await plans.save({ ...plan, status: 'draft' }, [whole('a')], 'operator');
    for (const who of ['reporter', 'clerk', 'executive', 'citizen'] as const) {
      await expect(plans.save(plan, [], actor(who))).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(plans.approve(plan.id, draft, actor(who))).rejects.toMatchObject({ code: 'not-allowed' });
    }
    const elsewhere = actor('coordinator', { orgId: 'kut-chik' });
    await expect(plans.approve(plan.id, draft, elsewhere)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await plans.ofYear(plan.id)).toMatchObject({ draft: { version: draft } });
  });

  test('are not approved as something else than what was looked at', async () => {
    const seen = await plans.save({ ...plan, status: 'draft' }, [whole('a')]);
    await plans.save({ ...plan, status: 'draft' }, [whole('b')]);

    await expect(plans.approve(plan.id, seen)).rejects.toMatchObject({ code: 'no-such-draft' });
    expect(await plans.inForce('na-kok', DAY)).toBeUndefined();
  });

  test('get a version each when two save at once', async () => {
    const elsewhere = createPlans({ connection: db.connection, clock });
    const made = await Promise.all([
      plans.save(plan, [whole('a')]),
      elsewhere.save(plan, [whole('b')]),
      elsewhere.save({ ...plan, status: 'draft' }, [whole('c')]),
    ]);

    expect(new Set(made).size).toBe(3);
    expect((await plans.inForce('na-kok', DAY))?.measures).toHaveLength(1);
  });

  test('leave nothing behind of a save that a crash cut, and lose nothing else', async () => {
    const day = 24 * 60 * 60 * 1000;
    await plans.save(plan, [whole('a')]);
    await plans.save(plan, [whole('b')]);
    await dies(db.connection, 6, () => plans.save(plan, [whole('c')]));
    expect(await measureModel(db.connection).countDocuments({ key: 'c' })).toBe(1);

    expect(await plans.sweep(new Date(clock.now().getTime() - day))).toBe(0);
    expect(await plans.sweep(new Date(clock.now().getTime() + day))).toBe(1);
    const left: unknown = await measureModel(db.connection).distinct('key');
    expect(left).toEqual(['a', 'b']);
    expect(await versionModel(db.connection).countDocuments()).toBe(2);
  });

  test('drop what a new version of a measure does not say any more', async () => {
    await plans.save(plan, [whole('a')]);
    const { remark, ...said } = whole('a').rows[0]!;
    expect(remark).toBe('-');
    await plans.save(plan, [whole('a', { rows: [said] })]);

    expect((await plans.inForce('na-kok', DAY))?.measures[0]?.rows).toEqual([said]);
  });

  test('stay in force while a draft of the same year waits', async () => {
    await plans.save(plan, [whole('a')]);
    await plans.save({ ...plan, status: 'draft' }, [whole('b')]);

    expect((await plans.inForce('na-kok', DAY))?.measures.map((each) => each.key)).toEqual(['a']);
  });

  test('are as they were, wherever a crash cuts the next save', async () => {
    let commands = 0;
    for (let cut = true; cut; commands += 1) {
      await empty();
      await plans.save(plan, [whole('a')]);
      cut = await dies(db.connection, commands, () =>
        plans.save(plan, [whole('a', { title: 'ใหม่' }), whole('b')]),
      );
      const elsewhere = createPlans({ connection: db.connection, clock });
      const titles = (await elsewhere.inForce('na-kok', DAY))?.measures.map((each) => each.title);
      expect([commands, titles]).toEqual([commands, cut ? ['มาตรการ a'] : ['ใหม่', 'มาตรการ b']]);
    }
    expect(commands).toBeGreaterThan(2);
  });

  test('of one organisation are not those of another', async () => {
    await plans.save(plan, [whole('a')]);

    expect(await plans.inForce('cho-raka', DAY)).toBeUndefined();
  });

  test('approved by another process hold in the next turn', async () => {
    const elsewhere = createPlans({ connection: db.connection, clock });
    await plans.save(plan, [whole('a')]);
    await plans.inForce('na-kok', DAY);
    await elsewhere.save(plan, [whole('b')]);

    expect((await plans.inForce('na-kok', DAY))?.measures.map((each) => each.key)).toEqual(['b']);
  });

  test('cost one small read a turn, whatever they hold', async () => {
    await plans.save(plan, [whole('a')]);
    await plans.inForce('na-kok', DAY);

    const asked = await commandsOf(db.connection, () => plans.inForce('na-kok', DAY));
    expect(asked).toEqual(['plans.find']);
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
    const explained = await yearModel(db.connection)
      .find({ orgId: 'na-kok', fiscalYear: { $lte: 2570 } })
      .explain();
    expect(JSON.stringify(explained)).toContain('IXSCAN');
  });
});
