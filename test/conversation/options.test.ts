import { withOptions } from '../../src/conversation/options';
import { text } from '../../src/core/texts';
import { say } from '../../src/speech/wording';
import { CITIZEN, startChat } from '../helpers/chat';
import { controlsOf } from '../helpers/presses';
import { request } from './sample-flows';

/** The sample flow at its question with three choices. */
const asked = () => startChat(request(), { as: CITIZEN, known: { text: 'ไฟทางดับหลายวัน' } });

describe('a question', () => {
  test('names its choices in its text, because a computer shows no buttons', async () => {
    const chat = await asked();
    expect(chat.text).toBe('เรื่องประเภทใด\n\n๑. ใช่\n๒. ไม่ใช่\n๓. ไม่มี');

    await chat.says('๓');
    expect(chat.conversation?.answers.kind).toBe('other');
  });

  test('that is answered wrongly says so in the same message, and names the choices once', async () => {
    const chat = await asked();
    await chat.says('99');
    expect(chat.last).toHaveLength(1);
    expect(chat.text).toBe(
      `ยังไม่ได้เก็บข้อความ “99”\n${text('th', 'conversation.problem.noSuchChoice')}\n\nเรื่องประเภทใด\n\n๑. ใช่\n๒. ไม่ใช่\n๓. ไม่มี`,
    );
  });

  test('that names its choices itself is not made longer', () => {
    const key = 'complaints.file.askReporter';
    const choices = ['anonymous', 'named'].map((value) => ({
      kind: 'choice' as const,
      value,
      label: { key: value === 'named' ? 'complaints.file.named' : 'complaints.file.anonymous' } as const,
      asked: { conversationId: 'c', step: 's' },
    }));
    expect(withOptions({ key }, choices, { locale: 'th', isPart: false })).toEqual({ key });
  });

  test('numbers no choices that are numbers, and no part of them', () => {
    const asked = { conversationId: 'c', step: 's' };
    const choices = (...labels: string[]) =>
      labels.map((literal) => ({ kind: 'choice', value: literal, label: { literal }, asked }) as const);
    const shown = (isPart: boolean, ...labels: string[]) =>
      withOptions({ literal: 'ข้อใด' }, choices(...labels), { locale: 'th', isPart });

    expect(shown(false, '๖ เดือน', '๑๒ เดือน')).toEqual({ literal: 'ข้อใด\n\n• ๖ เดือน\n• ๑๒ เดือน' });
    expect(shown(true, 'ก', 'ข')).toEqual({ literal: 'ข้อใด\n\n• ก\n• ข' });
    expect(shown(false, 'ก', 'ข')).toEqual({ literal: 'ข้อใด\n\n๑. ก\n๒. ข' });
    expect(shown(false, 'ก')).toEqual({ literal: 'ข้อใด' });
  });
});

describe('the buttons of a question', () => {
  test('begin with “done” once a photo has come, and end with what takes away', async () => {
    const chat = await startChat(request(), { as: CITIZEN, known: { text: 'ไฟทางดับหลายวัน' } });
    for (const answer of ['ไม่มี', '10 ก.พ. 69']) await chat.says(answer);
    expect(chat.at).toBe('photos');
    await chat.sendsFile();
    const labels = controlsOf(chat.last).map(({ label }) => say(label, 'th'));
    expect(labels[0]).toBe('เสร็จแล้ว');
    expect(labels.at(-1)).toBe('ลบไฟล์ทั้งหมด');
  });
});
