import { fileComplaint } from '../../src/complaints/flows/file-complaint';
import { CITIZEN, startChat } from '../helpers/chat';

const filing = () => fileComplaint({ complaints: { open: () => Promise.reject(new Error('not sent')) } });
const photo = (id: string) => ({ kind: 'file', fileId: id, mediaType: 'image/jpeg', source: id }) as const;

/** At the review card, with two photos and a name. */
async function atReview() {
  const chat = await startChat(filing(), { as: CITIZEN });
  await chat.says('ไฟถนนดับหน้าวัด');
  await chat.send(photo('first'));
  await chat.send(photo('second'));
  await chat.says('เปิดเผยชื่อ');
  await chat.says('สมหญิง ตัวอย่าง');
  await chat.says('ข้าม');
  expect(chat.at).toBe('review');
  return chat;
}
const filesOf = ({ conversation }: Awaited<ReturnType<typeof atReview>>) =>
  (conversation?.answers.files as { fileId: string }[]).map(({ fileId }) => fileId);

describe('a picture that is to be changed', () => {
  test('stays until the new one has come, and gives way to it in words', async () => {
    const chat = await atReview();

    await chat.says('เปลี่ยนรูป');
    expect(chat.text).toContain('แทนของเดิม (๒ ไฟล์)');
    expect(filesOf(chat)).toEqual(['first', 'second']);
    await chat.send(photo('new'));

    expect(chat.text).toContain('ใช้ของใหม่แทนของเดิม ๒ ไฟล์แล้ว');
    expect(filesOf(chat)).toEqual(['new']);
    await chat.send(photo('more'));
    expect(filesOf(chat)).toEqual(['new', 'more']);
  });

  test('may be one of several', async () => {
    const chat = await atReview();

    await chat.says('เปลี่ยนรูปที่ ๑');
    await chat.send(photo('new'));

    expect(filesOf(chat)).toEqual(['second', 'new']);
  });

  test('stays when its person goes back instead', async () => {
    const chat = await atReview();

    await chat.says('เปลี่ยนรูป');
    await chat.says('ย้อนกลับ');
    await chat.send(photo('new'));

    expect(filesOf(chat)).toEqual(['first', 'second', 'new']);
  });
});

describe('a choice that somebody would rather have', () => {
  test.each(['ไม่เปิดเผยชื่อดีกว่าค่ะ', 'ไม่เปิดเผยชื่อ', 'เปลี่ยนใจ ไม่เปิดเผยชื่อ'])(
    '%s at the review card changes that answer, and what it takes away is named',
    async (words) => {
      const chat = await atReview();

      await chat.says(words);

      expect(chat.conversation?.answers.reporter).toBe('anonymous');
      expect(chat.conversation?.answers.detail).toBe('ไฟถนนดับหน้าวัด');
      expect(chat.text).toContain('ชื่อผู้แจ้ง (สมหญิง ตัวอย่าง)');
      expect(JSON.stringify(chat.conversation)).not.toContain('สมหญิง');
    },
  );

  test('is no name, where a name is asked for', async () => {
    const chat = await startChat(filing(), { as: CITIZEN });
    await chat.says('ไฟถนนดับหน้าวัด');
    await chat.says('เปิดเผยชื่อ');
    expect(chat.at).toBe('name');

    await chat.says('ไม่เปิดเผยชื่อดีกว่าค่ะ');

    expect(chat.conversation?.answers).toMatchObject({ reporter: 'anonymous' });
    expect(chat.at).toBe('review');
  });
});
