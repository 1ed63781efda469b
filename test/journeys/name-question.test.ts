import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const STORY = 'ไฟดับหน้าวัด';

describe('the question for a name', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });

  test.each(['ไม่มีค่ะ', 'ไม่บอกได้ไหม', 'ไม่เปิดเผยชื่อดีกว่าค่ะ', 'ไม่ระบุ'])(
    'is answered by “%s”: the complaint has no name, and its story stays as it was',
    async (words) => {
      const phone = app.stranger(ORG);
      expect(await say(phone, STORY)).toContain(th('complaints.file.askReporter'));

      const review = await say(phone, words);
      expect(review).toContain(th('conversation.review.subtitle'));
      expect(review).toContain(th('complaints.file.anonymous'));
      expect(review).not.toContain(words);
      expect(await tap(phone, th('complaints.file.send'))).toContain(th('complaints.receipt.keepAnonymous'));
    },
  );

  test.each(['tapped', 'typed'])('tells who sees what when that is %s, and stays open', async (how) => {
    const phone = app.stranger(ORG);
    await say(phone, STORY);

    const label = th('complaints.file.whoSees');
    const told = await (how === 'tapped' ? tap(phone, label) : say(phone, label));
    expect(told).toContain(th('complaints.file.whoSeesText'));
    expect(told).toContain(th('complaints.file.askReporter'));
    expect(await tap(phone, th('complaints.file.anonymous'))).toContain(th('conversation.review.subtitle'));
  });
});
