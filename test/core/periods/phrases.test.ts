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
const HALVES = ['2025-10-01..2026-03-31', '2026-04-01..2026-09-30'] as const;
const QUARTERS = [
  '2025-10-01..2025-12-31',
  '2026-01-01..2026-03-31',
  '2026-04-01..2026-06-30',
  '2026-07-01..2026-09-30',
] as const;

type Case = readonly [text: string, periods: readonly string[]];

const ROUNDS: readonly Case[] = [
  ['รอบ 6 เดือนหลัง', [`round ${HALVES[1]}`]],
  ['รอบ ๖ เดือนแรก', [`round ${HALVES[0]}`]],
  ['รอบ ๖ เดือน และ ๑๒ เดือน', [`round ${HALVES[0]}`, `round ${YEAR}`]],
  ['รอบ ๖ และ ๑๒ เดือน', [`round ${HALVES[0]}`, `round ${YEAR}`]],
  [
    'รอบ 6 เดือน, 9 เดือน, และ 12 เดือน',
    [`round ${HALVES[0]}`, 'round 2025-10-01..2026-06-30', `round ${YEAR}`],
  ],
  ['รอบ 6 เดือน/รอบ 12 เดือน', [`round ${HALVES[0]}`, `round ${YEAR}`]],
  ['รอบหกเดือน', [`round ${HALVES[0]}`]],
  ['รอบระยะเวลา ๖ เดือน', [`round ${HALVES[0]}`]],
  ['รอบ ๓ เดือน', [`round ${QUARTERS[0]}`]],
  ['รอบ ๖ เดือน (ไตรมาส ๒)', [`round ${HALVES[0]}`]],
  ['รอบ ๖ เดือน (ไตรมาส ๑ - ๒)', [`round ${HALVES[0]}`]],
  ['รอบ ๖ เดือน (ไตรมาสที่ ๑ และ ๒)', [`round ${HALVES[0]}`]],
  ['รอบ 12 เดือน (สิ้นสุด 30 ก.ย. 2569)', [`round ${YEAR}`]],
  ['รอบ 6 เดือน (ภายใน 31 มีนาคม 2569)', [`round ${HALVES[0]}`]],
  ['รอบ 6 เดือน (ต.ค. 68 - มี.ค. 69)', [`round ${HALVES[0]}`]],
  ['รอบ 6 เดือน ต.ค. 68 – มี.ค. 69', [`round ${HALVES[0]}`]],
  ['รอบ ๖ เดือน (๑ ตุลาคม ๒๕๖๘ – ๓๑ มีนาคม ๒๕๖๙) และรอบ ๑๒ เดือน', [`round ${HALVES[0]}`, `round ${YEAR}`]],
  ['รอบ ๖ เดือน (ตุลาคม - มีนาคม)', [`round ${HALVES[0]}`]],
  ['รอบ 12 เดือน (ต.ค. 68 - ส.ค. 69)', ['round 2025-10-01..2026-08-31']],
  ['รอบ ๖ เดือน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘', ['round 2024-10-01..2025-03-31']],
  [
    'ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ รอบ ๖ เดือน และรอบ ๑๒ เดือน',
    ['round 2024-10-01..2025-03-31', 'round 2024-10-01..2025-09-30'],
  ],
  ['รอบที่ 2 (1 เม.ย. 69 - 30 ก.ย. 69)', [`round ${HALVES[1]}`]],
];

const PARTS_OF_THE_YEAR: readonly Case[] = [
  ['ไตรมาสที่ ๑-๔', [`fiscal-year ${YEAR}`]],
  ['ไตรมาส ๑ - ๔', [`fiscal-year ${YEAR}`]],
  ['ไตรมาสที่ 1 ถึงไตรมาสที่ 2', [`quarters ${HALVES[0]}`]],
  ['ไตรมาส 2 – 3', ['quarters 2026-01-01..2026-06-30']],
  ['ไตรมาสที่ 1 และ 3', [`quarter ${QUARTERS[0]}`, `quarter ${QUARTERS[2]}`]],
  ['ไตรมาสที่ ๑, ๒ และ ๔', [`quarter ${QUARTERS[0]}`, `quarter ${QUARTERS[1]}`, `quarter ${QUARTERS[3]}`]],
  ['ไตรมาส ๒ และไตรมาส ๔', [`quarter ${QUARTERS[1]}`, `quarter ${QUARTERS[3]}`]],
  ['ไตรมาสแรก', [`quarter ${QUARTERS[0]}`]],
  ['ไตรมาสสุดท้ายของปีงบประมาณ', [`quarter ${QUARTERS[3]}`]],
  ['ไตรมาสที่สอง', [`quarter ${QUARTERS[1]}`]],
  ['ไตรมาสที่ ๑ (ต.ค. - ธ.ค. ๒๕๖๘)', [`quarter ${QUARTERS[0]}`]],
  ['ไตรมาส 3/2568', ['quarter 2025-04-01..2025-06-30']],
  ['ไตรมาสที่ ๒ ของปีงบประมาณ พ.ศ. ๒๕๖๘', ['quarter 2025-01-01..2025-03-31']],
  ['ภายในไตรมาสที่ ๒', ['deadline ..2026-03-31']],
  ['ภายในไตรมาสแรกของปีงบประมาณ ๒๕๖๙', ['deadline ..2025-12-31']],
  ['ครึ่งปีแรก', [`half-year ${HALVES[0]}`]],
  ['ครึ่งปีหลัง', [`half-year ${HALVES[1]}`]],
  ['ครึ่งปีงบประมาณหลัง', [`half-year ${HALVES[1]}`]],
  ['ครึ่งหลังของปีงบประมาณ พ.ศ. ๒๕๖๙', [`half-year ${HALVES[1]}`]],
  ['6 เดือนแรกของปีงบประมาณ', [`half-year ${HALVES[0]}`]],
  ['๖ เดือนหลัง', [`half-year ${HALVES[1]}`]],
  ['ภายใน 6 เดือนแรก', ['deadline ..2026-03-31']],
  ['3 เดือนแรกของปีงบประมาณ', [`months ${QUARTERS[0]}`]],
];

const WHOLE_YEARS: readonly Case[] = [
  ['ตลอดปีงบประมาณ', [`fiscal-year ${YEAR}`]],
  ['ตลอดปี', [`fiscal-year ${YEAR}`]],
  ['ตลอดทั้งปี', [`fiscal-year ${YEAR}`]],
  ['ทั้งปี', [`fiscal-year ${YEAR}`]],
  ['ตลอด ปีงบประมาณ', [`fiscal-year ${YEAR}`]],
  ['ตลอดปี งบประมาณ พ.ศ.. ๒๕๖๙', [`fiscal-year ${YEAR}`]],
  ['ตลอดปีงบประมาณ (๑ ต.ค. ๖๘ – ๓๐ ก.ย. ๖๙)', [`fiscal-year ${YEAR}`]],
  ['ปีงบประมาณ พ.ศ.. ๒๕๖๙', [`fiscal-year ${YEAR}`]],
  ['ปีงบประมาณ พ ศ ๒๕๖๙', [`fiscal-year ${YEAR}`]],
  ['ปีงบประมาณ พศ.2569', [`fiscal-year ${YEAR}`]],
  ['ปีงบฯ 69', [`fiscal-year ${YEAR}`]],
  ['ปีงบประมาณ ค.ศ. 2026', [`fiscal-year ${YEAR}`]],
  ['ประจำปี ๒๕๖๗', ['fiscal-year 2023-10-01..2024-09-30']],
  ['ประจำปี พ.ศ. ๒๕๖๙', [`fiscal-year ${YEAR}`]],
  ['ปี 2569', [`fiscal-year ${YEAR}`]],
  ['ภายในปีงบประมาณ ๒๕๖๙', ['deadline ..2026-09-30']],
  ['ภายในปีงบประมาณ', ['deadline ..2026-09-30']],
  ['ภายในสิ้นปีงบประมาณ', ['deadline ..2026-09-30']],
  ['สิ้นปีงบประมาณ', ['day 2026-09-30..2026-09-30']],
  ['ต้นปีงบประมาณ', [`quarter ${QUARTERS[0]}`]],
  ['ปลายปีงบประมาณ พ.ศ. ๒๕๖๙', [`quarter ${QUARTERS[3]}`]],
  ['ปีงบประมาณ ๒๕๖๙ ถึง ๒๕๗๐', ['years 2025-10-01..2027-09-30']],
  ['ดำเนินการต่อเนื่อง', [`ongoing ${YEAR}`]],
  ['อย่างต่อเนื่องตลอดปีงบประมาณ พ.ศ. 2569', [`fiscal-year ${YEAR}`]],
];

const RECURRING: readonly Case[] = [
  ['ทุก ๓ เดือน', [`recurring quarter ${YEAR}`]],
  ['ทุก 15 วัน', [`recurring 15 days ${YEAR}`]],
  ['ทุก ๆ ๒ สัปดาห์', [`recurring 2 weeks ${YEAR}`]],
  ['ทุก 4 เดือน', [`recurring 4 months ${YEAR}`]],
  ['ทุกสามเดือน', [`recurring quarter ${YEAR}`]],
  ['ทุก ๖ เดือน', [`recurring half-year ${YEAR}`]],
  ['ทุก 12 เดือน', [`recurring year ${YEAR}`]],
  ['ทุก ๆ เดือน', [`recurring month ${YEAR}`]],
  ['ทุกๆ ไตรมาส', [`recurring quarter ${YEAR}`]],
  ['เป็นประจำทุกเดือน', [`recurring month ${YEAR}`]],
  ['ทุกปีงบประมาณ', [`recurring year ${YEAR}`]],
  ['ทุกสัปดาห์', [`recurring week ${YEAR}`]],
  ['ทุกครึ่งปี', [`recurring half-year ${YEAR}`]],
  ['ราย ๓ เดือน', [`recurring quarter ${YEAR}`]],
  ['ทุกวัน', [`recurring day ${YEAR}`]],
  ['ทุกวันทำการ', [`recurring day ${YEAR} on working-day`]],
  ['ทุกวันจันทร์', [`recurring week ${YEAR} on monday`]],
  ['ทุกวันจันทร์และวันพฤหัสบดี', [`recurring week ${YEAR} on monday,thursday`]],
  ['ทุกวันศุกร์ของสัปดาห์', [`recurring week ${YEAR} on friday`]],
  ['ทุกวันที่ ๕ ของเดือน', [`recurring month ${YEAR} on 5`]],
  ['ทุกวันที่ 1 และ 15 ของเดือน', [`recurring month ${YEAR} on 1,15`]],
  ['ภายในวันที่ ๕ ของทุกเดือน', [`recurring month ${YEAR} on 5`]],
  ['ภายในวันที่ 10 ของเดือนถัดไป', [`recurring month ${YEAR} on 10`]],
  ['ทุกสิ้นเดือน', [`recurring month ${YEAR} on last-day`]],
  ['ทุกวันสุดท้ายของเดือน', [`recurring month ${YEAR} on last-day`]],
  ['ทุกวันสิ้นเดือน', [`recurring month ${YEAR} on last-day`]],
  ['ทุกสิ้นไตรมาส', [`recurring quarter ${YEAR} on last-day`]],
  ['สิ้นเดือนของทุกเดือน', [`recurring month ${YEAR} on last-day`]],
  ['ทุกสัปดาห์แรกของเดือน', [`recurring month ${YEAR}`]],
  ['ทุกวันจันทร์แรกของเดือน', [`recurring month ${YEAR}`]],
  ['ทุกเดือน (ต.ค. 68 - ก.ย. 69)', [`recurring month ${YEAR}`]],
  ['ทุกไตรมาส (ไตรมาสที่ ๑ - ๔)', [`recurring quarter ${YEAR}`]],
  ['รายไตรมาส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘', ['recurring quarter 2024-10-01..2025-09-30']],
  ['ทุกเดือน ตลอดปีงบประมาณ ๒๕๖๙', [`recurring month ${YEAR}`]],
  ['ทุกเดือนมีนาคมและเดือนกันยายน', ['month 2026-03-01..2026-03-31', 'month 2026-09-01..2026-09-30']],
];

const FREQUENCIES: readonly Case[] = [
  ['เดือนละครั้ง', [`frequency month 1-1 ${YEAR}`]],
  ['สัปดาห์ละไม่น้อยกว่า ๕ ครั้ง', [`frequency week 5- ${YEAR}`]],
  ['ปีละ 2 ครั้ง', [`frequency year 2-2 ${YEAR}`]],
  ['ปีละ ๑ ครั้ง', [`frequency year 1-1 ${YEAR}`]],
  ['สัปดาห์ละ ๕–๗ ครั้ง', [`frequency week 5-7 ${YEAR}`]],
  ['อย่างน้อยเดือนละ ๑ ครั้ง', [`frequency month 1- ${YEAR}`]],
  ['ไม่น้อยกว่าปีละสองครั้ง', [`frequency year 2- ${YEAR}`]],
  ['อย่างน้อย ๑ ครั้ง ต่อปี', [`frequency year 1- ${YEAR}`]],
  ['อย่างน้อยไตรมาสละ 1 ครั้ง', [`frequency quarter 1- ${YEAR}`]],
  ['ไม่เกินเดือนละ 2 ครั้ง', [`frequency month 0-2 ${YEAR}`]],
  ['1 ครั้ง/เดือน', [`frequency month 1-1 ${YEAR}`]],
  ['๑ ครั้งต่อ ๓ เดือน', [`frequency quarter 1-1 ${YEAR}`]],
  ['๒ ครั้งในรอบปีงบประมาณ', [`frequency year 2-2 ${YEAR}`]],
  ['๓ เดือนครั้ง', [`frequency quarter 1-1 ${YEAR}`]],
  ['๖ เดือน/ครั้ง', [`frequency half-year 1-1 ${YEAR}`]],
  ['วันละ ๒ ครั้ง', [`frequency day 2-2 ${YEAR}`]],
  ['ทุกเดือน เดือนละ ๑ ครั้ง', [`frequency month 1-1 ${YEAR}`]],
  ['ทุกเดือน ๆ ละ ๑ ครั้ง', [`frequency month 1-1 ${YEAR}`]],
  ['เดือนละ ๑ ครั้ง ตลอดปีงบประมาณ', [`frequency month 1-1 ${YEAR}`]],
  [
    'จากเดิม สัปดาห์ละ ๒ - ๓ ครั้ง เพิ่มขึ้นเป็น ๕ - ๗ ครั้ง',
    [`frequency week 2-3 ${YEAR} former`, `frequency week 5-7 ${YEAR}`],
  ],
  [
    'เพิ่มความถี่ในการ ประชาสัมพันธ์จากเดิมเดือนละครั้ง เป็นสัปดาห์ละ ๑ ครั้ง',
    [`frequency month 1-1 ${YEAR} former`, `frequency week 1-1 ${YEAR}`],
  ],
];

const DAYS_AND_MONTHS: readonly Case[] = [
  ['ต.ค. 68 – ก.ย. 69', [`fiscal-year ${YEAR}`]],
  ['ตค 68 - กย 69', [`fiscal-year ${YEAR}`]],
  ['ต.ค 68 - ก.ย 69', [`fiscal-year ${YEAR}`]],
  ['ตค. 2568 ถึง กย. 2569', [`fiscal-year ${YEAR}`]],
  ['ต.ค.68-ก.ย.69', [`fiscal-year ${YEAR}`]],
  ['ตุลาคม 2568 จนถึงเดือนกันยายน 2569', [`fiscal-year ${YEAR}`]],
  ['1 ต.ค. 68 - 30 ก.ย. 69', [`fiscal-year ${YEAR}`]],
  ['1/10/2568 - 30/9/2569', [`fiscal-year ${YEAR}`]],
  ['ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๘ ถึงวันที่ ๓๐ กันยายน ๒๕๖๙', [`fiscal-year ${YEAR}`]],
  ['ตั้งแต่วันที่ 1 ตุลาคม 2568 จนถึง วันที่ 30 กันยายน 2569', [`fiscal-year ${YEAR}`]],
  ['ตุลาคม ๒๕๖๘ - มีนาคม', ['months 2025-10-01..2026-03-31']],
  ['ตุลาคม – มีนาคม', ['months 2025-10-01..2026-03-31']],
  ['เดือนธันวาคม ถึง เดือนกุมภาพันธ์ ๒๕๖๙', ['months 2025-12-01..2026-02-28']],
  ['ธ.ค.-ก.พ. 69', ['months 2025-12-01..2026-02-28']],
  ['๑๕ ธันวาคม ๒๕๖๘ - มีนาคม ๒๕๖๙', ['days 2025-12-15..2026-03-31']],
  ['ตุลาคม ๒๕๖๘ ถึง ๑๕ มีนาคม ๒๕๖๙', ['days 2025-10-01..2026-03-15']],
  ['มีนาคม และ กันยายน ๒๕๖๙', ['month 2026-03-01..2026-03-31', 'month 2026-09-01..2026-09-30']],
  ['มีนาคม และกันยายน ๒๕๖๖', ['month 2023-03-01..2023-03-31', 'month 2023-09-01..2023-09-30']],
  [
    'ต.ค., ธ.ค. 2568 และ มี.ค. 2569',
    ['month 2025-10-01..2025-10-31', 'month 2025-12-01..2025-12-31', 'month 2026-03-01..2026-03-31'],
  ],
  [
    'วันที่ ๓, ๑๐ และ ๑๗ มกราคม ๒๕๖๙',
    ['day 2026-01-03..2026-01-03', 'day 2026-01-10..2026-01-10', 'day 2026-01-17..2026-01-17'],
  ],
  ['๕ มีนาคม และ ๗ เมษายน ๒๕๖๙', ['day 2026-03-05..2026-03-05', 'day 2026-04-07..2026-04-07']],
  ['15 กรกฏาคม 2569', ['day 2026-07-15..2026-07-15']],
  ['เดือนพฤษจิกายน ๒๕๖๘', ['month 2025-11-01..2025-11-30']],
  ['มี.ค. พ.ศ.. ๒๕๖๙', ['month 2026-03-01..2026-03-31']],
  ['เดือนมีนาคม ปี พ.ศ. ๒๕๖๙', ['month 2026-03-01..2026-03-31']],
  ['มีนาคม/2569', ['month 2026-03-01..2026-03-31']],
  ['มีค69', ['month 2026-03-01..2026-03-31']],
  ['ภายใน ๓๐ เม.ย. ๖๙', ['deadline ..2026-04-30']],
  ['ภายในสิ้นเดือนมีนาคม ๒๕๖๙', ['deadline ..2026-03-31']],
  ['ก่อนวันที่ ๑ เมษายน ๒๕๖๙', ['deadline ..2026-03-31']],
  ['ถึงวันที่ ๓๑ มีนาคม ๒๕๖๙', ['deadline ..2026-03-31']],
  ['สิ้นเดือนมีนาคม ๒๕๖๙', ['day 2026-03-31..2026-03-31']],
  ['ตั้งแต่วันที่ ๑ มกราคม ๒๕๖๙ เป็นต้นไป', ['since 2026-01-01..']],
  ['ตั้งแต่เดือนมกราคม ๒๕๖๙ เป็นต้นไป', ['since 2026-01-01..']],
  ['ภายใน ๑๕ วัน', ['deadline .. within 15 days']],
  ['ภายใน 7 วันทำการ นับแต่วันที่ได้รับเรื่อง', ['deadline .. within 7 working-days']],
];

describe.each([
  ['rounds', ROUNDS],
  ['parts of the year', PARTS_OF_THE_YEAR],
  ['whole years', WHOLE_YEARS],
  ['recurring', RECURRING],
  ['frequencies', FREQUENCIES],
  ['days and months', DAYS_AND_MONTHS],
])('periods of Thai plans: %s', (_, cases) => {
  test.each(cases)('%s', (text, periods) => {
    expect(read(text)).toEqual(periods);
  });
});

test('periods in plain words raise no doubt', () => {
  const plain = [...ROUNDS, ...RECURRING, ...FREQUENCIES, ...DAYS_AND_MONTHS].filter(
    ([text]) => !/รอบ ๓ เดือน|ส\.ค\. 69|ภายใน ๑๕ วัน|ภายใน 7 วัน/.test(text),
  );

  const doubts = plain.flatMap(([text]) =>
    codes(text).flatMap((code) => (code === 'outside-fiscal-year' ? [] : [`${text}: ${code}`])),
  );
  expect(doubts).toEqual([]);
});
