import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock';
import { silentLog } from '../../src/core/log';
import { projectRoot } from '../../src/core/project-root';
import { Sealer } from '../../src/core/sealing';
import { readPlan } from '../../src/measures/import/service';
import { measureModel } from '../../src/measures/measure-model';
import { versionModel, yearModel } from '../../src/measures/plan-model';
import { createPlans } from '../../src/measures/plan-service';
import { createOrganizations } from '../../src/organizations/service';
import { loadSampleData, readSampleOrganizations } from '../../src/try-out/load-sample-data';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

const offices = readSampleOrganizations();
const plans = offices.map((organization) => {
  const fileName = `${organization.id}.json`;
  const bytes = readFileSync(join(projectRoot, 'sample-data', fileName));
  return { organization, ...readPlan(bytes, { organization, fileName }) };
});

describe('loadSampleData', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;

  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  const rooms = () => ({
    organizations: createOrganizations({ connection: db.connection, sealer }),
    plans: createPlans({ connection: db.connection, clock: systemClock }),
    log: silentLog,
  });

  test('puts all organisations and plans in place, exactly as they are read', async () => {
    await loadSampleData(rooms());

    expect(await rooms().organizations.all()).toEqual(offices);
    for (const { organization, measures: own, plan } of plans) {
      const inForce = await rooms().plans.inForce(organization.id, '2026-11-21');
      expect(inForce?.measures).toEqual(own);
      expect(inForce?.plan.title).toBe(plan?.title);
    }
  });

  test('writes nothing when it was loaded before', async () => {
    await loadSampleData(rooms());
    const before = await yearModel(db.connection).find().lean();
    await loadSampleData(rooms());

    expect(await yearModel(db.connection).find().lean()).toEqual(before);
    expect(await versionModel(db.connection).countDocuments()).toBe(5);
    expect(await measureModel(db.connection).countDocuments()).toBe(45);
  });

  test('replaces an older sample, and never what an office put there itself', async () => {
    const { organizations, plans: kept } = rooms();
    const [first, second] = offices;
    const { sample, ...own } = first!;
    expect(sample).toBeDefined();
    await organizations.save({ ...own, shortName: 'ของเราเอง' });
    await organizations.save({ ...second!, shortName: 'เก่า', sample: 'older' });
    const { approved } = await kept.ofYear('cho-raka:2566');
    await kept.save({ ...approved!.plan, source: { name: 'our-own.csv' } }, []);
    await loadSampleData(rooms());

    expect((await rooms().organizations.find(own.id))?.shortName).toBe('ของเราเอง');
    expect((await rooms().organizations.find(second!.id))?.shortName).toBe(second?.shortName);
    expect((await rooms().plans.inForce('cho-raka', '2026-11-21'))?.measures).toEqual([]);
  });
});
