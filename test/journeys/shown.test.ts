import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, expectWellAndIdle, heard, leave, say, th } from '../helpers/talk';

const ORG = 'na-kok';

/** What people are shown: how many messages, which buttons, and what a locked phone gives away. */
describe('what is shown', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  /** Answers whatever is asked by typing alone, until `done`. */
  const typeOn = async (phone: Phone, first: string, done: (read: string) => boolean): Promise<string> => {
    const answers = [
      ['complaints.file.askDetail', 'อยากให้หน่วยงานช่วยดูแลเรื่องนี้ด้วย เดือดร้อนมานานแล้ว'],
      ['complaints.file.askCategory', '๑'],
      ['complaints.file.askPlace', 'ข้าม'],
      ['complaints.file.askFiles', 'ข้าม'],
      ['complaints.file.askReporter', '๑'],
    ] as const;
    const typedFor = (read: string) =>
      answers.find(([key]) => read.includes(th(key, { max: 5 }).split('\n')[0] ?? ''))?.[1] ?? 'ส่ง';
    let read = first;
    for (let turns = 0; turns < 8 && !done(read); turns++) {
      expect(phone.quickReplies.labels).toEqual([]);
      read = await say(phone, typedFor(read));
    }
    return read;
  };

  test('a complaint can be filed at a computer, where no quick replies are, by typing numbers and words', async () => {
    const phone = app.stranger(ORG).onDesktop();
    const first = await say(phone, th('complaints.file.title'));
    const receipt = await typeOn(phone, first, (read) => read.includes(th('complaints.receipt.pin')));
    const pin = /(?<!\d)\d{6}(?!\d)/.exec(receipt)?.[0] ?? '';
    expect(pin).not.toBe('');
    expect(phone.notifications.join('\n')).toMatch(/\d\d-\d{5}-\d/);
    expect(phone.notifications.join('\n')).not.toContain(pin);
  });

  test('what is no answer is told in one message, with the question and its choices once', async () => {
    const phone = app.stranger(ORG);
    await say(phone, th('openers.label.choose-language'));
    await phone.says('ภาษาบาลี');
    const items = await phone.answer();
    expect(items).toHaveLength(1);
    const read = heard(
      items.map((item) => ({ ...item, message: { ...item.message, quickReply: undefined } })),
    );
    expect(read).toContain(th('conversation.problem.noSuchChoice'));
    expect(read.split(`๑. ${th('people.language.th')}`)).toHaveLength(2);
    await leave(phone);
  });

  test('a long list begins with the best three, and lies side by side', async () => {
    const officer = app.phone(ORG, 'officer');
    await officer.says(th('openers.label.my-measures'));
    expect(heard(await officer.answer()).match(/⬜|✅|🔄/gu)).toHaveLength(3);
    await officer.taps(th('common.showAll'));
    const [list] = await officer.answer();
    const contents = list?.message.contents as { type?: string } | undefined;
    expect(contents?.type).toBe('carousel');
  });

  test('the card about oneself says that no name is kept only while that is true', async () => {
    const phone = app.stranger(ORG);
    expect(await say(phone, th('openers.label.who-am-i'))).toContain(th('people.me.noName'));
    await complain(phone, {
      detail: 'ท่อระบายน้ำหน้าตลาดอุดตันมานาน',
      name: 'สมมติ นามสกุล',
      phoneNumber: '081-234-5678',
    });

    const after = await say(phone, th('openers.label.who-am-i'));
    expect(after).toContain(th('people.me.inComplaintsValue', { number: 1 }));
    expect(after).not.toContain('สมมติ นามสกุล');
    await expectWellAndIdle(app);
  });
});
