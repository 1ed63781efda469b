import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { conversationOf } from '../helpers/drafts';
import { say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
/** A picture of one colour. */
const photo = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer();

/** Messages that one person sends together, with the times that people have. */
describe('what somebody sends together', () => {
  let app: TestApp;
  let phone: Phone;
  beforeAll(async () => {
    app = await startApp(undefined, { burstMs: 1_000 });
  });
  afterAll(() => app.close());
  beforeEach(() => {
    phone = app.stranger(ORG);
  });

  /** How often the bot has replied: all messages of one reply are shown at one moment. */
  const replies = (): number =>
    new Set(phone.chat.items.flatMap(({ from, at }) => (from === 'bot' ? [at] : []))).size;
  const settled = async (): Promise<void> => {
    await app.simulator.platform.whenIdle();
    await app.container.line.dispatcher.idle();
    await app.simulator.platform.whenIdle();
  };

  test('several sentences are one turn and are answered once, with all of them kept', async () => {
    for (const words of ['ไฟทางหน้าวัดดับ', 'อยู่ตรงซอยข้างโรงเรียน', 'ดับมาสามคืนแล้ว']) await phone.says(words);
    await phone.answer();
    await settled();

    expect(replies()).toBe(1);
    const kept = JSON.stringify(await conversationOf(app, ORG, phone));
    for (const words of ['ไฟทางหน้าวัดดับ', 'อยู่ตรงซอยข้างโรงเรียน', 'ดับมาสามคืนแล้ว']) expect(kept).toContain(words);
  });

  test('five photos are one turn, answered once as soon as the set is whole, and all are kept until one is taken back', async () => {
    const photos = await Promise.all([10, 50, 90, 130, 170].map(photo));
    const ids = await phone.sendsPhotos(photos);
    await phone.answer({ timeoutMs: 20_000 });
    await settled();

    expect(replies()).toBe(1);
    const kept = JSON.stringify(await conversationOf(app, ORG, phone));
    expect(kept.match(/"fileId"/g)).toHaveLength(5);
    await phone.unsends(ids[1] ?? '');
    await settled();
    const left = JSON.stringify(await conversationOf(app, ORG, phone));
    expect(left.match(/"fileId"/g)).toHaveLength(4);
  });

  test('a button is answered at once: it waits for nothing', async () => {
    await say(phone, 'แจ้งเรื่องร้องเรียน');
    await say(phone, 'มีเรื่องอยากให้มาดูที่หน้าบ้านหน่อย');
    const began = performance.now();
    await tap(phone, th('complaints.category.lights'));

    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
