import { parsePeriods } from '../../../src/core/periods';
import { briefPeriod } from '../../helpers/brief-period';

/** What a plan of fiscal year 2569 (1 October 2025 to 30 September 2026) says, read. */
function read(text: string, fiscalYear = 2569): readonly string[] {
  return parsePeriods(text, { fiscalYear }).periods.map(briefPeriod);
}

function codes(text: string, fiscalYear = 2569): readonly string[] {
  return [...new Set(parsePeriods(text, { fiscalYear }).warnings.map((each) => each.code))];
}

const YEAR = '2025-10-01..2026-09-30';

describe('the year of the sentence', () => {
  test("counts over the plan's", () => {
    const text =
      'ในปีงบประมาณ ๒๕๖๗ ควรเริ่มจัดทำแผนการประเมินความเสี่ยง และแผนปฏิบัติการป้องกันการทุจริต ในไตรมาสแรกของปีงบประมาณ';

    expect(read(text, 2566)).toEqual([
      'fiscal-year 2023-10-01..2024-09-30',
      'quarter 2023-10-01..2023-12-31',
    ]);
    expect(codes(text, 2566)).toEqual(['outside-fiscal-year']);
  });

  test('ends with its line', () => {
    expect(read('ปีงบประมาณ ๒๕๖๗\nทุกไตรมาส')).toEqual([
      'fiscal-year 2023-10-01..2024-09-30',
      `recurring quarter ${YEAR}`,
    ]);
  });
});

describe('what may mean two things', () => {
  test.each([
    ['ปลายปี', 'ambiguous'],
    ['ต้นปี', 'ambiguous'],
    ['ภายในสิ้นปี', 'ambiguous'],
    ['ต้นปีงบประมาณ', 'ambiguous'],
    ['ต้นเดือนมีนาคม ๒๕๖๙', 'ambiguous'],
    ['รอบ ๓ เดือน', 'ambiguous'],
    ['รอบที่ ๒', 'ambiguous'],
    ['รอบ 12 เดือน (ต.ค. 68 - ส.ค. 69)', 'round-mismatch'],
    ['ภายใน ๑๕ วัน', 'undated'],
    ['ตามที่กำหนด', 'undated'],
    ['ภายในระยะเวลาที่กำหนด', 'undated'],
    ['ภายในสิ้นเดือน', 'undated'],
    ['๖ เดือน', 'not-understood'],
  ])('%s is warned of: %s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test('a year that is not said to be a fiscal one, unless it is the plan’s', () => {
    expect(codes('ประจำปี ๒๕๖๗', 2567)).toEqual([]);
    expect(codes('ประจำปี ๒๕๖๗', 2569)).toContain('ambiguous');
  });

  test('months in a list whose year only the last one has', () => {
    expect(read('ธันวาคม และมีนาคม ๒๕๖๖')).toEqual([
      'month 2022-12-01..2022-12-31',
      'month 2023-03-01..2023-03-31',
    ]);
    expect(codes('ธันวาคม และมีนาคม ๒๕๖๖')).toContain('ambiguous');
    expect(codes('ธันวาคม และมีนาคม ๒๕๖๙')).toEqual([]);
  });
});

describe('what stands beside a period', () => {
  test.each([
    [
      'ครั้งที่ ๑ เดือนธันวาคม ๒๕๖๘ ครั้งที่ ๒ เดือนมิถุนายน ๒๕๖๙',
      ['month 2025-12-01..2025-12-31', 'month 2026-06-01..2026-06-30'],
    ],
    ['ภายใน ๓๐ วัน นับแต่วันสิ้นสุดไตรมาสที่ ๑', ['deadline ..2026-01-30']],
    ['ภายใน 15 วัน หลังสิ้นสุดรอบ 6 เดือน', ['deadline ..2026-04-15']],
    ['ทุกเดือน ภายในวันที่ ๕ ของเดือนถัดไป', [`recurring month ${YEAR} on 5`]],
    ['ทุกวันที่ ๑๕ และสิ้นเดือน', [`recurring month ${YEAR} on 15,last-day`]],
    ['ตั้งแต่ตุลาคม 2568', ['since 2025-10-01..']],
    ['ปีงบประมาณ ๒๕๖๘, ๒๕๖๙', ['fiscal-year 2024-10-01..2025-09-30', `fiscal-year ${YEAR}`]],
    ['ราย 6 เดือน และ 12 เดือน', [`recurring half-year ${YEAR}`, `recurring year ${YEAR}`]],
    ['ภายใน 31 มีนาคม และ 30 กันยายน 2569', ['deadline ..2026-03-31', 'deadline ..2026-09-30']],
    ['ภายในเดือนมีนาคม และเดือนกันยายน', ['deadline ..2026-03-31', 'deadline ..2026-09-30']],
    ['๓๐ กันยายน ของทุกปี', ['day 2026-09-30..2026-09-30']],
    ['รอบ 12 เดือน ภายในเดือนตุลาคม 2569', [`round ${YEAR}`, 'deadline ..2026-10-31']],
    [
      'เดิมกำหนดเดือนมกราคม 2569 เปลี่ยนเป็น เดือนกุมภาพันธ์ 2569',
      ['month 2026-01-01..2026-01-31 former', 'month 2026-02-01..2026-02-28'],
    ],
    ['ทุกเดือน (ต.ค. 68 - มี.ค. 69)', ['recurring month 2025-10-01..2026-03-31']],
    [
      'กุมภาพันธ์ - มีนาคม ๒๕๖๙ / มกราคม - กุมภาพันธ์ ๒๕๖๙',
      ['months 2026-02-01..2026-03-31', 'months 2026-01-01..2026-02-28'],
    ],
  ])('%s', (text, periods) => {
    expect(read(text)).toEqual(periods);
  });
});

describe('words that only look like periods', () => {
  test.each([
    ['หลักเกณฑ์ที่ ก.พ. กำหนด'],
    ['ต.คลองใหญ่ อ.เมือง'],
    ['จำนวน ๓ ครั้ง'],
    ['ทุกส่วนราชการ'],
    ['ทุกคนในหน่วยงาน'],
    ['เพศ 2 กลุ่ม'],
    ['โทร ๐๔๔-๒๕๖๙๑๒'],
    ['ครั้งที่ ๑/๒๕๖๙'],
    ['ครึ่งหนึ่งของบุคลากร'],
    ['ข้อ ๕ และ ๖'],
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
    expect(codes(text)).toEqual(['not-understood']);
  });
});
