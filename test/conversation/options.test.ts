import { fileComplaint } from '../../src/complaints/flows/file-complaint';
import { withOptions } from '../../src/conversation/options';
import { say } from '../../src/speech/wording';
import { CITIZEN, startChat } from '../helpers/chat';
import { controlsOf } from '../helpers/presses';
import { request } from './sample-flows';

const filing = () => fileComplaint({ complaints: { open: () => Promise.reject(new Error('not here')) } });

describe('a question', () => {
  test('names its choices in its text, because a computer shows no buttons', async () => {
    const chat = await startChat(filing(), { as: CITIZEN });
    await chat.says('ช่วยมาดูหน่อย');
    expect(chat.text).toMatch(/^เรื่องที่ต้องการแจ้งเกี่ยวกับอะไร\n\n๑\. ถนน ทางเท้า สะพาน\n๒\. ไฟฟ้าสาธารณะ\n/);
    expect(chat.text).toContain('๑๐. เรื่องอื่น ๆ');

    await chat.says('๒');
    expect(chat.conversation?.answers.category).toBe('lights');
  });

  test('that is answered wrongly says so once, and names the choices once', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('ไฟทางดับหลายวัน');
    await chat.says('99');
    expect(chat.last).toHaveLength(1);
    expect(chat.text).toMatch(/^ไม่พบคำตอบนี้ในตัวเลือก/);
    expect(chat.text.split('๑. ใช่')).toHaveLength(2);
  });

  test('that names its choices itself is not made longer', async () => {
    const chat = await startChat(filing(), { as: CITIZEN, known: { text: 'ถนนหน้าวัดเป็นหลุมลึก' } });
    for (let turns = 0; turns < 5 && chat.at !== 'reporter'; turns++)
      await chat.says(chat.at === 'category' ? 'ถนน' : 'ข้าม');
    expect(chat.at).toBe('reporter');
    expect(chat.text).toContain('๑. ไม่เปิดเผยชื่อ: ');
    expect(chat.text).not.toMatch(/\n๒\. เปิดเผยชื่อ$/);
    await chat.says('1');
    expect(chat.conversation?.answers.reporter).toBe('anonymous');
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
