import type { Phone } from '../../simulator/phone';
import { bangkokDay } from '../../src/core/bangkok-day';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { conversationOf } from '../helpers/drafts';
import { complain, expectWellAndIdle, leave, press, say, send, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const OTHER = 'kut-chik';
/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const COLLECTIONS = 'complaints sealed-reporters progress files outbox plans measures organizations'.split(
  ' ',
);

/** What a button of version 0.1 that opens a flow sends, whatever it names. */
const opening = (name: string, param: string): string => `o=${name}&p=${encodeURIComponent(param)}`;

describe('buttons made by hand', () => {
  let app: TestApp;
  let citizen: Phone;
  let officer: Phone;
  let foreignTicket: string;
  let foreignMeasure: string;

  beforeAll(async () => {
    app = await startApp();
    citizen = app.stranger(ORG);
    officer = app.phone(ORG, 'officer');
    await complain(app.stranger(OTHER), { detail: 'เรื่องของหน่วยงานอื่น' });
    const { people, complaints, plans } = app.container.rooms;
    const there = await people.meet(OTHER, app.phone(OTHER, 'coordinator').chat.userId);
    foreignTicket = (await complaints.inbox(there))[0]?.id ?? '';
    const inForce = await plans.inForce(OTHER, bangkokDay(app.clock.now()));
    foreignMeasure = inForce?.measures[0]?.id ?? '';
    await app.container.line.dispatcher.idle();
  });
  afterAll(() => app.close());
  afterEach(() => expectWellAndIdle(app));

  /** All that is kept, but for what says that somebody wrote. */
  const kept = async (): Promise<string> => {
    const all = COLLECTIONS.map((name) =>
      app.db.connection.collection(name).find().sort({ _id: 1 }).toArray(),
    );
    return JSON.stringify(await Promise.all(all));
  };
  const openWith = (phone: Phone) => conversationOf(app, ORG, phone);

  test.each([
    ['nonsense', 'hello'],
    ['half a button', 'c=abc'],
    ['a button said twice', 'k=cancel&k=menu'],
    ['a query operator', 'c[$gt]=&s=detail&v=x'],
    ['JSON', '{"$gt":""}'],
    ['a step called like a prototype', 'c=abc&s=__proto__&v=x'],
    ['an edit of a prototype', 'c=abc&s=review&e=__proto__'],
    ['a command that does not exist', 'k=drop'],
    ['a flow that does not exist', 'o=drop-database'],
    ['a flow called like a prototype', 'o=constructor'],
    ['a way out of the folder', 'o=..%2f..%2fetc%2fpasswd'],
    ['broken escapes', 'c=%E0%A4%A&s=x&v=y'],
    ['half a character', 'c=abc&s=detail&v=%ED%A0%BE'],
    ['a NUL', 'c=abc&s=detail&v=%00'],
    ['Thai without escapes', 'o=แจ้งเรื่อง'],
    ['300 bytes', `o=${'a'.repeat(298)}`],
    ['far too much', `c=${'x'.repeat(20_000)}`],
    ['nothing', ''],
    ['a conversation that never was', `c=${'q'.repeat(24)}&s=category&v=roads`],
    ['a day for a conversation that never was', `c=${'q'.repeat(24)}&s=day&d=1`],
    ['leaving for something unknown', `c=${'q'.repeat(24)}&s=category&v=~leave%3Adrop`],
  ])('%s: explained, and nothing happens', async (_what, data) => {
    const before = await kept();
    for (const phone of [citizen, officer]) {
      expect((await press(phone, data)).length).toBeGreaterThan(10);
      expect(await openWith(phone)).toBeUndefined();
    }
    expect(await kept()).toBe(before);
  });

  test.each([
    ['a flow for staff', 'o=log-progress'],
    ['a measure to report on', opening('log-progress', 's:any')],
    ['the measures of the office', 'o=my-measures'],
    ['a measure', 'o=measure-detail&p=any'],
    ['the inbox of complaints', 'o=complaint-inbox'],
    ['a complaint', 'o=complaint-detail&p=any'],
    ['what staff do to a complaint', 'o=handle-complaint&p=any.closed'],
    ['the state of the round', 'o=round-status'],
  ])('a citizen cannot open %s', async (_what, data) => {
    const before = await kept();
    expect(await press(citizen, data)).toContain(th('conversation.notAllowed'));
    expect(await openWith(citizen)).toBeUndefined();

    await say(citizen, th('complaints.file.title'));
    const beside = await press(citizen, data);
    expect(beside).toContain(th('conversation.notAllowed'));
    expect(beside).toContain(th('complaints.file.askDetail'));
    await leave(citizen);
    expect(await kept()).toBe(before);
  });

  test('a staff member cannot open what administrators see', async () => {
    expect(await press(officer, 'o=round-status')).toContain(th('conversation.notAllowed'));
  });

  test('a citizen who opened a flow for citizens cannot leave it for one of staff', async () => {
    await say(citizen, th('complaints.file.title'));
    const { id = '', at = '' } = (await openWith(citizen)) ?? {};
    const forged = `c=${id}&s=${at}&v=${encodeURIComponent(`~leave:log-progress:s:any`)}`;
    expect(await press(citizen, forged)).toContain(th('conversation.notAllowed'));
    await leave(citizen);
  });

  test('somebody else’s conversation stays theirs', async () => {
    await say(citizen, th('complaints.file.title'));
    await say(citizen, 'เรื่องที่คนอื่นแก้ไม่ได้');
    const before = await openWith(citizen);
    const intruder = app.stranger(ORG);
    for (const data of [
      `c=${before?.id ?? ''}&s=${before?.at ?? ''}&v=x`,
      `c=${before?.id ?? ''}&s=review&v=send`,
      `c=${before?.id ?? ''}&s=review&e=detail`,
      `k=cancel&c=${before?.id ?? ''}&s=${before?.at ?? ''}`,
    ]) {
      expect(await press(intruder, data)).toContain(th('conversation.stale.noConversation'));
    }
    expect(await openWith(citizen)).toEqual(before);
    await leave(citizen);
  });

  test('a question cannot be jumped over, nor sent before it is complete', async () => {
    const before = await kept();
    await say(citizen, th('complaints.file.title'));
    const { id = '' } = (await openWith(citizen)) ?? {};
    for (const data of [
      `c=${id}&s=review&v=~send`,
      `c=${id}&s=review&v=send`,
      `c=${id}&s=detail&v=~send`,
      `c=${id}&s=review&e=name`,
      `c=${id}&s=detail&e=category`,
      `k=finish&c=${id}&s=review`,
      `k=finish`,
      `k=skip`,
      `c=${id}&s=reporter&v=named`,
      `c=${id}&s=detail&d=1`,
    ]) {
      expect(await press(citizen, data)).toContain(th('complaints.file.askDetail'));
      expect(await openWith(citizen)).toMatchObject({ at: 'detail' });
    }
    await leave(citizen);
    expect(await kept()).toBe(before);
  });

  test('a choice that is not offered is refused', async () => {
    await say(citizen, th('complaints.file.title'));
    await say(citizen, 'ช่วยมาดูหน่อย');
    const { id = '' } = (await openWith(citizen)) ?? {};
    for (const value of ['secret', '__proto__', 'page:999', '../roads', '{"$ne":null}']) {
      const told = await press(citizen, `c=${id}&s=category&v=${encodeURIComponent(value)}`);
      expect(told).toContain(th('complaints.file.askCategory'));
      expect(await openWith(citizen)).toMatchObject({ at: 'category' });
    }
    await leave(citizen);
  });

  test('a day that is none is refused', async () => {
    const { id = 'x' } = (await openWith(citizen)) ?? {};
    for (const params of [{ date: '2026-02-31' }, { date: { $gt: '' } }, { date: '' }, 'x', null]) {
      expect(await press(citizen, `c=${id}&s=day&d=1`, params)).toMatch(/.{10}/);
    }
  });

  test('tickets of another organisation do not exist here', async () => {
    const before = await kept();
    const coordinator = app.phone(ORG, 'coordinator');
    expect(await press(coordinator, `o=complaint-detail&p=${foreignTicket}`)).toContain(
      th('complaints.problem.unknown'),
    );
    const told = await press(coordinator, `o=handle-complaint&p=${foreignTicket}.closed`);
    expect(told).toMatch(
      new RegExp(`${th('conversation.problem.noSuchItem')}|${th('conversation.problem.nothingToChoose')}`),
    );
    await leave(coordinator);
    expect(await kept()).toBe(before);
  });

  test('measures of another organisation do not exist here', async () => {
    const before = await kept();
    const coordinator = app.phone(ORG, 'coordinator');
    expect(await press(coordinator, `o=measure-detail&p=${foreignMeasure}`)).toContain(
      th('measures.problem.unknown'),
    );
    const told = await press(coordinator, `o=log-progress&i=${foreignMeasure}`);
    expect(told).toContain(th('measures.problem.unknown'));
    expect(await openWith(coordinator)).toMatchObject({ at: 'measureId' });
    const { id = '' } = (await openWith(coordinator)) ?? {};
    expect(await press(coordinator, `c=${id}&s=measureId&v=${foreignMeasure}`)).toContain(
      th('measures.problem.unknown'),
    );
    await leave(coordinator);
    expect(await kept()).toBe(before);
  });

  test('nobody can name a file that they did not send', async () => {
    await send(officer, { kind: 'image', bytes: PIXEL, name: 'proof.png' });
    await leave(officer);
    const file = await app.db.connection.db?.collection<{ _id: string }>('files').findOne();
    const fileId = file?._id ?? '';
    expect(fileId).not.toBe('');
    for (const named of [fileId, '../../etc/passwd', 'na-kok_1']) {
      const files = `f:${named},image/png`;
      expect(await press(citizen, opening('file-complaint', files))).toContain(
        th('complaints.file.askDetail'),
      );
      await say(citizen, 'เรื่องที่ไม่มีภาพ');
      await tap(citizen, th('complaints.category.other'));
      await tap(citizen, th('common.skip'));
      const card = await tap(citizen, th('complaints.file.anonymous'));
      expect(card).toContain(th('complaints.file.addFiles'));
      expect(card).not.toContain(th('conversation.files.shown', { number: 'x' }).split('x')[1]);
      await leave(citizen);

      await press(officer, opening('log-progress', files));
      await say(officer, '1');
      await tap(officer, th('measures.state.done'));
      const review = await say(officer, 'ผลการดำเนินการ');
      expect(review).toContain(th('measures.log.addEvidence'));
      expect(review).not.toContain(`. ${th('measures.log.evidence')}\n`);
      await leave(officer);
    }
  });

  test('pages that do not exist show one that does', async () => {
    const coordinator = app.phone(ORG, 'coordinator');
    for (const page of ['0', '-1', '1e9', '999999999999999999999', 'NaN', 'x', '1.5']) {
      expect(await press(coordinator, `o=my-measures&p=${page}`)).toContain(th('measures.mine.title'));
      expect((await press(coordinator, `o=complaint-inbox&p=${page}`)).length).toBeGreaterThan(10);
    }
  });
});
