import { fileComplaint } from '../../src/complaints/flows/file-complaint';
import type { ComplaintDraft, Filed } from '../../src/complaints/service';
import { whoSees } from '../../src/complaints/views/who-sees';
import type { Actor } from '../../src/conversation/actor';
import { LOCALES, text } from '../../src/core/texts';
import { CITIZEN, startChat } from '../helpers/chat';
import { findControl, readAloud } from '../helpers/presses';

const filed: Filed = {
  id: 'complaint-1',
  ticketNo: '70-12345-1',
  pin: '402817',
  category: 'roads',
  dueOn: '2026-12-16',
  mailboxId: 'mailbox-1',
};

/** The flow, and what it hands over. */
function filing() {
  const opened: [ComplaintDraft, string][] = [];
  const open = (draft: ComplaintDraft, _actor: Actor, once: string) => {
    opened.push([draft, once]);
    return Promise.resolve({ ...filed, category: draft.category });
  };
  return { flow: fileComplaint({ complaints: { open } }), opened };
}

describe('filing a complaint in the chat', () => {
  test('needs one sentence and four taps with photo and place', async () => {
    const { flow, opened } = filing();
    const chat = await startChat(flow, { as: CITIZEN, known: { text: 'ไฟดับหน้าวัดตั้งแต่เมื่อวาน' } });
    await chat.sendsFile('photo-1');
    await chat.sendsPlace({ latitude: 16.4, longitude: 102.8 });
    await chat.taps('anonymous');
    await chat.taps('send');

    expect(opened[0]?.[0]).toEqual({
      category: 'lights',
      detail: 'ไฟดับหน้าวัดตั้งแต่เมื่อวาน',
      place: { text: 'หน้าวัด', latitude: 16.4, longitude: 102.8 },
      since: '2026-02-14',
      fileIds: ['photo-1'],
    });
  });

  test('asks anew whether to give a name when others will read it', async () => {
    const chat = await startChat(filing().flow, { as: CITIZEN, known: { text: 'ถนนพังหน้าวัด' } });
    await chat.taps('anonymous');
    expect(chat.at).toBe('review');

    await chat.edits('category');
    await chat.taps('water');
    expect(chat.at).toBe('review');
    await chat.edits('category');
    await chat.taps('corruption');
    expect(chat.at).toBe('reporter');
    expect(chat.text).toContain('1205');
  });

  test('goes on with a draft of version 1', async () => {
    const { flow, opened } = filing();
    const chat = await startChat(flow, { as: CITIZEN, known: { subject: { id: 'roads' }, text: 'ถนนพัง' } });
    const answers = flow.upgrade?.({
      version: 1,
      answers: { category: 'roads', detail: 'ถนนพัง', place: null, files: null },
    });
    if (answers === undefined || chat.conversation === undefined) throw new Error('not carried over');
    chat.conversation = { ...chat.conversation, answers };
    await chat.says('แก้ไข');
    await chat.taps('~stay');
    await chat.says('ข้าม');
    await chat.says('ไม่บอกชื่อค่ะ');
    await chat.says('ส่ง');

    expect(opened[0]?.[0]).toEqual({ category: 'roads', detail: 'ถนนพัง', fileIds: [] });
  });

  test('asks for the matter, place and photos, and ends with number, PIN and promise', async () => {
    const { flow, opened } = filing();
    const chat = await startChat(flow, { as: CITIZEN });
    await chat.says('ถนนสายหลักเป็นหลุมลึก');
    expect(chat.at).toBe('place');
    expect(chat.text).toContain('ประเภทเรื่อง: ถนน ทางเท้า สะพาน');
    await chat.sendsPlace({ address: 'หมู่ 4', latitude: 16.4, longitude: 102.8 });
    await chat.sendsFile('photo-1');
    await chat.sendsFile('photo-2');
    await chat.taps('anonymous');
    expect(chat.at).toBe('review');
    await chat.says('ส่ง');

    expect(opened).toEqual([
      [
        {
          category: 'roads',
          detail: 'ถนนสายหลักเป็นหลุมลึก',
          place: { text: 'หมู่ 4', latitude: 16.4, longitude: 102.8 },
          fileIds: ['photo-1', 'photo-2'],
        },
        expect.any(String),
      ],
    ]);
    expect(chat.text).toContain('70-12345-1');
    expect(chat.text).toContain('402817');
    expect(chat.text).toContain('ภายใน ๑๕ วัน (ไม่เกินวันที่ ๑๖ ธันวาคม ๒๕๖๙)');
    expect(findControl(chat.last, 'track-complaint', 'th')).toMatchObject({ subject: { id: '70-12345-1' } });
    expect(chat.last[0]?.card?.footnote).toEqual({ key: 'complaints.receipt.keepAnonymous' });
    expect(chat.receipt?.unreplied).toEqual({ mailboxId: 'mailbox-1' });
  });

  test('asks for no more than subject and text; the rest can be skipped', async () => {
    const { flow, opened } = filing();
    const chat = await startChat(flow, { as: CITIZEN });
    await chat.says('ช่วยมาดูหน่อย');
    await chat.taps('waste');
    await chat.skips();
    await chat.says('ไม่เปิดเผยชื่อ');
    await chat.says('ส่ง');

    expect(opened[0]?.[0]).toEqual({ category: 'waste', detail: 'ช่วยมาดูหน่อย', fileIds: [] });
  });

  test.each([
    'ไม่มีค่ะ',
    'ไม่บอกได้ไหม',
    'ไม่เปิดเผยชื่อดีกว่าค่ะ',
    'ไม่ระบุ',
    'ไม่อยากบอกชื่อครับ',
    'ขอไม่ออกนามนะคะ',
    'ไม่',
    'ไม่สะดวกค่ะ',
    'ปกปิดชื่อ',
    'Rather not',
  ])('takes it for “without name” at that question, and not for more of the story: %s', async (words) => {
    const { flow } = filing();
    const chat = await startChat(flow, { as: CITIZEN, known: { text: 'ถนนพังหน้าวัด' } });
    expect(chat.at).toBe('reporter');
    await chat.says(words);

    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers).toMatchObject({ reporter: 'anonymous', detail: 'ถนนพังหน้าวัด' });
    expect(chat.text).toContain('การเปิดเผยชื่อ');
    expect(chat.text).toContain('ไม่เปิดเผยชื่อ');
  });

  test.each(['ไม่มีใครมาซ่อมเลยค่ะ', 'ไม่มีป้ายบอกทางด้วย', 'ไม่ให้รถใหญ่ผ่าน'])(
    'still takes more of the story at the question for a name: %s',
    async (words) => {
      const chat = await startChat(filing().flow, { as: CITIZEN, known: { text: 'ถนนพังหน้าวัด' } });
      await chat.says(words);

      expect(chat.at).toBe('reporter');
      expect(chat.conversation?.answers).toMatchObject({ detail: `ถนนพังหน้าวัด\n${words}` });
    },
  );

  test.each(['complaints.file.askReporter', 'complaints.file.askReporterProtected'] as const)(
    'asks for a name in a text that a phone shows at once, with the details a tap away: %s',
    async (key) => {
      for (const locale of LOCALES) expect(text(locale, key).length).toBeLessThan(460);
      const subject = { id: key.endsWith('Protected') ? 'corruption' : 'roads' };
      const chat = await startChat(filing().flow, { as: CITIZEN, known: { subject, text: 'ถนนพังหน้าวัด' } });
      expect(chat.text).toContain(text('th', key).split('\n')[0]);
      expect(findControl(chat.last, 'who-sees', 'th')).toMatchObject({ kind: 'open' });
    },
  );

  test('has no place where its name is not known, and none with a particle in it', async () => {
    const { flow } = filing();
    const chat = await startChat(flow, { as: CITIZEN, known: { text: 'ถนนพัง' } });
    await chat.says('ไม่รู้ชื่อเรียกอ่ะ');
    expect(chat.at).toBe('reporter');
    expect(chat.conversation?.answers).toMatchObject({ detail: 'ถนนพัง', place: null });

    await chat.goesBack();
    await chat.says('ตรงซอยข้างวัดอ่ะ');
    expect(chat.conversation?.answers).toMatchObject({ place: { text: 'ตรงซอยข้างวัด' } });
  });

  test('forgets name and phone when the reporter would rather stay unknown', async () => {
    const { flow, opened } = filing();
    const chat = await startChat(flow, {
      as: CITIZEN,
      known: { subject: { id: 'roads' }, text: 'ถนนพัง' },
    });
    await chat.skips();
    await chat.taps('named');
    await chat.says('สมหญิง ตัวอย่าง');
    await chat.says('081-234-5678');
    expect(chat.at).toBe('review');

    await chat.edits('reporter');
    await chat.taps('anonymous');
    expect(JSON.stringify(chat.conversation)).not.toContain('สมหญิง');
    await chat.says('ส่ง');
    expect(opened[0]?.[0]).toEqual({ category: 'roads', detail: 'ถนนพัง', fileIds: [] });
  });

  test('hands over the contact of who wants to be known, and tells them that no PIN is needed', async () => {
    const { flow, opened } = filing();
    const chat = await startChat(flow, { as: CITIZEN, known: { subject: { id: 'roads' }, text: 'ถนนพัง' } });
    await chat.skips();
    await chat.taps('named');
    await chat.says('สมหญิง ตัวอย่าง');
    await chat.skips();
    await chat.says('ส่ง');

    expect(opened[0]?.[0]).toMatchObject({ contact: { name: 'สมหญิง ตัวอย่าง' } });
    expect(chat.last[0]?.card?.footnote).toEqual({ key: 'complaints.receipt.keepNamed' });
  });

  test('says who sees what before the choice, and names other doors where few may see it', async () => {
    const openly = await startChat(filing().flow, {
      as: CITIZEN,
      known: { subject: { id: 'roads' }, text: 'ถนนพัง' },
    });
    const secret = await startChat(filing().flow, {
      as: CITIZEN,
      known: { subject: { id: 'corruption' }, text: 'เรียกรับเงิน' },
    });
    await openly.skips();
    for (const chat of [openly, secret]) {
      expect(chat.at).toBe('reporter');
      expect(chat.text).toContain('อาจบอกตัวตน');
      expect(findControl(chat.last, 'who-sees', 'th')).toBeDefined();
    }
    expect(openly.text).not.toContain('1205');
    expect(secret.text).toContain('1205');
    const [details] = await whoSees.show(undefined, { actor: CITIZEN, now: new Date() });
    expect(readAloud([details!], 'th')).toContain('บริษัท LINE ทราบ');
  });

  test('proposes what the story says when somebody simply wrote what is wrong', async () => {
    const chat = await startChat(filing().flow, {
      as: CITIZEN,
      known: { text: 'ไฟถนนดับ | ซอย 3 ตั้งแต่เมื่อวาน' },
      source: 'message-1',
    });

    expect(chat.at).toBe('reporter');
    expect(chat.text).toContain('ประเภทเรื่อง: ไฟฟ้าสาธารณะ · สถานที่: ซอย 3 · ตั้งแต่วันที่: ๑๔ กุมภาพันธ์ ๒๕๖๙');
    expect(chat.conversation?.answers.detail).toBe('ไฟถนนดับ | ซอย 3 ตั้งแต่เมื่อวาน');
  });

  test('keeps files and a place that came first', async () => {
    const known = {
      files: [
        { fileId: 'photo-1', mediaType: 'image/jpeg' },
        { fileId: 'paper-1', mediaType: 'application/pdf' },
      ],
      place: { text: 'หมู่ 4', latitude: 16.4, longitude: 102.8 },
      text: 'ถนนพัง',
    };
    const { flow, opened } = filing();
    const chat = await startChat(flow, { as: CITIZEN, known });
    await chat.taps('anonymous');
    await chat.says('ส่ง');
    expect(opened[0]?.[0]).toMatchObject({ fileIds: ['photo-1', 'paper-1'], place: { text: 'หมู่ 4' } });
  });

  test('takes five files, photos and documents', async () => {
    const chat = await startChat(filing().flow, {
      as: CITIZEN,
      known: { subject: { id: 'roads' }, text: 'ถนนพัง' },
    });
    await chat.skips();
    await chat.sendsFile('paper', 'application/pdf');
    for (const fileId of ['1', '2', '3', '4', '5']) await chat.sendsFile(fileId);
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.tooManyFiles' });
    expect(chat.conversation?.answers.files).toHaveLength(5);
  });

  test.each([
    ['5,000 letters', 'ก'.repeat(5_000)],
    ['emoji', '👨‍👩‍👧‍👦🔥🔥'],
    ['a query', '{"$gt":""}'],
    ['a command', '$where'],
    ['a review word inside', 'ส่งคำร้องไปนานแล้ว'],
  ])('takes an unusual text as it is: %s', async (_name, detail) => {
    const chat = await startChat(filing().flow, { as: CITIZEN, known: { subject: { id: 'other' } } });
    await chat.says(detail);
    expect(chat.conversation?.answers.detail).toBe(detail);
  });

  test('removes what is invisible, and refuses what is too long', async () => {
    const chat = await startChat(filing().flow, { as: CITIZEN, known: { subject: { id: 'other' } } });
    await chat.says('ก'.repeat(5_001));
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.textTooLong' });

    await chat.says('ถนน\u200bพัง\u202eมาก');
    expect(chat.conversation?.answers.detail).toBe('ถนนพังมาก');
  });
});
