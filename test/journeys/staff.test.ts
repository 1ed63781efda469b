import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import { bangkokDay } from '../../src/core/bangkok-day';
import type { ProgressEntry } from '../../src/measures/progress';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, heard, say, tap, th } from '../helpers/talk';

const ORG = 'pho-kao-ton';
const STORY = 'จัดอบรมคุณธรรมให้พนักงานแล้ว ๔๕ คน';
const PLACE = { title: 'ห้องประชุม อบต.', latitude: 15.1, longitude: 100.4 };
const oneMore = th('listening.photos', { number: 1 });
const photo = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();
const upload = async (background: string) =>
  ({ kind: 'image', bytes: await photo(background), name: `${background}.jpg` }) as const;

/** What an officer does, counted: things sent and things tapped. */
class Counted {
  taps = 0;
  sentences = 0;
  constructor(private readonly phone: Phone) {}
  async says(words: string): Promise<string> {
    this.sentences += 1;
    return say(this.phone, words);
  }
  async presses(words: string): Promise<string> {
    this.taps += 1;
    return tap(this.phone, words);
  }
}

describe('an officer reports', () => {
  let app: TestApp;
  let phone: Phone;
  beforeAll(async () => {
    app = await startApp(undefined, { burstMs: 600 });
  });
  afterAll(() => app.close());
  beforeEach(() => {
    phone = app.phone(ORG, 'officer');
  });
  afterEach(() => expectWellAndIdle(app));

  const measureOf = async (key: string): Promise<string> => {
    const plan = await app.container.rooms.plans.inForce(ORG, bangkokDay(app.clock.now()));
    return plan?.measures.find((measure) => measure.key === key)?.id ?? '';
  };
  const latestOf = async (key: string): Promise<ProgressEntry | undefined> => {
    const { people, progress } = app.container.rooms;
    const actor = await people.meet(ORG, phone.chat.userId);
    return (await progress.historyOf(actor, await measureOf(key)))[0];
  };
  const heardNow = async (): Promise<string> => heard(await phone.answer({ timeoutMs: 20_000 }));
  const expectProposal = (told: string): void => {
    expect(told).toContain('“อบรมคุณธรรม จริยธรรม และวินัยของบุคลากร” ใช่หรือไม่');
  };

  test('one measure with one photo in at most five taps and one sentence, and each guess is shown', async () => {
    const counted = new Counted(phone);
    await phone.sends(await upload('red'));
    expect(await heardNow()).toContain(oneMore);
    expectProposal(await counted.says(STORY));
    const review = await counted.presses(th('measures.log.yes'));
    expect(review).toContain(STORY);
    expect(review).toContain(th('measures.state.done'));
    expect(await counted.presses(th('measures.log.send'))).toContain(th('measures.receipt.title'));

    expect(counted.sentences).toBe(1);
    expect(counted.taps).toBeLessThanOrEqual(5);
    expect(await latestOf('training')).toMatchObject({ status: 'done', result: STORY, evidence: [{}] });
  });

  test('the same by keyboard alone', async () => {
    await phone.sends(await upload('blue'));
    await phone.answer();
    expectProposal(await say(phone, STORY));
    expect(await say(phone, 'ใช่')).toContain(th('conversation.review.subtitle'));
    expect(await say(phone, 'ส่ง')).toContain(th('measures.receipt.title'));
  });

  test('the sentence first and then the photo', async () => {
    expectProposal(await say(phone, STORY));
    await phone.sends(await upload('green'));
    const told = await heardNow();
    expect(told).toContain(oneMore);
    expectProposal(told);
    expect(await tap(phone, th('measures.log.yes'))).toContain(th('conversation.review.subtitle'));
    expect(await tap(phone, th('measures.log.send'))).toContain(th('measures.receipt.title'));
    expect((await latestOf('training'))?.evidence).toHaveLength(1);
  });

  test('a sentence and three photos at once are one turn with one answer', async () => {
    const photos = await Promise.all(['red', 'blue', 'green'].map(photo));
    await phone.sendsAtOnce([{ says: STORY }, { photos }]);
    const told = await heardNow();
    expect(told).toContain(th('listening.photos', { number: 3 }));
    expectProposal(told);
    await app.container.line.dispatcher.idle();
    expect(phone.answers).toHaveLength(1);
    await tap(phone, th('measures.log.yes'));
    await tap(phone, th('measures.log.send'));
    expect((await latestOf('training'))?.evidence).toHaveLength(3);
  });

  test('evidence that comes one question early is kept and counted, and a place as well', async () => {
    await say(phone, th('measures.log.title'));
    await phone.sends(await upload('red'));
    expect(await heardNow()).toContain(oneMore);
    await say(phone, 'ข้อ 6');
    await phone.sends(await upload('blue'));
    expect(await heardNow()).toContain(oneMore);
    await say(phone, 'อยู่ระหว่างดำเนินการ');
    await phone.sendsLocation(PLACE);
    await phone.answer();
    const review = await say(phone, 'เสนอขออนุมัติระบบ');
    expect(review).toContain(th('conversation.review.subtitle'));
    expect(review).toContain(PLACE.title);
    await tap(phone, th('measures.log.send'));
    const entry = await latestOf('e-service');
    expect(entry).toMatchObject({ status: 'in-progress', result: 'เสนอขออนุมัติระบบ' });
    expect(entry?.evidence.filter(({ fileId }) => fileId !== undefined)).toHaveLength(2);
    expect(JSON.stringify(entry)).toContain(PLACE.title);
  });

  test('the three likeliest are shown, all others behind one button, and none is guessed', async () => {
    const told = await say(phone, th('measures.log.title'));
    expect(told.match(/⬜|✅|🔄/gu)).toHaveLength(3);
    const all = await tap(phone, th('measures.log.showAll'));
    expect(all.match(/⬜|✅|🔄/gu)?.length).toBeGreaterThan(3);
    await say(phone, th('common.cancel'));
  });

  test('what is not told is “none” with one tap', async () => {
    await say(phone, 'ปรับปรุงคู่มือการยืมทรัพย์สินเสร็จแล้ว');
    await say(phone, 'ประชาคมหมู่บ้านจัดแล้ว');
    await say(phone, 'ข้อ 8');
    expect(phone.buttons).toContain(th('measures.log.noneLeft'));
    const review = await tap(phone, th('measures.log.noneLeft'));
    expect(review).toContain(th('conversation.review.subtitle'));
    await tap(phone, th('measures.log.send'));
    const none = { none: true };
    expect(await latestOf('hearing')).toMatchObject({ problem: none, recommendation: none });
  });

  test('a report that is gone on with names its measure', async () => {
    expectProposal(await say(phone, STORY));
    await tap(phone, th('measures.log.yes'));
    await say(phone, 'พักไว้');
    expect(await say(phone, 'ทำต่อ')).toMatch(/ต่อ[^]*จัดโครงการอบรมเสริมสร้างคุณธรรม/);
    await say(phone, th('common.cancel'));
  });

  test('types the label of their own tile and sees the complaints to handle', async () => {
    const told = await say(phone, th('line.menu.complaintInbox'));
    expect(told).not.toContain(th('complaints.file.askCategory'));
    expect(told).toMatch(/ไม่มีเรื่อง|เรื่องร้องเรียน/);
  });

  test('whose role was ended is told so once, and the card that asks says what is lost', async () => {
    const coordinator = app.phone(ORG, 'coordinator');
    const before = phone.chat.items.length;
    await say(coordinator, th('people.end.title'));
    const review = await tap(coordinator, 'กล้วยไม้ สมมติทรัพย์');
    expect(review).toContain(th('people.end.warning'));
    expect(review).toContain('กล้วยไม้ สมมติทรัพย์');
    expect(review).toContain(th('people.end.loses.log-progress'));
    await tap(coordinator, th('people.end.send'));
    await app.simulator.platform.waitFor(() => phone.chat.items.length > before, { what: 'the notice' });
    const pushed = phone.chat.items.slice(before);
    expect(pushed.map(({ via }) => via)).toEqual(['push']);
    expect(heard(pushed)).toContain('เจ้าหน้าที่ (สำนักปลัด)');
  });
});
