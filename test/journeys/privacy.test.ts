import { EJSON } from 'bson';
import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import { Seals } from '../../src/complaints/seals';
import { simulatedUserId } from '../../src/try-out/try-out';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import type { Kept } from '../helpers/everything';
import { everythingIn } from '../helpers/everything';
import { complain, expectWellAndIdle, press, say, send, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const INVITATION = /[A-Z]{3}-\d{3}-[A-Z]{3}/;

/** Words that occur nowhere else. */
const WORDS = {
  anonymousName: 'ปริศนา ไร้นามแฝง',
  anonymousDetail: 'เสาไฟซอยมะกอกน้ำเอียงจวนล้มทับรั้ว',
  anonymousPlace: 'หน้าร้านป้าสมปองซอยมะกอกน้ำ',
  note: 'ช่างตั้งเสาใหม่ที่มะกอกน้ำแล้ว',
  openlyName: 'ประกาย เปิดเผยตัวตน',
  openlyDetail: 'รางระบายน้ำหลังตลาดแก้วอุดตันมานาน',
  openlyContact: 'ประกายดาว สมมติสุริยะ',
  openlyPhone: '0891234567',
  result: 'อบรมจริยธรรมรุ่นดอกปีบจำนวนยี่สิบเจ็ดคน',
} as const;

describe('what is known of people', () => {
  let app: TestApp;
  let anonymous: Phone;
  let openly: Phone;
  let newcomer: Phone;
  let coordinator: Phone;
  let officer: Phone;
  let anonymousTicket: { ticketNo: string; pin: string };
  let openTicket: { ticketNo: string; pin: string };
  let code: string;
  let all: Kept[];
  let staffHeard: string;

  const personIdOf = async (phone: Phone): Promise<string> =>
    (await app.container.rooms.people.meet(ORG, phone.chat.userId)).personId;
  const newPhone = (displayName: string): Phone => {
    const { platform } = app.simulator;
    const bot = simulatedUserId(`bot:${ORG}`);
    return platform.phone(bot, platform.addUser(bot, { displayName }).userId);
  };

  beforeAll(async () => {
    app = await startApp();
    anonymous = newPhone(WORDS.anonymousName);
    openly = newPhone(WORDS.openlyName);
    newcomer = app.phone(ORG, 'newcomer');
    coordinator = app.phone(ORG, 'coordinator');
    officer = app.phone(ORG, 'officer');
    await anonymous.follows();
    await anonymous.answer();

    anonymousTicket = await complain(anonymous, {
      detail: WORDS.anonymousDetail,
      place: WORDS.anonymousPlace,
      photos: [
        await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
          .jpeg()
          .toBuffer(),
      ],
      // The receipt cannot be replied and has to be sent later: that, too, must lead to nobody.
      beforeSending: loseReply,
    });
    openTicket = await complain(openly, {
      beforeSending: loseReply,
      category: 'complaints.category.water',
      detail: WORDS.openlyDetail,
      name: WORDS.openlyContact,
      phoneNumber: WORDS.openlyPhone,
    });
    await register();
    await report();
    staffHeard = await handle();
    await app.container.line.dispatcher.idle();
    await app.simulator.platform.whenIdle();
    all = await everythingIn(app.db.connection);
  });
  afterAll(() => app.close());

  /** The reply token of the next answer is dead. */
  function loseReply(): void {
    app.simulator.platform.setFaults({
      api: [{ path: '/v2/bot/message/reply', kind: 'status', status: 400, times: 1 }],
    });
  }

  async function register(): Promise<void> {
    const users = app.simulator.platform.state.channels.flatMap((channel) => channel.users);
    const { hint = '' } = users.find((user) => user.userId === newcomer.chat.userId) ?? {};
    code = INVITATION.exec(hint)?.[0] ?? '';
    await say(newcomer, code);
    await tap(newcomer, th('people.register.send'));
  }

  async function report(): Promise<void> {
    await say(officer, th('measures.log.title'));
    await say(officer, '1');
    await tap(officer, th('measures.state.done'));
    await say(officer, WORDS.result);
    await send(officer, {
      kind: 'image',
      bytes: await sharp({ create: { width: 9, height: 9, channels: 3, background: 'blue' } })
        .png()
        .toBuffer(),
      name: 'p.png',
    });
    await tap(officer, th('measures.log.send'));
  }

  /** Staff look at the anonymous complaint, and answer it; its reporter follows it. */
  async function handle(): Promise<string> {
    const { people, complaints } = app.container.rooms;
    const actor = await people.meet(ORG, coordinator.chat.userId);
    const inbox = await complaints.inbox(actor);
    const idOf = (no: string) => inbox.find(({ ticketNo }) => ticketNo === no)?.id ?? '';
    for (const phone of [coordinator, officer, app.phone(ORG, 'executive')]) {
      await press(phone, 'o=complaint-inbox');
      expect(await press(phone, `o=complaint-detail&p=${idOf(anonymousTicket.ticketNo)}`)).toContain(
        WORDS.anonymousDetail,
      );
    }
    await press(officer, `o=complaint-detail&p=${idOf(openTicket.ticketNo)}`);
    await press(coordinator, `o=handle-complaint&p=${idOf(anonymousTicket.ticketNo)}.answered`);
    await say(coordinator, WORDS.note);
    await tap(coordinator, th('complaints.handle.send'));
    await anonymous.sees(th('complaints.notice.title'));
    await say(anonymous, anonymousTicket.ticketNo);
    expect(await say(anonymous, anonymousTicket.pin)).toContain(WORDS.note);
    const heardBy = [coordinator, officer, app.phone(ORG, 'executive')];
    return JSON.stringify(heardBy.flatMap(({ chat }) => chat.items.filter(({ from }) => from === 'bot')));
  }

  const holding = (...parts: string[]): string[] =>
    all
      .filter((kept) => parts.every((part) => kept.all.includes(part)))
      .map(({ collection, document }) => `${collection}: ${EJSON.stringify(document).slice(0, 200)}`);

  test('the journey was a whole one', async () => {
    await expectWellAndIdle(app, ['line.call-failed', 'reply.not-sent']);
    const names = new Set(all.map(({ collection }) => collection));
    for (const name of [
      'complaints',
      'sealed-reporters',
      'people',
      'progress',
      'files',
      'conversations',
      'outbox',
    ]) {
      expect(names).toContain(name);
    }
    expect(code).toMatch(INVITATION);
    expect(await app.container.rooms.people.meet(ORG, newcomer.chat.userId)).toMatchObject({
      posts: [{ office: 'reporter' }],
    });
    expect(holding(WORDS.result)).toHaveLength(1);
    expect(app.logged.length).toBeGreaterThan(30);
  });

  describe('in the log', () => {
    test('is no LINE account, no name, no word, no number and no code', () => {
      const lines = app.logged.join('\n');
      const users = app.simulator.platform.state.channels.flatMap((channel) => channel.users);
      const secrets = [
        ...Object.values(WORDS),
        ...users.flatMap(({ userId, displayName }) => [userId, displayName]),
        ...[code, code.replaceAll('-', ''), anonymousTicket.pin, openTicket.pin],
        ...[anonymousTicket.ticketNo, openTicket.ticketNo],
      ];
      expect(secrets.filter((secret) => lines.includes(secret))).toEqual([]);
      // The log takes out what looks like one: nothing may even have tried.
      expect(lines).not.toMatch(/U[0-9a-f]{32}|\[line-id\]|\[token\]/i);
      expect(lines).not.toMatch(/[\u0e01-\u0e5b]/);
    });

    test('is no secret and no token', async () => {
      const lines = app.logged.join('\n');
      const channel = await app.container.line.channels.of(ORG);
      expect(channel?.channelSecret).toMatch(/.{32}/);
      for (const secret of [channel?.channelSecret, channel?.accessToken])
        expect(lines).not.toContain(secret);
      expect(lines).not.toMatch(/bearer|replyToken|mongodb:\/\//i);
      // The head of a JSON web token; three letters alone occur in random ids.
      expect(lines).not.toMatch(/\beyJ[\w-]{10,}\./);
    });

    test('is nothing that joins an anonymous complaint with its reporter', async () => {
      const { _id } = documentOf('complaints', anonymousTicket.ticketNo);
      const personId = await personIdOf(anonymous);
      const lines = app.logged.filter((line) => line.includes(String(_id)));
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.includes(personId))).toEqual([]);
      expect(
        app.logged.filter((line) => line.includes('complaint.opened') && line.includes(String(_id))),
      ).toEqual([]);
    });
  });

  const documentOf = (collection: string, part: string): Record<string, unknown> => {
    const found = all.filter((kept) => kept.collection === collection && kept.all.includes(part));
    expect(found).toHaveLength(1);
    return found[0]?.document ?? {};
  };

  describe('in the database', () => {
    test('is no LINE account that can be read', () => {
      expect(all.filter((kept) => /U[0-9a-f]{32}/i.test(kept.all)).map((kept) => kept.collection)).toEqual(
        [],
      );
    });

    test('is nothing that was said of a complaint, nor who said it', () => {
      const hidden = Object.values(WORDS).filter((words) => words !== WORDS.result);
      for (const words of hidden) expect(holding(words)).toEqual([]);
      for (const { pin } of [anonymousTicket, openTicket]) {
        const withPin = all.filter(({ document }) => Object.values(document).includes(pin));
        expect(withPin).toEqual([]);
      }
      expect(holding(code)).toEqual([]);
      expect(holding(code.replaceAll('-', ''))).toEqual([]);
    });

    test('is no person in an anonymous complaint, its mailbox or its photo, and none beside them', async () => {
      const complaint = documentOf('complaints', anonymousTicket.ticketNo);
      expect(complaint).toMatchObject({ reporter: { kind: 'anonymous' }, fileIds: [expect.any(String)] });
      const personId = await personIdOf(anonymous);
      const [fileId = ''] = complaint.fileIds as string[];
      for (const id of [complaint._id, complaint.mailboxId, complaint.ticketNo, fileId]) {
        expect(holding(String(id), personId)).toEqual([]);
        expect(holding(String(id)).length).toBeGreaterThan(0);
      }
      const reporter = documentOf('sealed-reporters', String(complaint.mailboxId));
      expect(Object.keys(reporter).sort().join()).toBe('_id,sealedLocale,sealedUserId');
    });

    test('leads no button to its ticket and PIN, even with the key', () => {
      const seals = new Seals(app.container.rooms.sealer);
      const said = JSON.stringify(anonymous.chat.items);
      const conversations = new Set([...said.matchAll(/\bc=([A-Za-z0-9_-]{24})/g)].map(([, id = '']) => id));
      expect(conversations.size).toBeGreaterThan(0);
      const ticketId = documentOf('complaints', anonymousTicket.ticketNo)._id;
      for (const id of conversations) {
        expect(seals.complaintId(id)).not.toBe(ticketId);
        expect(seals.pin(id)).not.toBe(anonymousTicket.pin);
      }
    });

    test('is nothing that says when an anonymous reporter was about', async () => {
      const personId = await personIdOf(anonymous);
      const mine = all.filter((kept) => kept.all.includes(personId)).map((kept) => kept.collection);
      expect(mine.filter((name) => name !== 'people')).toEqual([]);
    });

    test('is no conversation, event or message that still holds what was said', () => {
      const conversations = all.filter(({ collection }) => collection === 'conversations');
      expect(conversations.length).toBeGreaterThanOrEqual(5);
      for (const { document } of conversations)
        expect(Object.keys(document).sort().join()).toBe('_id,mark,purgeOn,sealed,stamp,waiting');
      // Who complained, who reported and who did nothing look alike.
      const looks = conversations.map(({ document: { sealed, purgeOn } }) => [
        EJSON.stringify(sealed).length,
        purgeOn,
      ]);
      expect(new Set(looks.map(String)).size).toBe(1);
      // Nothing of an event outlives it in the clear, not even how many there were.
      for (const { document } of conversations) expect(document.waiting).toEqual([]);
      expect(all.filter(({ collection }) => collection === 'inbox')).toEqual([]);
      const pushes = all.filter(({ collection }) => collection === 'outbox');
      expect(pushes).toHaveLength(3); // Two receipts, and the news of the coordinator's answer.
      for (const { document } of pushes) {
        expect(document).toMatchObject({ status: 'sent' });
        expect(Object.keys(document).sort()).toEqual(['_id', 'attempts', 'orgId', 'settledAt', 'status']);
      }
    });
  });

  describe('by staff', () => {
    test('is nothing of who reported anonymously', async () => {
      expect(staffHeard).toContain(WORDS.anonymousDetail);
      for (const identity of [WORDS.anonymousName, anonymous.chat.userId, await personIdOf(anonymous)]) {
        expect(staffHeard).not.toContain(identity);
      }
      expect(staffHeard).not.toContain(anonymousTicket.pin);
    });

    test('is the contact of a named reporter by the coordinator alone', async () => {
      expect(staffHeard).toContain(WORDS.openlyDetail);
      expect(staffHeard).not.toMatch(new RegExp(`${WORDS.openlyContact}|${WORDS.openlyPhone}`));
      const { _id } = documentOf('complaints', openTicket.ticketNo);
      const shown = await press(coordinator, `o=complaint-detail&p=${String(_id)}`);
      expect(shown).toContain(WORDS.openlyContact);
    });
  });
});
