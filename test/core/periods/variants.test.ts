import fc from 'fast-check';
import { parsePeriods } from '../../../src/core/periods';
import { toThaiDigits } from '../../../src/core/thai-digits';
import { briefPeriod } from '../../helpers/brief-period';

const read = (text: string): readonly string[] =>
  parsePeriods(text, { fiscalYear: 2569 }).periods.map(briefPeriod);

/** Phrases in the plainest spelling; the others below are to be read alike. */
const PLAIN = [
  '1 ตุลาคม 2568 - 30 กันยายน 2569',
  'ตุลาคม 2568 - มีนาคม 2569',
  'ต.ค. 68 - มี.ค. 69',
  '15 มีนาคม พ.ศ. 2569',
  'เดือนมีนาคม พ.ศ. 2569',
  '24 - 27 มกราคม 2569',
  'ปีงบประมาณ พ.ศ. 2569',
  'ภายในวันที่ 31 มีนาคม 2569',
  'ไตรมาสที่ 1 - 3',
  'ไตรมาสที่ 1 และ 3',
  'รอบ 6 เดือน และ 12 เดือน',
  'ทุก 3 เดือน',
  'สัปดาห์ละ 5 - 7 ครั้ง',
  'อย่างน้อย 1 ครั้ง ต่อ ปี',
] as const;

type Spelling = readonly [name: string, spell: (text: string) => string];
const SPELLINGS: readonly Spelling[] = [
  ['Thai digits', (text) => toThaiDigits(text)],
  ['in brackets', (text) => `(${text})`],
  ['with words around', (text) => `ดำเนินการ ${text} ตามแผน`],
  ['glued to words', (text) => `กำหนด${text}`],
  ['with wide blanks', (text) => text.replaceAll(' ', '  \u00a0')],
  ['over two lines', (text) => text.replace(' - ', ' -\n')],
  ['with an en dash', (text) => text.replaceAll('-', '–')],
  ['with "ถึง"', (text) => text.replaceAll(' - ', ' ถึง ')],
  ['without blanks at the dash', (text) => text.replaceAll(' - ', '-')],
  ['with invisible signs', (text) => text.replaceAll(' ', '\u200b ')],
  ['without the ordinal', (text) => text.replace('ไตรมาสที่', 'ไตรมาส')],
  ['with a dot too many', (text) => text.replace('พ.ศ.', 'พ.ศ..')],
  ['with a dot too few', (text) => text.replace('พ.ศ.', 'พ.ศ')],
  ['without the blank behind the era', (text) => text.replace('พ.ศ. ', 'พ.ศ.')],
  ['without the era', (text) => text.replace('พ.ศ. ', '')],
  ['with the era before each year', (text) => text.replace(/(?<!พ\.ศ\. )(25\d\d)/g, 'พ.ศ. $1')],
  ['without the dots of months', (text) => text.replace(/([ก-ฮ]ี?)\.([คย])\./g, '$1$2')],
  ['with the last dot of months missing', (text) => text.replace(/([ก-ฮ]ี?\.[คย])\./g, '$1')],
  ['with a dash of another alphabet', (text) => text.replaceAll('-', '−')],
  ['with full stops behind', (text) => `${text}.`],
  ['with a bullet before', (text) => `- ${text}`],
];

describe.each(SPELLINGS)('written %s, a period is read alike', (_, spell) => {
  test.each(PLAIN)('%s', (text) => {
    expect(read(spell(text))).toEqual(read(text));
    expect(read(text)).not.toEqual([]);
  });
});

describe('ranges of days', () => {
  const THAI = [
    'ม.ค.',
    'ก.พ.',
    'มี.ค.',
    'เม.ย.',
    'พ.ค.',
    'มิ.ย.',
    'ก.ค.',
    'ส.ค.',
    'ก.ย.',
    'ต.ค.',
    'พ.ย.',
    'ธ.ค.',
  ];
  const dayOf = fc.record({
    year: fc.integer({ min: 2021, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  const iso = ({ year, month, day }: { year: number; month: number; day: number }) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

  test('come back as written, whichever year has two digits', () => {
    fc.assert(
      fc.property(dayOf, dayOf, fc.boolean(), (one, other, short) => {
        const [start, end] = [one, other].sort((a, b) => iso(a).localeCompare(iso(b)));
        const show = ({ year, month, day }: typeof one) =>
          `${day} ${THAI[month - 1]} ${short ? year + 543 - 2500 : year + 543}`;
        const [period] = parsePeriods(`${show(start!)} – ${show(end!)}`).periods;

        expect([period?.start, period?.end]).toEqual([iso(start!), iso(end!)]);
      }),
    );
  });
});

describe('hostile text', () => {
  const PIECES = [
    'ปีงบประมาณ',
    'พ.ศ.',
    '๒๕๖๙',
    '๓๑',
    'มีนาคม',
    'ต.ค.',
    'ตค',
    '-',
    '/',
    ',',
    'และ',
    '๖',
    'เดือน',
    'รอบ',
    'ครั้ง',
    'ทุก',
    'ไตรมาส',
    'ที่',
    '(',
    ')',
    ' ',
    '\n',
    'ภายใน',
    'วันจันทร์',
    'กกกกก',
    '๑ ',
    'สิ้น',
    'จากเดิม',
    'เป็น',
    'ละ',
    'ๆ',
    'วันที่ ๑,',
    '๑ มีนาคม - ',
    'รอบ ๖ เดือน (',
    'ไตรมาส ๑, ',
    'ทุกเดือน ',
    'ปีงบประมาณ ๒๕๖๙ ',
    'มีนาคม, ',
    '\u0e4d',
    '\u200b',
    'อย่างน้อย',
  ];

  test('of ten thousand letters is read in time', () => {
    for (const piece of PIECES) {
      const text = piece.repeat(Math.ceil(10_000 / piece.length));
      const started = performance.now();
      parsePeriods(text, { fiscalYear: 2569 });
      expect({ piece, slow: performance.now() - started > 2_000 }).toEqual({ piece, slow: false });
    }
  });

  test('takes time in proportion to its length', () => {
    const spent = (letters: number): number => {
      const text = PIECES.join('').repeat(Math.ceil(letters / PIECES.join('').length));
      const started = performance.now();
      parsePeriods(text, { fiscalYear: 2569 });
      return performance.now() - started;
    };
    spent(2_000);
    // Four times the text: sixteen times the time would be a square.
    expect(spent(40_000)).toBeLessThan(10 * Math.max(spent(10_000), 5));
  });

  test('is answered whatever it is, by parts of it', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), fc.boolean(), (text, known) => {
        const { periods, warnings } = parsePeriods(text, known ? { fiscalYear: 2569 } : {});

        for (const each of [...periods, ...warnings]) expect(text).toContain(each.text);
        for (const { start, end } of periods) {
          if (start !== undefined && end !== undefined) expect(start <= end).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
