import sharp from 'sharp';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, expectWellAndIdle, say, send, th } from '../helpers/talk';

const ORG = 'na-kok';
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 24, height: 18, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();

describe('who wants something else after all', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });

  const asksForNumber = '๘ หลัก';

  test('types number and PIN in one message, as the receipt shows them', async () => {
    const { ticketNo, pin } = await complain(app.stranger(ORG), {
      detail: 'ไฟดับหน้าวัด มืดมาก',
      place: 'หน้าวัด',
    });
    const phone = app.stranger(ORG);
    await say(phone, 'ติดตามเรื่อง');

    expect(await say(phone, `${ticketNo} ${pin}`)).toContain(th('complaints.status.title', { ticketNo }));
  });

  test('is told of a wrong PIN behind the number, and asked again', async () => {
    const { ticketNo } = await complain(app.stranger(ORG), { detail: 'ไฟดับหน้าวัด มืดมาก', place: 'หน้าวัด' });
    const phone = app.stranger(ORG);
    await say(phone, 'ติดตามเรื่อง');

    expect(await say(phone, `เลข ${ticketNo} รหัส 000000`)).not.toContain(asksForNumber);
  });

  test('asks a question where a number is asked for', async () => {
    const phone = app.stranger(ORG);
    await say(phone, 'ติดตามเรื่อง');

    const told = await say(phone, 'ภาษีที่ดินจ่ายได้ที่ไหน ต้องใช้เอกสารอะไรบ้าง');
    expect(told).toContain(th('questions.asked.title'));
    expect(told).not.toContain(asksForNumber);
  });

  test('only says that a question comes: that is none, and is not noted as one', async () => {
    const phone = app.stranger(ORG);
    await say(phone, 'ติดตามเรื่อง');

    const told = await say(phone, 'ไม่ใช่ค่ะ แค่อยากถาม');
    expect(told).toContain(th('questions.ask.question'));
    expect(await say(phone, 'จ่ายค่าขยะได้ที่ไหน')).toContain(th('questions.asked.title'));
  });

  test('sends a photo where a number is asked for: it begins what a photo begins', async () => {
    const phone = app.stranger(ORG);
    await say(phone, 'ติดตามเรื่อง');

    const told = await send(phone, { kind: 'image', bytes: await photo(), name: 'photo.jpg' });
    expect(told).not.toContain(asksForNumber);
    expect(told).toMatch(/ภาพ/);
  });

  test('gets the complaint back, whatever was cancelled in between', async () => {
    const phone = app.stranger(ORG);
    await say(phone, 'ถนนหน้าโรงเรียนเป็นหลุมใหญ่');
    await say(phone, 'ยกเลิก');
    await say(phone, 'ของเล่นสีฟ้าสองชิ้นนั้น');
    await say(phone, 'ยกเลิก');

    expect(await say(phone, 'เอากลับมาได้ไหมคะ')).toContain(th('complaints.file.title'));
  });

  test('gets it back from the middle of another question', async () => {
    const phone = app.stranger(ORG);
    await say(phone, 'ถนนหน้าโรงเรียนเป็นหลุมใหญ่');
    await say(phone, 'ยกเลิก');
    await say(phone, 'ของเล่นสีฟ้าสองชิ้นนั้น');

    expect(await say(phone, 'กู้คืน')).toContain(th('complaints.file.title'));
  });

  test('stops in the words people use, also where a place is asked for', async () => {
    const phone = app.stranger(ORG);
    await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');

    expect(await say(phone, 'อุ๊ย ไม่เอาละ ไม่แจ้งแล้ว')).toContain('กู้คืน');
  });

  test('an officer finds the list of complaints, and what is to be done', async () => {
    const officer = app.phone(ORG, 'officer');
    expect(await say(officer, 'ดูเรื่องร้องเรียน')).not.toContain(asksForNumber);
    expect(await say(officer, 'มีเรื่องอะไรต้องทำบ้าง')).not.toContain(th('questions.asked.title'));
  });
});
