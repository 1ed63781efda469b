import sharp from 'sharp';
import { textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import { bangkokDay } from '../../src/core/bangkok-day';
import { text } from '../../src/core/texts';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { wholeFile } from '../helpers/files';

const ORGANIZATIONS = ['pho-kao-ton', 'kut-chik', 'na-kok', 'nong-chang-laen', 'cho-raka'];
const INVITATION = /[A-Z]{3}-\d{3}-[A-Z]{3}/;
const TICKET = /\d\d-\d{5}-\d/;

const wordsOf = (items: readonly ChatItem[]): string =>
  items.flatMap((item) => textsIn(item.message)).join('\n');

/** One installation serves all five: what one of them does must not show in another one's year. */
describe('a year of five organisations', () => {
  let app: TestApp;
  /** The measure that each organisation's newcomer has reported on. */
  const reported = new Map<string, string>();

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const measuresOf = async (orgId: string): Promise<{ id: string; title: string }[]> => {
    const inForce = await app.container.rooms.plans.inForce(orgId, bangkokDay(app.clock.now()));
    return [...(inForce?.measures ?? [])];
  };

  test.each(ORGANIZATIONS)('%s: a staff member registers with an invitation code', async (orgId) => {
    const newcomer = app.phone(orgId, 'newcomer');
    const hint = app.simulator.platform.state.channels
      .flatMap((channel) => channel.users)
      .find((user) => user.userId === newcomer.chat.userId)?.hint;
    await newcomer.says(INVITATION.exec(hint ?? '')?.[0] ?? 'no code in the hint');
    await newcomer.sees(text('th', 'people.register.title'));
    await newcomer.taps(text('th', 'people.register.send'));

    await newcomer.sees(text('th', 'people.welcome.title'));
  });

  test.each(ORGANIZATIONS)('%s: logs progress on one of its real measures, with a photo', async (orgId) => {
    const newcomer = app.phone(orgId, 'newcomer');
    await newcomer.says('ประชุมชี้แจงแนวปฏิบัติให้เจ้าหน้าที่ทุกคนทราบแล้ว');
    await newcomer.answer();
    await newcomer.taps(newcomer.buttons[0] ?? '');
    await newcomer.sees(text('th', 'conversation.review.subtitle'));
    const photo = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#06843c' } })
      .withExif({ IFD0: { Artist: 'someone' } })
      .jpeg()
      .toBuffer();
    await newcomer.sends({ kind: 'image', bytes: photo, name: 'meeting.jpg' });
    await newcomer.answer();
    await newcomer.taps(text('th', 'measures.log.send'));
    const receipt = await newcomer.sees(text('th', 'measures.receipt.title'));

    const done = (await measuresOf(orgId)).filter((measure) =>
      wordsOf([receipt]).includes(measure.title.slice(0, 30)),
    );
    expect(done).toHaveLength(1);
    const measureId = done[0]?.id ?? '';
    reported.set(orgId, measureId);
    const { people, progress, fileReader } = app.container.rooms;
    const actor = await people.meet(orgId, newcomer.chat.userId);
    const [entry] = await progress.historyOf(actor, measureId);
    expect(entry).toMatchObject({ status: 'done', round: '6', fiscalYear: 2570 });
    const kept = await wholeFile(fileReader, entry?.evidence[0]?.fileId ?? '', actor);
    expect((await sharp(kept?.bytes).metadata()).exif).toBeUndefined();
  });

  test.each(ORGANIZATIONS)(
    '%s: a citizen files a complaint with its place, and staff see it',
    async (orgId) => {
      const citizen = app.phone(orgId, 'citizen-1');
      await citizen.says('น้ำประปาไม่ไหลมาสองวันแล้ว ทั้งหมู่บ้านเดือดร้อน');
      await citizen.answer();
      await citizen.sendsLocation({ title: 'ศาลากลางบ้าน', latitude: 15.5, longitude: 102.1 });
      await citizen.answer();
      await citizen.taps(text('th', 'complaints.file.anonymous'));
      await citizen.answer();
      await citizen.taps(text('th', 'complaints.file.send'));
      const receipt = wordsOf([await citizen.sees(TICKET)]);
      const ticketNo = TICKET.exec(receipt)?.[0] ?? '';

      const newcomer = app.phone(orgId, 'newcomer');
      await newcomer.says('รับเรื่องร้องเรียน');
      const list = wordsOf([await newcomer.sees(ticketNo)]);
      expect(list).not.toContain('ศาลากลางบ้าน');
      // Of all five complaints, only one's own.
      expect(list.match(new RegExp(TICKET, 'g'))).toEqual([ticketNo]);
      await newcomer.taps(text('th', 'complaints.inbox.open'));
      const detail = wordsOf([await newcomer.sees('น้ำประปาไม่ไหลมาสองวันแล้ว')]);
      expect(detail).toContain('ศาลากลางบ้าน');
      expect(detail).not.toContain('citizen');
    },
  );

  // What was reported as done in the six months counts in the twelve: it is not missing there either.
  describe.each([
    { of: 'six', come: '2027-03-01', later: ['2027-03-01T23:00', '2027-03-02T09:00', '2027-03-15T09:00'] },
    { of: 'twelve', come: '2027-08-31', later: ['2027-09-01T09:00', '2027-09-15T09:00'] },
  ])('when $come has come, in the $of months', ({ come, later }) => {
    const coordinatorOf = (orgId: string): Phone => app.phone(orgId, 'coordinator');
    const before = new Map<string, number>();

    beforeAll(() => {
      for (const orgId of ORGANIZATIONS) before.set(orgId, coordinatorOf(orgId).chat.items.length);
      app.simulator.platform.setClock(new Date(`${come}T08:31:00+07:00`));
    });

    test.each(ORGANIZATIONS)('%s: the digest names exactly the measures without progress', async (orgId) => {
      const coordinator = coordinatorOf(orgId);
      const since = before.get(orgId) ?? 0;
      await app.simulator.platform.waitFor(() => coordinator.chat.items.length > since, {
        what: 'the digest',
      });

      const pushed = coordinator.chat.items.slice(since);
      expect(pushed.map((item) => item.via)).toEqual(['push']);
      const lines = pushed.flatMap((item) => textsIn(item.message));
      const all = await measuresOf(orgId);
      expect(all.length).toBeGreaterThanOrEqual(7);
      const named = all.filter((measure) => lines.includes(measure.title)).map((measure) => measure.id);
      expect(named).toEqual(all.map((measure) => measure.id).filter((id) => id !== reported.get(orgId)));
    });

    test('there is no second one as time moves on', async () => {
      const chats = ORGANIZATIONS.map((orgId) => coordinatorOf(orgId).chat);
      const seen = chats.map(({ items }) => items.length);
      for (const time of later) {
        app.simulator.platform.setClock(new Date(`${time}:00+07:00`));
        await app.container.runner.tick();
        await app.container.outbox.deliverSome(100);
      }

      expect(chats.map(({ items }) => items.length)).toEqual(seen);
    });
  });
});
