import fc from 'fast-check';
import type { Period } from '../../../src/core/periods';
import { parsePeriods } from '../../../src/core/periods';
import seedPeriods from './seed-periods.json';

function periodsOf(text: string, fiscalYear?: number): readonly Period[] {
  return parsePeriods(text, fiscalYear === undefined ? {} : { fiscalYear }).periods;
}

/** `kind start end`, what is missing left out. */
function brief({ kind, start, end }: Period): string {
  return [kind, start, end].filter((part) => part !== undefined).join(' ');
}

function briefs(text: string, fiscalYear?: number): readonly string[] {
  return periodsOf(text, fiscalYear).map(brief);
}

function codes(text: string, fiscalYear?: number): readonly string[] {
  return parsePeriods(text, fiscalYear === undefined ? {} : { fiscalYear }).warnings.map((each) => each.code);
}

const FISCAL_YEAR_2569 = 'fiscal-year 2025-10-01 2026-09-30';

describe('periods as the plans write them', () => {
  test.each([
    ['๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙', [FISCAL_YEAR_2569]],
    ['๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙', [FISCAL_YEAR_2569]],
    [
      "อบรมโครงการช่วงเดือนเมษายน ๒๕๖๙ ส่วนการปฏิบัติตามประมวลจริยธรรม Do's & Don'ts ตลอดปีงบประมาณ พ.ศ. ๒๕๖๙ (๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙)",
      ['month 2026-04-01 2026-04-30', FISCAL_YEAR_2569],
    ],
    ['ดำเนินการเมื่อวันพุธที่ ๒๒ เมษายน พ.ศ. ๒๕๖๘', ['day 2025-04-22 2025-04-22']],
    ['ดำเนินการเมื่อช่วงเดือนมีนาคม ๒๕๖๙', ['month 2026-03-01 2026-03-31']],
    ['ในปีงบประมาณพ.ศ. 2568', ['fiscal-year 2024-10-01 2025-09-30']],
    ['มกราคม ๒๕๖๖', ['month 2023-01-01 2023-01-31']],
    ['กุมภาพันธ์ ถึง มีนาคม ๒๕๖๖', ['months 2023-02-01 2023-03-31']],
    [
      'กุมภาพันธ์ - มีนาคม ๒๕๖๖ / มกราคม – กุมภาพันธ์ ๒๕๖๖',
      ['months 2023-02-01 2023-03-31', 'months 2023-01-01 2023-02-28'],
    ],
    ['มีนาคม ๒๕๖๕ , กันยายน ๒๕๖๖', ['month 2022-03-01 2022-03-31', 'month 2023-09-01 2023-09-30']],
    ['ปีงบประมาณ พ.ศ. ๒๕๖๖', ['fiscal-year 2022-10-01 2023-09-30']],
    ['ภายในมีนาคม ๒๕๖๖', ['deadline 2023-03-31']],
    ['๓๑ มีนาคม ๒๕๖๖', ['day 2023-03-31 2023-03-31']],
    ['ลงวันที่ ๒๑ มกราคม ๒๕๖๖', ['day 2023-01-21 2023-01-21']],
    ['ในไตรมาสแรกของปีงบประมาณ', ['quarter']],
    ['เดือนมีนาคม ๒๕๖๗ / เดือนมกราคม ๒๕๖๗', ['month 2024-03-01 2024-03-31', 'month 2024-01-01 2024-01-31']],
    ['ตุลาคม ๒๕๖๖ - กันยายน ๒๕๖๗', ['fiscal-year 2023-10-01 2024-09-30']],
    ['๑๙ เมษายน พ.ศ. ๒๕๖๗', ['day 2024-04-19 2024-04-19']],
    ['วันที่ ๑ ตุลาคม ๒๕๖๗', ['day 2024-10-01 2024-10-01']],
    ['(พ.ศ. ๒๕๖๖ – ๒๕๗๐), พ.ศ. ๒๕๖๑-๒๕๘๐', ['years 2023-01-01 2027-12-31', 'years 2018-01-01 2037-12-31']],
    ['ตลอดปีงบประมาณ พ.ศ.๒๕๖๖', ['fiscal-year 2022-10-01 2023-09-30']],
    ['ตลอด ปีงบประมาณ พ.ศ.๒๕๖๖', ['fiscal-year 2022-10-01 2023-09-30']],
    ['ประจำปีงบประมาณ 2566, ITA 2023', ['fiscal-year 2022-10-01 2023-09-30']],
    ['ต.ค. ๖๕ – ก.ย. ๖๖', ['fiscal-year 2022-10-01 2023-09-30']],
    ['ต.ค. ๖๕ –\nก.ย. ๖๖', ['fiscal-year 2022-10-01 2023-09-30']],
    ['รอบ ๖ เดือน (ตั้งแต่เดือนตุลาคม ๒๕๖๕ - เดือนมีนาคม ๒๕๖๖)', ['round 2022-10-01 2023-03-31']],
    [
      '๓ ต.ค. ๖๕, ๒๘ พ.ย. ๖๕, ๖ ธ.ค. ๖๕',
      ['day 2022-10-03 2022-10-03', 'day 2022-11-28 2022-11-28', 'day 2022-12-06 2022-12-06'],
    ],
    ['ระหว่างวันที่ ๒๔ – ๒๗ มกราคม ๒๕๖๖', ['days 2023-01-24 2023-01-27']],
  ])('%s', (text, expected) => {
    expect(briefs(text)).toEqual(expected);
  });

  test('recurring ones are told apart from rounds', () => {
    expect(periodsOf('รายเดือน/รายไตรมาส/รอบ ๖ เดือน').map((each) => each.every)).toEqual([
      'month',
      'quarter',
      'half-year',
    ]);
    expect(periodsOf('ทุกไตรมาส')).toEqual([{ kind: 'recurring', every: 'quarter', text: 'ทุกไตรมาส' }]);
    expect(periodsOf('-รอบ ๖ เดือน -รอบ ๑๒ เดือน')).toEqual([
      { kind: 'round', months: 6, text: 'รอบ ๖ เดือน' },
      { kind: 'round', months: 12, text: 'รอบ ๑๒ เดือน' },
    ]);
  });

  test.each([
    [
      'สัปดาห์ละ ๒ - ๓ ครั้ง / ๕ - ๗ ครั้ง',
      [
        ['week', 2, 3],
        ['week', 5, 7],
      ],
    ],
    ['๑๒ ครั้ง/ไตรมาส', [['quarter', 12, 12]]],
    ['ตำแหน่งละหนึ่งครั้งต่อปีงบประมาณ', [['year', 1, 1]]],
  ])('frequencies have their unit: %s', (text, expected) => {
    const found = periodsOf(text).map(({ kind, every, times }) => [kind, every, times?.from, times?.to]);

    expect(found).toEqual(expected.map((each) => ['frequency', ...each]));
  });

  test.each([['ที่ นม ๕๒๖๐๑/๕๘๙'], ['ที่ ๓๒/๒๕๖๕'], ['ครั้งที่ ๑/๒๕๖๕'], ['ที่ ๗๐๔/๒๕๕๙'], ['พ.ศ ๒๕๔๐, พ.ศ.๒๕๖๗']])(
    'is no period: %s',
    (text) => {
      expect(briefs(text)).toEqual([]);
      expect(codes(text)).toEqual(['not-understood']);
    },
  );

  /** The digest calls one month a range where the words say ช่วง, and a whole year one where only months stand. */
  const KINDS: Readonly<Record<string, readonly string[]>> = {
    fiscal_year: ['fiscal-year'],
    month: ['month'],
    month_range: ['months', 'month', 'fiscal-year'],
    single_date: ['day'],
    recurring: ['recurring'],
    round_6m: ['round'],
    round_12m: ['round'],
  };

  test.each(seedPeriods)(
    'of measure $measure agree with the reading by hand',
    ({ text, fiscalYear, periods }) => {
      const found = periodsOf(text, fiscalYear);
      const daysOf = (list: readonly string[]) => [...new Set(list)].sort();

      expect(daysOf(found.map((each) => `${each.start} ${each.end}`))).toEqual(
        daysOf(periods.map(([, start, end]) => `${start} ${end}`)),
      );
      const allowed = new Set(periods.flatMap(([kind]) => KINDS[kind!]));
      expect(found.filter((each) => !allowed.has(each.kind))).toEqual([]);
    },
  );
});

describe('periods beyond the plans', () => {
  test.each([
    ['๑ ตุลาคม – ๓๐ กันยายน ๒๕๖๙', [FISCAL_YEAR_2569]],
    ['๒๐ ธันวาคม - ๕ มกราคม ๒๕๖๙', ['days 2025-12-20 2026-01-05']],
    ['ธันวาคม - มกราคม ๒๕๖๙', ['months 2025-12-01 2026-01-31']],
    ['15/2/2569', ['day 2026-02-15 2026-02-15']],
    ['ไตรมาสที่ ๑ ปีงบประมาณ ๒๕๖๙', ['quarter 2025-10-01 2025-12-31']],
    ['ไตรมาส 4/2569', ['quarter 2026-07-01 2026-09-30']],
    ['ภายในวันที่ ๓๐ เมษายน ๒๕๖๙', ['deadline 2026-04-30']],
    ['ต. ค. ๖๕ - ธ.ค ๖๕', ['months 2022-10-01 2022-12-31']],
    ['ปีงบประมาณ ๒๕๖๖ - ๒๕๗๐', ['years 2022-10-01 2027-09-30']],
  ])('are read as well: %s', (text, expected) => {
    expect(briefs(text)).toEqual(expected);
  });

  test('take the year of the plan where none is written', () => {
    expect(briefs('ธันวาคม', 2569)).toEqual(['month 2025-12-01 2025-12-31']);
    expect(briefs('ภายในเดือนมีนาคม', 2569)).toEqual(['deadline 2026-03-31']);
    expect(briefs('ไตรมาสสุดท้าย', 2569)).toEqual(['quarter 2026-07-01 2026-09-30']);
    expect(briefs('ทุกเดือน', 2569)).toEqual(['recurring 2025-10-01 2026-09-30']);
    expect(briefs('รอบ ๖ เดือน และรอบ ๑๒ เดือน', 2569)).toEqual([
      'round 2025-10-01 2026-03-31',
      'round 2025-10-01 2026-09-30',
    ]);
    expect(briefs('ธันวาคม')).toEqual([]);
  });

  test('leave abbreviations of places and eras alone', () => {
    expect(briefs('อบต.คลองใหญ่ ต.คลอง ๒๕๖๖ มาก พ.ศ. ๒๕๖๖')).toEqual([]);
    expect(briefs('จำนวน ๓ ครั้ง')).toEqual([]);
  });

  test('keep their own words for printing', () => {
    expect(periodsOf('ระหว่างวันที่ ๒๔ – ๒๗ มกราคม ๒๕๖๖')[0]?.text).toBe('๒๔ – ๒๗ มกราคม ๒๕๖๖');
  });

  test('are parts of the text, whatever it is', () => {
    const words = [
      'ปีงบประมาณ',
      'พ.ศ.',
      '๒๕๖๙',
      '๓๑',
      'มีนาคม',
      'ต.ค.',
      '-',
      '/',
      '๖',
      'เดือน',
      'รอบ',
      'ครั้ง',
      '๖๖',
      ' ',
    ];
    const texts = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join(' '));

    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme' })), (text) => {
        const { periods } = parsePeriods(text, { fiscalYear: 2569 });

        expect(periods.filter((each) => !text.includes(each.text))).toEqual([]);
        expect(
          periods.filter(({ start, end }) => start !== undefined && end !== undefined && start > end),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('warnings', () => {
  test('name a weekday that is not that of the date', () => {
    expect(codes('ดำเนินการเมื่อวันพุธที่ ๒๒ เมษายน พ.ศ. ๒๕๖๘')).toEqual(['weekday-mismatch']);
    expect(codes('วันอังคารที่ ๒๒ เมษายน พ.ศ. ๒๕๖๘')).toEqual([]);
  });

  test('name dates outside the fiscal year of the plan, and keep them', () => {
    expect(codes('มีนาคม ๒๕๖๕ , กันยายน ๒๕๖๖', 2566)).toEqual(['outside-fiscal-year']);
    expect(briefs('มีนาคม ๒๕๖๕', 2566)).toEqual(['month 2022-03-01 2022-03-31']);
    expect(codes('แผนพัฒนา (พ.ศ. ๒๕๖๖ – ๒๕๗๐)', 2566)).toEqual([]);
  });

  test('name a document number of another year than its date', () => {
    expect(codes('คำสั่งที่ ๗๐๔/๒๕๕๙ ลงวันที่ ๓ มกราคม ๒๕๖๐')).toEqual(['number-year-mismatch']);
    expect(codes('คำสั่งที่ ๗๐๔/๒๕๖๐ ลงวันที่ ๓ มกราคม ๒๕๖๐')).toEqual([]);
  });

  test('name days and ranges that cannot be', () => {
    expect(parsePeriods('๓๑ กุมภาพันธ์ ๒๕๖๙')).toEqual({
      periods: [],
      warnings: [{ code: 'no-such-day', text: '๓๑ กุมภาพันธ์ ๒๕๖๙' }],
    });
    expect(codes('มีนาคม ๒๕๖๖ - มกราคม ๒๕๖๖')).toEqual(['reversed-range']);
  });

  test('say when nothing was understood, but not of an empty cell', () => {
    expect(codes('ตามความเหมาะสม')).toEqual(['not-understood']);
    expect(codes(' - ')).toEqual([]);
    expect(codes('')).toEqual([]);
  });
});
