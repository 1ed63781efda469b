import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, heard, leave, say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();

/** What somebody may send first, before anything was opened, and what the review card must then show. */
const FIRST: Readonly<Record<string, { send: (phone: Phone) => Promise<unknown>; shown: string | RegExp }>> =
  {
    'a sentence': {
      send: (phone) => phone.says('เสาไฟหน้าวัดดับมาหลายวัน'),
      shown: 'เสาไฟหน้าวัดดับมาหลายวัน',
    },
    'a photo': {
      send: async (phone) => phone.sends({ kind: 'image', bytes: await photo(), name: 'photo.jpg' }),
      shown: th('conversation.files.shown', { number: 'x' }).replace('x', '๑'),
    },
    'a PDF': {
      send: (phone) => phone.sends({ kind: 'file', bytes: PDF, name: 'paper.pdf' }),
      shown: th('conversation.files.shown', { number: 'x' }).replace('x', '๑'),
    },
    'a place': {
      send: (phone) =>
        phone.sendsLocation({ title: 'ศาลาหมู่ ๔', address: 'ตำบลนากอก', latitude: 16.4, longitude: 102.8 }),
      shown: 'ศาลาหมู่ ๔, ตำบลนากอก',
    },
  };

/** A conversation as far as its review card: what is asked is answered, what may be skipped is skipped. */
async function reviewOf(phone: Phone, answers: readonly (readonly [asked: string, answer: string])[]) {
  let told = heard(await phone.answer({ timeoutMs: 20_000 }));
  for (let turns = 0; turns < 10 && !told.includes(th('conversation.review.subtitle')); turns++) {
    const answer = answers.find(([asked]) => told.includes(asked))?.[1] ?? th('common.skip');
    told = await say(phone, answer);
  }
  return told;
}

describe('what somebody sends first', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  afterEach(() => expectWellAndIdle(app));

  test.each(Object.entries(FIRST))(
    '%s of a citizen is on the review card of the complaint it begins',
    async (_what, { send, shown }) => {
      const phone = app.stranger(ORG);
      await send(phone);

      const review = await reviewOf(phone, [
        [th('complaints.file.askCategory'), th('complaints.category.other')],
        [th('complaints.file.askDetail'), 'รายละเอียดของเรื่อง'],
        [th('complaints.file.askReporter'), th('complaints.file.anonymous')],
      ]);

      expect(review).toMatch(shown);
      expect(await tap(phone, th('complaints.file.send'))).toContain(th('complaints.receipt.title'));
    },
  );

  test.each(Object.entries(FIRST))(
    '%s of an officer is on the review card of the report it begins, or waits for what it belongs to',
    async (what, { send, shown }) => {
      const phone = app.phone(ORG, 'officer');
      await send(phone);
      if (what === 'a place') {
        expect(heard(await phone.answer())).toContain(th('questions.which.say'));
        return;
      }

      const review = await reviewOf(phone, [
        // A lamp that is out may be work done or a complaint: whoever has both is asked.
        [th('questions.which.which'), th('questions.which.progress')],
        [th('measures.log.askDone'), 'ผลการดำเนินการ'],
        [th('measures.log.yes'), '1'],
        [th('measures.log.pick', { number: 1 }), '1'],
        [th('measures.log.askStatusOf', { measure: '' }).split('“')[0] ?? '', th('measures.state.done')],
      ]);

      expect(review).toMatch(shown);
      await leave(phone);
    },
  );
});
