import type { Phone } from '../../simulator/phone';
import type { Actor } from '../../src/conversation/actor';
import { bangkokDay } from '../../src/core/bangkok-day';
import { tidy } from '../../src/speech/typed';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, expectWellAndIdle, leave, press, say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';

/** What somebody types, and what is kept of it: all of it, as plain text. */
const ODD_TEXTS: readonly (readonly [string, string, string?])[] = [
  ['a query operator', '{"$gt":""}'],
  ['a script for the database', '$where: function () { return sleep(5000) || true }'],
  ['the name of a prototype', '__proto__'],
  ['the name of a constructor', 'constructor.prototype.polluted'],
  ['a template', '{{title}} $t(common.cancel) ${7*7} <%= 7*7 %>'],
  ['markup', '<script>alert(1)</script> & "quotes" \'too\''],
  ['a formula of a spreadsheet', '=HYPERLINK("http://example.com";"ดู")'],
  ['a way out of the folder', '../../../../etc/passwd'],
  ['what a button sends', 'c=abc&s=detail&v=x'],
  ['what opens a flow', 's:abc|f:file,image/png|t:other'],
  ['joined emoji', 'ครอบครัว 👨‍👩‍👧‍👦 ธง 🏳️‍🌈 ผิว 👍🏽 รวม 🧑🏿‍🚒'],
  ['Thai with stacked marks', 'ที่นี่น้ำท่วมถึงชั้น ๒ กิ๋น ซื้้้้อ'],
  ['invisible characters', 'น้ำ\u200bไม่\u200dไหล\ufeffเลย\u2060ค่ะ', 'น้ำไม่ไหลเลยค่ะ'],
  ['a text turned around', 'ไฟล์\u202egpj.exe\u202c \u2066ดับ\u2069', 'ไฟล์gpj.exe ดับ'],
  ['NUL and other controls', 'ถนน\u0000พัง\u0007มาก\u001b[31m', 'ถนนพังมาก[31m'],
  ['halves of an emoji', 'ไฟ\ud83eดับ', 'ไฟ\ufffdดับ'],
  ['many empty lines', 'ข้อหนึ่ง\r\n\r\n\r\n\r\nข้อสอง\t', 'ข้อหนึ่ง\n\nข้อสอง'],
  ['letters and marks taken apart', 'cafe\u0301 นำ้', 'café นำ้'],
];

/** Which of them clearly tell what is wrong: that is heard wherever it is said. */
const TELLING: readonly string[] = ['invisible characters', 'halves of an emoji'];

/** The same by threes: as many as a flow asks for. */
const THREES = Array.from({ length: ODD_TEXTS.length / 3 }, (_, at) => {
  const three = ODD_TEXTS.slice(at * 3, at * 3 + 3);
  return [
    three.map(([what]) => what).join(', '),
    three.map(([, typed]) => typed),
    three.map(([, typed, kept = typed]) => kept),
  ] as const;
});

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => expectWellAndIdle(app));

describe('odd texts', () => {
  let coordinator: Actor;

  beforeAll(async () => {
    const { people } = app.container.rooms;
    coordinator = await people.meet(ORG, app.phone(ORG, 'coordinator').chat.userId);
  });

  /** The time of a complaint is its day alone, so it is found by its number. */
  const filed = async (ticketNo: string) => {
    const { complaints } = app.container.rooms;
    const found = (await complaints.inbox(coordinator)).find((each) => each.ticketNo === ticketNo);
    return complaints.show(coordinator, found?.id ?? '');
  };

  test.each(THREES)('%s: kept in a complaint as they were typed', async (_what, typed, kept) => {
    const [detail = '', place = '', name = ''] = typed;
    const { ticketNo } = await complain(app.stranger(ORG), { detail, place, name });
    const ticket = await filed(ticketNo);
    expect(ticket.ticketNo).toBe(ticketNo);
    expect([ticket.detail, ticket.place?.text, ticket.contact?.name]).toEqual(kept);
  });

  test.each(THREES)('%s: kept in a report as they were typed', async (_what, typed, kept) => {
    const officer = app.phone(ORG, 'officer');
    await say(officer, th('measures.log.title'));
    await say(officer, '1');
    await tap(officer, th('measures.state.done'));
    const [what = '', problem = '', recommendation = ''] = typed;
    await say(officer, what);
    await tap(officer, th('measures.log.addProblem'));
    await say(officer, problem);
    await tap(officer, th('measures.log.addRecommendation'));
    await say(officer, recommendation);
    expect(await tap(officer, th('measures.log.send'))).toContain(th('measures.receipt.title'));

    const { people, progress } = app.container.rooms;
    const actor = await people.meet(ORG, officer.chat.userId);
    const board = await progress.board(actor, bangkokDay(app.clock.now()));
    const [measureId = ''] = board?.latest.keys() ?? [];
    const [entry] = await progress.historyOf(actor, measureId);
    const [result, ...remarks] = kept;
    expect(entry).toMatchObject({
      result,
      problem: { text: remarks[0] },
      recommendation: { text: remarks[1] },
    });
  });

  test.each(THREES)('%s: kept in an answer to a reporter as they were typed', async (_what, typed, kept) => {
    const reporter = app.stranger(ORG);
    const { ticketNo, pin } = await complain(reporter, { detail: 'ขอให้ตอบข้อความนี้' });
    const { id } = await filed(ticketNo);
    const answering = app.phone(ORG, 'coordinator');
    expect(await press(answering, `o=handle-complaint&p=${id}.answered`)).toContain(
      th('complaints.handle.askAnswer'),
    );
    await say(answering, typed.join('\n'));
    expect(await tap(answering, th('complaints.handle.send'))).toContain(ticketNo);

    await reporter.sees(th('complaints.notice.title'));
    await say(reporter, ticketNo);
    const told = await say(reporter, pin);
    for (const line of kept.join('\n').split('\n')) expect(told).toContain(line);
  });

  test.each([
    ['a number', 'complaints.track.title', 'complaints.problem.notATicketNo'],
    ['a code', 'people.register.title', 'people.problem.malformed'],
  ] as const)('are refused with a reason where %s is asked for, or heard', async (_what, opener, problem) => {
    const phone = app.stranger(ORG);
    const [reason] = th(problem, { example: 'x' }).split('x');
    await say(phone, th(opener));
    for (const [what, typed] of ODD_TEXTS) {
      const told = await say(phone, typed);
      if (!TELLING.includes(what)) expect(told).toContain(reason);
      else {
        expect(told).toContain(th('complaints.file.askPlace'));
        await leave(phone);
        await say(phone, th(opener));
      }
    }
  });

  test('are answered when nothing was asked', async () => {
    for (const phone of [app.stranger(ORG), app.phone(ORG, 'officer')]) {
      for (const [, typed] of ODD_TEXTS) expect((await say(phone, typed)).length).toBeGreaterThan(10);
      await leave(phone);
    }
  });
});

describe('texts of any length', () => {
  let phone: Phone;

  beforeAll(() => {
    phone = app.stranger(ORG);
  });

  test.each([
    ['Thai', 'ไฟดับ'],
    ['emoji', '👨‍👩‍👧‍👦'],
    ['one word without a blank', 'ก'],
    ['line ends', 'ก\n'],
  ])('5,000 characters of %s are kept whole', async (_what, part) => {
    const long = tidy(part.repeat(5_000).slice(0, 4_999));
    const { ticketNo } = await complain(phone, { detail: `${long}จ` });
    const { people, complaints } = app.container.rooms;
    const coordinator = await people.meet(ORG, app.phone(ORG, 'coordinator').chat.userId);
    const ticket = (await complaints.inbox(coordinator)).find((each) => each.ticketNo === ticketNo);
    expect((await complaints.show(coordinator, ticket?.id ?? '')).detail).toBe(tidy(`${long}จ`));

    const shown = await press(app.phone(ORG, 'coordinator'), `o=complaint-detail&p=${ticket?.id ?? ''}`);
    expect(shown).toContain(ticketNo);
  });

  test('more than a place, a name or a telephone can hold is refused with the limit', async () => {
    await say(phone, th('complaints.file.title'));
    await say(phone, 'เรื่องยาวมาก');
    await tap(phone, th('complaints.category.other'));
    expect(await say(phone, 'ท'.repeat(5_000))).toMatch(/300|๓๐๐/);
    await tap(phone, th('common.skip'));
    await tap(phone, th('complaints.file.named'));
    expect(await say(phone, 'ช'.repeat(5_000))).toMatch(/120|๑๒๐/);
    await say(phone, 'สมมติ นามสมมติ');
    expect(await say(phone, '0'.repeat(5_000))).toContain(th('conversation.problem.notAPhone'));
    await leave(phone);
  });

  test('more than LINE lets anybody write is refused or cut, and answered', async () => {
    await say(phone, th('complaints.file.title'));
    expect(await say(phone, 'ก'.repeat(20_000))).toMatch(/5000|๕๐๐๐/);
    await leave(phone);
  });

  test('nothing but what cannot be seen is no answer', async () => {
    await say(phone, th('complaints.file.title'));
    for (const nothing of ['\u200b\u200b\u200b', '\u2066\u2069', ' \n \t ', '\u0000']) {
      expect(await say(phone, nothing)).toContain(th('conversation.problem.textEmpty'));
    }
    await leave(phone);
  });
});
