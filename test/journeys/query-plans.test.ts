import { createPlans } from '../../src/measures/plan-service';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import type { Issued } from '../helpers/issued';
import { explain, issuedBy } from '../helpers/issued';
import { complain, expectWellAndIdle, press, say, send, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Every collection the chat and the schedule look into. */
const COLLECTIONS = [
  ...['complaints', 'conversations', 'files', 'inbox', 'invitations', 'job-runs', 'measures'],
  ...['outbox', 'people', 'pin-tries', 'plan-versions', 'plans', 'progress', 'sealed-reporters'],
];

describe('the queries of a whole journey', () => {
  let app: TestApp;
  let issued: Issued[];

  beforeAll(async () => {
    // The driver says what it sends only where it is asked to from the first connection on.
    const uri = process.env.TEST_MONGODB_URI ?? '';
    process.env.TEST_MONGODB_URI = `${uri}${uri.includes('?') ? '&' : '/?'}monitorCommands=true`;
    app = await startApp();
    issued = await issuedBy(app.container.rooms.database.connection, journey);
  });
  afterAll(() => app.close());

  async function journey(): Promise<void> {
    const stranger = app.stranger(ORG);
    await stranger.follows();
    await stranger.answer();
    const { ticketNo, pin } = await complain(stranger, {
      detail: 'ไฟดับ',
      photos: [PIXEL],
      name: 'สมมติ นามสมมติ',
    });
    await complain(stranger, { detail: 'ไฟดับอีกแล้ว' });
    await press(stranger, 'o=my-complaints');
    await say(stranger, ticketNo);
    const other = app.stranger(ORG);
    await say(other, ticketNo);
    await say(other, pin === '000000' ? '000001' : '000000');
    await say(other, pin);
    await say(other, 'เปลี่ยนภาษา');
    await tap(other, 'English');
    await say(app.phone(ORG, 'newcomer'), 'CCC-333-CCC');

    const officer = app.phone(ORG, 'officer');
    await say(officer, th('measures.log.title'));
    await say(officer, '1');
    await tap(officer, th('measures.state.done'));
    await say(officer, 'ทำแล้ว');
    const photo = await officer.sends({ kind: 'image', bytes: PIXEL, name: 'p.png' });
    await officer.answer();
    await officer.unsends(photo);
    await send(officer, { kind: 'image', bytes: PIXEL, name: 'p.png' });
    await tap(officer, th('measures.log.send'));

    const coordinator = app.phone(ORG, 'coordinator');
    for (const view of ['my-measures', 'round-status', 'complaint-inbox', 'who-am-i'])
      await press(coordinator, `o=${view}`);
    const { people, complaints, plans, progress } = app.container.rooms;
    const actor = await people.meet(ORG, coordinator.chat.userId);
    const [ticket] = await complaints.inbox(actor);
    await press(coordinator, `o=complaint-detail&p=${ticket?.id ?? ''}`);
    await press(coordinator, `o=handle-complaint&p=${ticket?.id ?? ''}.answered`);
    await say(coordinator, 'แก้ไขแล้ว');
    await tap(coordinator, th('complaints.handle.send'));
    const inForce = await plans.inForce(ORG, '2026-11-23');
    // This process knows the plan by heart; another one reads it.
    const { connection } = app.container.rooms.database;
    await createPlans({ connection, clock: app.clock }).inForce(ORG, '2026-11-23');
    await press(coordinator, `o=measure-detail&p=${inForce?.measures[0]?.id ?? ''}`);

    await people.staffOf(ORG, 'clerk');
    await complaints.counts(ORG, '2026-10-01', '2027-03-31');
    await progress.missing(ORG, '2027-03-01');
    await people.invite({ orgId: ORG, office: 'reporter' }, 'operator');
    await other.blocks();
    app.clock.set(new Date('2027-03-01T08:31:00+07:00'));
    await app.container.runner.tick();
    await fetch(`${app.url}/metrics`);
    await fetch(`${app.url}/readyz`);
    await expectWellAndIdle(app);
  }

  test('were those of every room', () => {
    const seen = new Set(issued.map(({ collection }) => collection));
    expect(COLLECTIONS.filter((name) => !seen.has(name))).toEqual([]);
    expect(issued.length).toBeGreaterThan(50);
  });

  test('all follow an index', async () => {
    const found = await explain(app.db.connection, issued);
    const scans = found.filter(({ plan }) => plan.includes('COLLSCAN'));
    expect(
      scans.map(({ issued: { collection, command } }) => `${collection}: ${JSON.stringify(command)}`),
    ).toEqual([]);
  });

  test('would be found out without one', async () => {
    const command = { find: 'people', filter: { displayName: 'somebody' } };
    const [found] = await explain(app.db.connection, [{ name: 'find', collection: 'people', command }]);
    expect(found?.plan).toContain('COLLSCAN');
  });
});
