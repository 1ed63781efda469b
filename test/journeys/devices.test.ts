import sharp from 'sharp';
import { quickRepliesIn, textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import { notificationOf } from '../../simulator/notification';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, say, th } from '../helpers/talk';

/** What the bot says, looked at where people read it: a locked phone, a narrow screen, a computer. */
describe('a complaint', () => {
  const photo = (): Promise<Buffer> =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: '#777777' } })
      .jpeg()
      .toBuffer();
  let app: TestApp;
  let pin: string;
  let said: readonly ChatItem[];

  beforeAll(async () => {
    app = await startApp();
    const phone = app.phone('na-kok', 'citizen-1');
    const receipt = await complain(phone, {
      detail: 'ถนนหน้าตลาดเป็นหลุมลึก รถล้มไปสองคันแล้ว',
      place: 'หน้าตลาดสด',
      photos: [await photo()],
    });
    pin = receipt.pin;
    await say(phone, th('openers.words.who-am-i').split('|')[0] ?? '');
    said = phone.chat.items.filter(({ from }) => from === 'bot');
  });
  afterAll(() => app.close());

  test('shows its PIN in the receipt, and to nobody who looks at the locked phone', () => {
    expect(said.flatMap(({ message }) => textsIn(message)).join(' ')).toContain(pin);
    expect(said.flatMap(({ message }) => notificationOf(message) ?? []).join(' ')).not.toContain(pin);
  });

  test('has the way on among the three quick replies a phone shows, and nothing there that destroys', () => {
    const rows = said.map(({ message }) => labelsOf(message)).filter((labels) => labels.length > 0);
    expect(rows.length).toBeGreaterThan(2);
    const wayOn = [th('common.done'), th('common.skip'), th('complaints.file.send')];
    for (const labels of rows) {
      const shown = labels.slice(0, 3);
      for (const label of labels.filter((each) => wayOn.includes(each))) expect(shown).toContain(label);
      expect(shown.filter((label) => label.startsWith('ลบ'))).toEqual([]);
    }
  });

  test('says in words what a computer does not show as buttons, where the choices are few', () => {
    const steps = ['back', 'cancel', 'menu', 'pause'].map((key) => th(`common.${key}` as 'common.cancel'));
    steps.push(th('conversation.controls.backToReview'));
    for (const { message } of said) {
      const choices = choicesOf(message).filter((label) => !steps.includes(label) && !label.startsWith('ลบ'));
      if (choices.length === 0 || choices.length > 4) continue;
      const words = textsIn({ ...message, quickReply: undefined }).join(' ');
      const unsaid = choices.filter((label) => !words.includes(label));
      expect({ words, unsaid }).toEqual({ words, unsaid: [] });
    }
  });
});

const labelsOf = (message: ChatItem['message']) =>
  quickRepliesIn(message).flatMap(({ words }) => words.slice(0, 1));

/** The quick replies that say something; the others open the camera or a map. */
const choicesOf = (message: ChatItem['message']) =>
  quickRepliesIn(message).flatMap(({ action: { type }, words }) =>
    ['postback', 'message'].includes(type) ? words.slice(0, 1) : [],
  );
