import { randomBytes } from 'node:crypto';
import { SettableClock } from '../../src/core/clock';
import { Sealer } from '../../src/core/sealing';
import { organizationModel } from '../../src/organizations/model';
import type { Organization } from '../../src/organizations/rules';
import { createOrganizations } from '../../src/organizations/service';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

const office = (id: string, change: Partial<Organization> = {}): Organization => ({
  id,
  order: 1,
  name: `องค์การบริหารส่วนตำบล${id}`,
  shortName: `อบต.${id}`,
  kind: 'subdistrict-organization',
  units: [{ key: 'clerk', name: 'สำนักปลัด', aliases: [] }],
  signOffChain: [{ order: 1, title: 'ผู้รายงาน', office: 'reporter' }],
  forms: ['S004-status3'],
  ...change,
});

const credentials = {
  botUserId: 'Ub',
  channelId: '1234',
  channelSecret: 'top-secret',
  accessToken: 'a-token',
};

describe('organizations', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  const machine = new SettableClock();
  let db: TestDatabase;
  let organizations: ReturnType<typeof createOrganizations>;
  let elsewhere: ReturnType<typeof createOrganizations>;

  beforeAll(async () => {
    db = await connectTestDatabase();
    organizationModel(db.connection);
    await db.createIndexes();
  });

  beforeEach(async () => {
    await organizationModel(db.connection).deleteMany();
    organizations = createOrganizations({ connection: db.connection, sealer, machine });
    elsewhere = createOrganizations({ connection: db.connection, sealer, machine });
  });

  afterAll(() => db.close());

  test('are given in their order, whole', async () => {
    await organizations.save(office('second', { order: 2 }));
    await organizations.save(office('first', { order: 1, website: 'www.example.go.th' }));

    expect((await organizations.all()).map((each) => each.id)).toEqual(['first', 'second']);
    expect(await organizations.first()).toEqual(office('first', { order: 1, website: 'www.example.go.th' }));
    expect(await organizations.find('nowhere')).toBeUndefined();
  });

  test('lose what a new version leaves out, and keep their channel', async () => {
    await organizations.save(office('one', { website: 'www.example.go.th' }));
    await organizations.setChannel('one', credentials);
    await organizations.save(office('one', { shortName: 'อบต.ใหม่' }));

    expect(await organizations.find('one')).toEqual(office('one', { shortName: 'อบต.ใหม่' }));
    expect(await organizations.channelOf('one')).toEqual({ orgId: 'one', ...credentials });
  });

  test('are found by the bot that a webhook is for', async () => {
    await organizations.save(office('one'));
    await organizations.setChannel('one', credentials);

    expect(await organizations.byDestination('Ub')).toEqual({ orgId: 'one', ...credentials });
    expect(await organizations.byDestination('Uc')).toBeUndefined();
  });

  test('keep no secret in the clear', async () => {
    await organizations.save(office('one'));
    await organizations.setChannel('one', credentials);

    const stored = JSON.stringify(await db.connection.collection('organizations').find().toArray());
    expect(stored).not.toMatch(/top-secret|a-token/);
  });

  test('refuse a channel for an organisation that is not there', async () => {
    await expect(organizations.setChannel('nowhere', credentials)).rejects.toMatchObject({
      code: 'organization-unknown',
    });
  });

  test('refuse one bot for two organisations', async () => {
    await organizations.save(office('one'));
    await organizations.save(office('two', { order: 2 }));
    await organizations.setChannel('one', credentials);

    await expect(organizations.setChannel('two', credentials)).rejects.toMatchObject({ code: 11000 });
  });

  test('notice what another process changed: at once when asked for something new, else within half a minute', async () => {
    await organizations.save(office('one'));
    await organizations.all();
    await elsewhere.save(office('one', { shortName: 'changed' }));
    await elsewhere.save(office('two', { order: 2 }));

    expect((await organizations.find('one'))?.shortName).toBe('อบต.one');
    machine.set(new Date(machine.now().getTime() + 3_000));
    expect(await organizations.find('two')).toBeDefined();
    await elsewhere.save(office('one', { shortName: 'again' }));
    machine.set(new Date(machine.now().getTime() + 31_000));
    expect((await organizations.find('one'))?.shortName).toBe('again');
  });

  test('go on although the secret of one of them cannot be opened', async () => {
    const stranger = new Sealer([{ id: 'k2', key: randomBytes(32) }]);
    await organizations.save(office('one'));
    await organizations.save(office('two', { order: 2 }));
    await createOrganizations({ connection: db.connection, sealer: stranger }).setChannel('one', credentials);
    await organizations.setChannel('two', { channelSecret: 'other' });

    expect(await organizations.channelOf('two')).toEqual({ orgId: 'two', channelSecret: 'other' });
    await expect(organizations.channelOf('one')).rejects.toMatchObject({ code: 'sealed-unreadable' });
  });

  test('are looked for again when the machine’s clock has been set back', async () => {
    await organizations.save(office('one'));
    await organizations.all();
    machine.set(new Date(machine.now().getTime() - 3_600_000));
    await elsewhere.save(office('one', { shortName: 'changed' }));
    await elsewhere.save(office('two', { order: 2 }));

    expect((await organizations.find('two'))?.id).toBe('two');
    expect((await organizations.all()).map(({ shortName }) => shortName)).toContain('changed');
  });
});
