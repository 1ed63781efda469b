import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, expectWellAndIdle, say, th } from '../helpers/talk';

const ORG = 'na-kok';

describe('every button of a card can be typed', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });

  test('an officer works on a complaint from the list to the answer by the keyboard alone', async () => {
    const { ticketNo, pin } = await complain(app.stranger(ORG), {
      detail: 'ไฟดับหน้าวัด มืดมาก',
      place: 'หน้าวัด',
    });
    const officer = app.phone(ORG, 'officer');
    await say(officer, 'ดูเรื่องร้องเรียน');

    expect(await say(officer, 'เปิดดู')).toContain(ticketNo);
    await say(officer, 'รับดำเนินการ');
    await say(officer, 'ส่ง');
    await say(officer, 'เรื่องร้องเรียน');
    expect(await say(officer, ticketNo)).toContain('ไฟดับหน้าวัด');
    await say(officer, 'แจ้งผล');
    await say(officer, 'เปลี่ยนหลอดไฟแล้ว ๒ ดวง');
    await say(officer, 'ส่ง');

    const citizen = app.stranger(ORG);
    await say(citizen, 'ติดตามเรื่อง');
    expect(await say(citizen, `${ticketNo} ${pin}`)).toContain('เปลี่ยนหลอดไฟแล้ว ๒ ดวง');
  });

  test('of several that are labelled alike the number says which', async () => {
    for (const detail of ['ถนนเป็นหลุมหน้าโรงเรียน', 'ท่อระบายน้ำตันหน้าตลาด'])
      await complain(app.stranger(ORG), { detail, place: 'หมู่ ๑' });
    const officer = app.phone(ORG, 'coordinator');
    await say(officer, 'ดูเรื่องร้องเรียน');

    expect(await say(officer, 'เปิดดู')).toMatch(/มีหลายรายการ.*“เปิดดู”.*๑–/);
    const second = await say(officer, 'เปิดดู ๒');
    expect(second).toMatch(/หน้าโรงเรียน|หน้าตลาด/);
    await say(officer, 'ดูเรื่องร้องเรียน');
    expect(await say(officer, '2')).toBe(second);
  });

  test('nothing of the kind is kept of citizens', async () => {
    const citizen = app.stranger(ORG);
    const { ticketNo } = await complain(citizen, { detail: 'ไฟดับหน้าวัด มืดมาก', place: 'หน้าวัด' });

    expect(await say(citizen, th('complaints.status.another'))).not.toContain(ticketNo);
  });
});
