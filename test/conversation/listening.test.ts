import { anyFlow } from '../../src/conversation/flow';
import { unsent } from '../../src/conversation/unsent';
import { CITIZEN, startChat } from '../helpers/chat';
import { findControl } from '../helpers/presses';
import { request } from './sample-flows';
import type { Told } from './telling-flow';
import { telling } from './telling-flow';

const begin = (told: Told[] = []) => startChat(telling(told), { as: CITIZEN });

/** Everything answered, anonymously. */
const toReview = async (told: Told[] = []) => {
  const chat = await begin(told);
  await chat.says('ไฟดับหน้าวัด', 'm1');
  return chat.taps('yes');
};

describe('what arrives while another question is open', () => {
  test('photos go to the photos, before the story and after it', async () => {
    const chat = await begin();

    await chat.sendsFile('f1');
    expect(chat.at).toBe('story');
    expect(chat.text).toBe('ได้รับภาพ ๑ ภาพแล้ว\n\nเกิดอะไรขึ้น');
    await chat.says('ถนนเป็นหลุม');
    expect(chat.at).toBe('kind');
    await chat.sendsFile('f2');
    expect(chat.at).toBe('kind');
    expect(chat.text).toContain('ได้รับภาพ ๑ ภาพแล้ว');
    expect(chat.conversation?.answers.photos).toHaveLength(2);
  });

  test('a sentence that answers nothing joins the story, in order', async () => {
    const chat = await begin();
    await chat.says('ถนนเป็นหลุม');

    await chat.says('รถล้มไปสองคันแล้วค่ะ');
    expect(chat.at).toBe('kind');
    expect(chat.text).toContain('ได้รับรายละเอียดแล้ว');
    await chat.taps('road');
    await chat.sendsPlace({ latitude: 16.4, longitude: 102.8 });
    await chat.says('ช่วยมาดูหน่อย');

    expect(chat.at).toBe('anonymous');
    expect(chat.conversation?.answers.story).toBe('ถนนเป็นหลุม\nรถล้มไปสองคันแล้วค่ะ\nช่วยมาดูหน่อย');
  });

  test('a place goes to the place, also when it was skipped, and at the review', async () => {
    const chat = await begin();
    await chat.says('ถนนเป็นหลุม');
    await chat.taps('road');
    await chat.says('ไม่ทราบ');
    await chat.taps('yes');
    expect(chat.at).toBe('review');

    await chat.sendsPlace({ address: 'หมู่ 4', latitude: 16.4, longitude: 102.8 });

    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers.where).toMatchObject({ text: 'หมู่ 4' });
    expect(chat.text).toContain('ได้รับตำแหน่งที่ตั้งแล้ว');
    expect(chat.text).toContain('สถานที่ หมู่ 4');
  });

  test('a telephone number is no name', async () => {
    const chat = await begin();
    await chat.says('ไฟดับหน้าวัด');
    await chat.taps('no');
    expect(chat.at).toBe('name');

    await chat.says('081-234-5678');
    expect(chat.at).toBe('name');
    expect(chat.conversation?.answers.phone).toBe('0812345678');
    await chat.says('สมหญิง ตัวอย่าง');
    expect(chat.at).toBe('review');
  });

  test('what no answer takes is kept beside the draft, shown on the review card and handed over', async () => {
    const told: Told[] = [];
    const flow = { ...telling(told), takes: { text: 'story' as const } };
    const chat = await startChat(flow, { as: CITIZEN });
    await chat.sendsFile('f1');
    expect(chat.text).toContain('ได้รับภาพ ๑ ภาพแล้ว เก็บไว้เป็นรายละเอียดเพิ่มเติม');
    await chat.says('ไฟดับหน้าวัด');
    await chat.taps('yes');

    expect(chat.text).toContain('รายละเอียดเพิ่มเติม ๑ ไฟล์');
    await chat.says('ส่ง');
    expect(told[0]?.beside).toEqual([{ kind: 'file', fileId: 'f1', mediaType: 'image/jpeg' }]);
  });

  test('too many photos are refused in words', async () => {
    const chat = await begin();
    for (const id of ['f1', 'f2', 'f3']) await chat.sendsFile(id);

    await chat.sendsFile('f4');

    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.tooManyFiles' });
    expect(chat.text).toContain('ไฟล์ล่าสุดจึงไม่ได้บันทึก');
  });

  test('in a flow that names no such answer, a mistaken word is asked again', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('ไฟทางดับหลายวัน');

    await chat.says('อะไรก็ได้');

    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.noSuchChoice' });
  });
});

describe('what a sentence says besides', () => {
  test('is proposed, shown with the next question, and not asked again', async () => {
    const chat = await begin();

    await chat.says('ไฟดับหน้าวัดตั้งแต่เมื่อวาน');

    expect(chat.at).toBe('anonymous');
    expect(chat.text).toContain('ระบบเข้าใจว่า ประเภทเรื่อง: ไม่ใช่ · สถานที่: หน้าวัด');
    expect(chat.conversation?.found).toEqual(['kind', 'where']);
    await chat.taps('yes');
    expect(chat.last[0]?.card?.rows[1]?.note).toEqual({ key: 'listening.foundNote' });
  });

  test('is corrected by a word', async () => {
    const chat = await begin();
    await chat.says('ไฟดับ');
    expect(chat.at).toBe('where');

    await chat.says('ไม่ใช่ค่ะ');
    expect(chat.at).toBe('kind');
    await chat.taps('road');
    expect(chat.at).toBe('where');
    expect(chat.conversation?.found).toBeUndefined();
  });

  test('goes with the message it came from', async () => {
    const chat = await begin();
    await chat.says('ไฟดับหน้าวัด', 'm1');
    await chat.says('ช่วยด่วน', 'm2');
    if (chat.conversation === undefined) throw new Error('nothing open');

    const without = unsent(anyFlow(telling()), chat.conversation, 'm1');

    expect(without?.answers).toEqual({ story: 'ช่วยด่วน' });
    expect(without?.at).toBe('kind');
    expect(JSON.stringify(without)).not.toContain('หน้าวัด');
  });
});

describe('on the review card', () => {
  test('what is only offered has a button and a word', async () => {
    const chat = await toReview();
    expect(findControl(chat.last, 'photos', 'th')).toMatchObject({ kind: 'edit' });

    await chat.says('ถ่ายภาพ');
    expect(chat.at).toBe('photos');
    await chat.sendsFile('f1');
    await chat.says('เสร็จแล้ว');
    expect(chat.at).toBe('review');
    expect(chat.text).toContain('ภาพถ่ายและเอกสาร ๑ ไฟล์');
  });

  test('a sentence joins the story and a photo the photos', async () => {
    const chat = await toReview();

    await chat.says('เมื่อคืนมีคนล้มด้วย');
    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers.story).toBe('ไฟดับหน้าวัด\nเมื่อคืนมีคนล้มด้วย');
    await chat.sendsFile('f1');
    expect(chat.text).toContain('ได้รับภาพ ๑ ภาพแล้ว');
  });

  test('what a changed answer takes away is told', async () => {
    const chat = await begin();
    await chat.says('ไฟดับหน้าวัด');
    for (const words of ['ไม่ใช่', 'สมหญิง ตัวอย่าง', '081-234-5678']) await chat.says(words);

    await chat.edits('anonymous');
    await chat.taps('yes');

    expect(chat.text).toContain('ไม่ใช้ ชื่อผู้แจ้ง (สมหญิง ตัวอย่าง)และหมายเลขโทรศัพท์ (081-234-5678) แล้ว');
    expect(JSON.stringify(chat.conversation)).not.toContain('สมหญิง');
  });
});

describe('corrections', () => {
  test('name an answer by its title, a number or a word, at any question', async () => {
    for (const words of ['แก้สถานที่', 'แก้ไข ๓', 'เปลี่ยนสถานที่ค่ะ']) {
      const chat = await begin();
      await chat.says('ไฟดับหน้าวัด');
      expect(chat.at).toBe('anonymous');
      await chat.says(words);
      expect([words, chat.at]).toEqual([words, 'where']);
      await chat.says('หน้าโรงเรียน');
      expect(chat.at).toBe('anonymous');
      expect(chat.conversation?.answers.where).toEqual({ text: 'หน้าโรงเรียน' });
    }
  });

  test('are no answer, and sentences that begin alike are none of them', async () => {
    const chat = await begin();
    await chat.says('แก้ไขปัญหาน้ำท่วมให้หน่อย');
    expect(chat.conversation?.answers.story).toBe('แก้ไขปัญหาน้ำท่วมให้หน่อย');

    await chat.says('แก้ไข');
    expect(chat.text).toContain('ต้องการแก้ไขข้อใด');
    await chat.says('1');
    expect(chat.at).toBe('story');
  });

  test('say what it shall be instead', async () => {
    const chat = await begin();
    await chat.says('ไฟดับหน้าวัด');

    await chat.says('แก้เป็น หน้าโรงเรียน');

    expect(chat.conversation?.answers).toMatchObject({ story: 'ไฟดับหน้าวัด', where: { text: 'หน้าโรงเรียน' } });
    expect(chat.text).toContain('แก้ไขแล้ว สถานที่: หน้าโรงเรียน');
  });

  test('never replace a story: it goes on', async () => {
    const chat = await begin();
    await chat.says('ถนนเป็นหลุม');

    await chat.says('แก้เป็น ถนนขาดแล้ว');

    expect(chat.conversation?.answers.story).toBe('ถนนเป็นหลุม\nแก้เป็น ถนนขาดแล้ว');
  });

  test('remove one photo, or all, only when that is confirmed', async () => {
    const chat = await begin();
    for (const id of ['f1', 'f2', 'f3']) await chat.sendsFile(id);
    await chat.says('ลบเลือกภาพที่ ๒');
    expect(chat.text).toContain('ลำดับที่ ๒');
    await chat.says('ไม่');
    expect(chat.conversation?.answers.photos).toHaveLength(3);

    await chat.says('ลบเลือกภาพที่ ๒');
    await chat.says('ใช่');
    expect(chat.conversation?.answers.photos).toMatchObject([{ fileId: 'f1' }, { fileId: 'f3' }]);
    await chat.says('ลบเลือกภาพ');
    await chat.taps('~remove');
    expect(chat.conversation?.answers).not.toHaveProperty('photos');
    expect(chat.at).toBe('story');
  });
});

describe('words that are no answer', () => {
  test.each(['ไม่มี', 'ไม่ทราบค่ะ', 'ไม่รู้', 'ข้าม'])('%s skips what may be skipped', async (words) => {
    const chat = await begin();
    await chat.says('ถนนเป็นหลุม');
    await chat.taps('road');
    expect(chat.at).toBe('where');

    await chat.says(words);

    expect(chat.at).toBe('anonymous');
    expect(chat.conversation?.answers.where).toBeNull();
  });

  test('"I have no photo" is no place and no story', async () => {
    const chat = await begin();
    await chat.says('ถนนเป็นหลุม');
    await chat.taps('road');

    await chat.says('ไม่มีรูปค่ะ');

    expect(chat.at).toBe('where');
    expect(chat.conversation?.answers).toEqual({ story: 'ถนนเป็นหลุม', kind: 'road' });
  });

  test('thanks are not written into the story', async () => {
    const chat = await begin();
    await chat.says('ถนนเป็นหลุม');

    await chat.says('ขอบคุณค่ะ');

    expect(chat.conversation?.answers.story).toBe('ถนนเป็นหลุม');
    expect(chat.at).toBe('kind');
  });

  test('going on takes no photo back', async () => {
    const chat = await toReview();
    await chat.edits('photos');
    await chat.sendsFile('f1');

    await chat.says('ข้าม');

    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers.photos).toHaveLength(1);
  });
});
