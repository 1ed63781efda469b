import { openFile } from '../../../src/measures/import/open';
import type { PlanReading } from '../../../src/measures/import/service';
import { readOpened, showFinding } from '../../../src/measures/import/service';
import { office } from './office';
import { xlsx, zip } from './papers/office-files';
import * as papers from './papers/six-papers';

async function read(bytes: Buffer, told: Readonly<Record<string, string>> = {}): Promise<PlanReading> {
  const options = { organization: office, fiscalYear: 2567, fileName: 'plan', leaveOutRefused: true };
  return readOpened(await openFile(bytes), { ...options, meanings: new Map(Object.entries(told)) });
}

/** Everything a file says stands either in a measure or in a line that tells what became of it. */
function said({ measures, verdicts, notes, problems }: PlanReading): string {
  const lines = [...notes, ...problems, ...verdicts.flatMap(({ findings }) => findings)].map(showFinding);
  return [...lines, JSON.stringify(measures)].join('\n');
}

describe('a plan as an office makes it', () => {
  test('by quarters: marks, sections, numbered columns and a row that goes on', async () => {
    const reading = await read(await papers.byQuarters(), { 'โครงการ/กิจกรรม': 'title' });

    expect(reading.headings).toEqual(['(๓) ตัวชี้วัดความสำเร็จ']);
    expect(reading.verdicts.map(({ row, verdict }) => `${row} ${verdict}`)).toEqual([
      '6 doubtful',
      '7 understood',
      '10 understood',
    ]);
    expect(reading.notes.map(({ row }) => row)).toEqual([1, 4, 5, 8, 9, 11]);
    expect(reading.measures).toMatchObject([
      {
        title: 'ประกาศนโยบายไม่รับของขวัญ',
        indicatorNo: 1,
        periods: [{ start: '2023-10-01', end: '2023-12-31' }],
        responsible: [{ unitKey: 'finance' }],
        responsibleText: 'นักทรัพยากรบุคคล / ปลัด อบต. / กองคลัง',
      },
      {
        indicatorName: 'การปฏิบัติหน้าที่',
        rows: [{ extra: [{ text: 'อบรม ๑ ครั้ง\nผู้เข้าอบรม ๔๐ คน' }] }],
        periods: [{ start: '2024-01-01' }, { start: '2024-04-01' }],
      },
      { indicatorNo: 2, periods: [{}, {}, {}, {}] },
    ]);
  });

  test('of three years side by side: the year that is meant, and what each other year has is told', async () => {
    const reading = await read(await papers.ofThreeYears(), { กิจกรรม: 'title', หน่วยงาน: 'responsible' });

    expect(reading.years).toEqual([2567, 2568, 2569]);
    expect(reading.measures.map(({ title }) => title)).toEqual(['ปรับปรุงศูนย์รับเรื่องร้องเรียน']);
    expect(said(reading)).toContain('"ร่าง" is hidden');
    expect(said(reading)).toContain('row 3: This row is of other fiscal years than 2567');
    expect(said(reading)).toContain('งบประมาณ พ.ศ. ๒๕๖๘');
  });

  test('over two pages: merged cells are steps, the row goes on, results join their measure', async () => {
    const reading = await read(papers.overTwoPages(), {
      'มาตรการ/กิจกรรม': 'title',
      วิธีการติดตามและรายงาน: 'steps',
    });

    expect(reading.measures).toMatchObject([
      {
        steps: [
          { text: 'ประชุมคณะทำงาน', responsible: [{ unitKey: 'finance' }], periodText: 'ตุลาคม ๒๕๖๖' },
          { text: 'เวียนคู่มือ', responsible: [{ unitKey: 'clerk' }], periodText: 'มกราคม ๒๕๖๗' },
          { text: 'รายงานนายก' },
        ],
      },
      {
        title: 'เปิดเผยข้อมูลการจัดซื้อ',
        rows: [
          {},
          { status: 'done', result: 'เผยแพร่ครบทุกเดือน', extra: [{ heading: 'ปัญหา อุปสรรค', text: 'ไม่มี' }] },
        ],
      },
    ]);
  });

  test('of an old spreadsheet: what nobody explains is kept beside the row, and asked for', async () => {
    const reading = await read(papers.ofAnOldSpreadsheet(), { มาตรการจัดการ: 'title' });

    expect(reading.headings).toEqual(['ข้อ', 'ความเสี่ยง', 'ฝ่ายที่รับผิดชอบ']);
    expect(reading.measures[1]?.rows[0]?.extra).toContainEqual({ heading: 'ความเสี่ยง', text: 'ใช้รถผิดระเบียบ' });
    expect(said(reading)).toContain('แผนจัดการความเสี่ยงการทุจริต');
  });

  test('by months, in UTF-16, with a status of its own', async () => {
    const reading = await read(papers.byMonths(), { โครงการ: 'title' });

    expect(reading.measures[0]?.periods).toMatchObject([{ start: '2023-10-01' }, { start: '2023-12-01' }]);
    expect(reading.verdicts.map(({ verdict }) => verdict)).toEqual(['doubtful', 'understood']);
    expect(said(reading)).toContain('เสร็จเรียบร้อยดี');
    expect(said(reading)).toContain('row 4: This goes on with row 3');
  });

  test('of another program: refused rows are named and left out', async () => {
    const reading = await read(papers.ofAnotherProgram());

    expect(reading.verdicts.map(({ verdict }) => verdict)).toEqual(['understood', 'refused', 'refused']);
    expect(reading.measures.map(({ title }) => title)).toEqual(['ประกาศเจตนารมณ์']);
  });

  test('has its headings explained once: without that, it is told which are not known', async () => {
    const reading = await read(papers.ofAnOldSpreadsheet());

    expect(reading.plan).toBeUndefined();
    expect(reading.headings).toEqual(['ข้อ', 'ความเสี่ยง', 'มาตรการจัดการ', 'ฝ่ายที่รับผิดชอบ']);
  });
});

describe('an Office file with bad intent', () => {
  const refused = 'The file is damaged, locked by a password, or holds far more than a plan.';

  test.each([
    [
      'holds a bomb',
      zip({ 'xl/workbook.xml': '', 'xl/worksheets/sheet1.xml': Buffer.alloc(60_000_000, ' ') }),
    ],
    ['is cut off', zip({ 'xl/workbook.xml': '<workbook/>' }).subarray(0, 60)],
    ['is no workbook', zip({ 'xl/workbook.xml': 'x' })],
    ['is no document', zip({ 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;' })],
  ])('that %s is refused', async (_, bytes) => {
    expect((await read(bytes)).problems.map(({ message }) => message)).toEqual([refused]);
  });

  test('tells of formulas without a result, and calculates none', async () => {
    const bytes = await xlsx({
      name: 'a',
      rows: [
        ['มาตรการ', 'คะแนน'],
        ['ก', null],
      ],
    });
    expect((await read(bytes)).measures).toMatchObject([{ title: 'ก' }]);
  });
});
