import type { Phone } from '../../simulator/phone';
import { planId } from '../../src/measures/plan';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, leave, say, send, tap, th } from '../helpers/talk';
import { docx, xlsx, zip } from '../measures/import/papers/office-files';

const ORG = 'na-kok';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Called a workbook by its own list of contents, and none. */
const brokenWorkbook = zip({
  '[Content_Types].xml':
    '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  'xl/workbook.xml': 'x',
});

describe('plans that are sent to the bot', () => {
  let app: TestApp;
  let coordinator: Phone;

  beforeAll(async () => {
    app = await startApp();
    coordinator = app.phone(ORG, 'coordinator');
  });
  afterAll(() => app.close());
  afterEach(() => expectWellAndIdle(app));

  const sends = (name: string, type: string, bytes: Buffer) =>
    send(coordinator, { kind: 'file', name, type, bytes });
  const approved = async (year: number) =>
    (await app.container.rooms.plans.ofYear(planId(ORG, year))).approved;
  const titles = async (year: number) => (await approved(year))?.measures.map(({ title }) => title);

  test('a workbook with damaged rows: shown row by row, asked twice, and nothing dropped in silence', async () => {
    const bytes = await xlsx({
      name: 'แผน',
      rows: [
        ['แผนประจำปีงบประมาณ พ.ศ. ๒๕๗๑', null, null, null],
        ['(๑) ที่', '(๒) โครงการ/กิจกรรม', '(๓) ตัวชี้วัดความสำเร็จ', '(๗) ผู้รับผิดชอบ'],
        [1, 'ประกาศนโยบายไม่รับของขวัญ', 'ร้อยละ ๑๐๐', 'กองคลัง'],
        [2, 'อบรมคุณธรรมจริยธรรม', '๑ ครั้ง', 'นักทรัพยากรบุคคล / กองคลัง'],
        [3, null, 'ไม่มีชื่อโครงการ', 'กองคลัง'],
      ],
    });
    expect(await sends('แผน ๒๕๗๑.xlsx', XLSX, bytes)).toContain('โครงการ/กิจกรรม');
    expect(await tap(coordinator, th('measures.import.column.title'))).toContain('ตัวชี้วัดความสำเร็จ');
    const seen = await tap(coordinator, th('measures.import.column.keep'));
    expect(seen).toContain('เข้าใจ ๑ แถว น่าสงสัย ๑ แถว ไม่รับ ๑ แถว');
    expect(seen).toContain(th('measures.import.why.untitled'));
    expect(seen).toContain('นักทรัพยากรบุคคล');
    expect(await titles(2571)).toBeUndefined();

    const review = await tap(coordinator, th('measures.import.go'));
    expect(review).toContain(th('measures.import.warning'));
    expect(await titles(2571)).toBeUndefined();
    const receipt = await tap(coordinator, th('measures.import.send'));
    expect(receipt).toContain(th('measures.import.doneTitle'));
    expect(await titles(2571)).toEqual(['ประกาศนโยบายไม่รับของขวัญ', 'อบรมคุณธรรมจริยธรรม']);
    expect((await approved(2571))?.measures[1]?.rows[0]?.extra).toEqual([
      { heading: '(๓) ตัวชี้วัดความสำเร็จ', text: '๑ ครั้ง' },
    ]);
  });

  test('the next file with the same headings is understood without asking', async () => {
    const bytes = docx('แผน พ.ศ. ๒๕๗๑', [
      ['ที่', 'โครงการ/กิจกรรม', 'ตัวชี้วัดความสำเร็จ', 'ผู้รับผิดชอบ'],
      ['๑', 'ประกาศนโยบายไม่รับของขวัญ', 'ร้อยละ ๑๐๐', 'กองคลัง'],
      ['๒', 'ทำคู่มือการยืมทรัพย์สิน', '๑ เล่ม', 'กองคลัง'],
    ]);
    const before = await approved(2571);
    const seen = await sends('แผน.docx', DOCX, bytes);
    expect(seen).toContain('เข้าใจ ๒ แถว');
    expect(seen).toMatch(/เพิ่ม ๑ .*นำออก ๑/);
    await tap(coordinator, th('measures.import.go'));
    await tap(coordinator, th('measures.import.send'));
    // The measure that stays is the same, and so is what was reported on it.
    const after = await approved(2571);
    expect(after?.measures[0]?.id).toBe(before?.measures[0]?.id);
  });

  test.each([
    [
      'windows-874.csv',
      'text/csv',
      windows874('ลำดับ;มาตรการ;ผู้รับผิดชอบ;ปีงบประมาณ\r\n1;ทำคู่มือ;กองคลัง;2572\r\n2;;กองคลัง;2572'),
    ],
    [
      'unicode.txt',
      'text/plain',
      Buffer.from('\ufeffลำดับ\tมาตรการ\tปีงบประมาณ\n1\tทำคู่มือ\t2572\n2\t\t2572', 'utf16le'),
    ],
    [
      'plan.json',
      'application/json',
      Buffer.from(
        JSON.stringify([
          { title: 'ทำคู่มือ', fiscalYearBE: 2572 },
          { order: 2, fiscalYearBE: 2572 },
        ]),
      ),
    ],
  ])('%s with a damaged row: the row is refused, the rest can be taken', async (name, type, bytes) => {
    const seen = await sends(name, type, bytes);
    expect(seen).toContain('เข้าใจ ๑ แถว น่าสงสัย ๐ แถว ไม่รับ ๑ แถว');
    await tap(coordinator, th('measures.import.go'));
    await tap(coordinator, th('measures.import.send'));
    expect(await titles(2572)).toEqual(['ทำคู่มือ']);
  });

  test('a file that is none is refused in words, and a year that is missing is asked for', async () => {
    expect(await sends('broken.xlsx', XLSX, brokenWorkbook)).toContain(th('measures.import.why.broken'));
    await leave(coordinator);
    expect(await sends('plan.csv', 'text/csv', Buffer.from('มาตรการ,ขั้นตอน\nทำคู่มือ,เวียน'))).toContain(
      th('measures.import.askYear'),
    );
    expect(await say(coordinator, '๒๕๗๓')).toContain('เข้าใจ ๑ แถว');
    await leave(coordinator);
    expect(await titles(2573)).toBeUndefined();
  });

  test('who brings in no plans may send none', async () => {
    const officer = app.phone(ORG, 'officer');
    const refused = await send(officer, {
      kind: 'file',
      name: 'plan.csv',
      type: 'text/csv',
      bytes: Buffer.from('มาตรการ\nทำคู่มือ'),
    });
    expect(refused).toContain(th('line.file.wrongType'));
  });
});

function windows874(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x0e01 ? code - 0x0e00 + 0xa0 : code;
    }),
  );
}
