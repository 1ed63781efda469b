import type { Day } from '../../../src/core/bangkok-day';
import type { Paper } from '../../../src/measures/evidence/papers';
import { papersIn } from '../../../src/measures/evidence/papers';

const occasion = { fiscalYear: 2566, due: '2023-10-31' as Day, today: '2023-02-10' as Day };

const papers = (text: string): Paper[] => papersIn(text, occasion);
const first = (text: string): Paper['evidence'] | undefined => papers(text)[0]?.evidence;

describe('papers that a result names', () => {
  // The forms in which the result cells of the five offices name their proofs.
  test.each([
    [
      'an order with its number, date and subject',
      'คำสั่งเทศบาลตำบลตัวอย่าง ที่ ๓๒/๒๕๖๖ ลงวันที่ ๒๑ มกราคม ๒๕๖๖ เรื่องแต่งตั้งคณะทำงาน',
      {
        kind: 'order',
        title: 'คำสั่งเทศบาลตำบลตัวอย่าง เรื่องแต่งตั้งคณะทำงาน',
        docNo: '๓๒/๒๕๖๖',
        dateText: '๒๑ มกราคม ๒๕๖๖',
        from: '2023-01-21',
        line: 1,
      },
    ],
    [
      'an announcement that says its day twice over',
      '- ประกาศ เรื่องมาตรการเผยแพร่ข้อมูลต่อสาธารณะ ประกาศ ณ วันที่ ๓ ต.ค. ๖๕',
      {
        kind: 'announcement',
        title: 'ประกาศ เรื่องมาตรการเผยแพร่ข้อมูลต่อสาธารณะ',
        dateText: '๓ ต.ค. ๖๕',
        from: '2022-10-03',
        line: 1,
      },
    ],
    [
      'a meeting by its number and day',
      '- การประชุมประชาคมท้องถิ่นระดับตำบล ครั้งที่ ๑/๒๕๖๕ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ เมื่อวันที่ ๖ ธ.ค. ๖๕',
      {
        kind: 'meeting',
        title: 'การประชุมประชาคมท้องถิ่นระดับตำบล',
        docNo: 'ครั้งที่ ๑/๒๕๖๕',
        dateText: '๖ ธ.ค. ๖๕',
        from: '2022-12-06',
        line: 1,
      },
    ],
    [
      'a training over several days',
      '- โครงการพัฒนาบุคลากร ระหว่างวันที่ ๒๔ – ๒๗ มกราคม ๒๕๖๖ มีอบรมให้ความรู้',
      {
        kind: 'training',
        title: 'โครงการพัฒนาบุคลากร',
        dateText: '๒๔ – ๒๗ มกราคม ๒๕๖๖',
        from: '2023-01-24',
        to: '2023-01-27',
        line: 1,
      },
    ],
    [
      'a manual that has no number',
      '- คู่มือการยืม-การคืน ทรัพย์สินของทางราชการ',
      { kind: 'manual', title: 'คู่มือการยืม-การคืน ทรัพย์สินของทางราชการ', line: 1 },
    ],
    [
      'a plan, without what was done with it',
      '- จัดทำแผนประเมินความเสี่ยงการทุจริต และประกาศใช้ภายในมีนาคม ๒๕๖๖',
      { kind: 'plan', title: 'แผนประเมินความเสี่ยงการทุจริต', line: 1 },
    ],
    [
      'a page without a scheme',
      '- เว็บไซต์ www.example.go.th',
      { kind: 'website', url: 'www.example.go.th', line: 1 },
    ],
    [
      'an occasion of today, in a chat’s short words',
      'วันนี้ประชุมคณะทำงาน ITA ครั้งที่ 2/2566 แล้วค่ะ',
      {
        kind: 'meeting',
        title: 'ประชุมคณะทำงาน ITA',
        docNo: 'ครั้งที่ 2/2566',
        dateText: 'วันนี้',
        from: '2023-02-10',
        line: 1,
      },
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(papers(text)).toEqual([{ evidence: expected, doubts: [] }]);
  });

  test('says which line each of them proves', () => {
    const text =
      '๑. จัดทำคำสั่งแต่งตั้งคณะทำงาน เมื่อวันที่ ๑๘ ธันวาคม ๒๕๖๕ และจัดทำประกาศแนวปฏิบัติตน เมื่อวันที่ ๒๖ มกราคม ๒๕๖๖\n๒. คู่มือสำหรับประชาชน www.example.go.th';
    expect(
      papers(text).map(({ evidence }) => [evidence.kind, evidence.from, evidence.url, evidence.line]),
    ).toEqual([
      ['order', '2022-12-18', undefined, 1],
      ['announcement', '2023-01-26', undefined, 1],
      ['manual', undefined, 'www.example.go.th', 2],
    ]);
  });

  test('takes one paper of two days for two', () => {
    const text = 'รายงานผลตามแผนป้องกันการทุจริต เมื่อ ๑๙ เมษายน พ.ศ. ๒๕๖๖ และวันที่ ๑ ตุลาคม ๒๕๖๖';
    expect(papers(text).map(({ evidence, doubts }) => [evidence.from, doubts])).toEqual([
      ['2023-04-19', []],
      // The report of a round is written when it is over.
      ['2023-10-01', []],
    ]);
  });

  test.each([
    'จัดอบรมคุณธรรมให้พนักงานแล้ว ๔๕ คน',
    'ทำคู่มือเสร็จแล้ว',
    'มีการจัดทำประกาศ คำสั่ง กิจกรรมต่างๆ',
    'โพสต์ ๕ ครั้งสัปดาห์นี้',
    'รับทราบค่ะ',
    '',
  ])('takes "%s" for no paper', (text) => {
    expect(papers(text)).toEqual([]);
  });
});

describe('contradictions', () => {
  test.each([
    ['a weekday of another day', 'ประชุมวันพุธที่ ๘ กุมภาพันธ์ ๒๕๖๖', []],
    ['a weekday of another day', 'ประชุมวันศุกร์ที่ ๘ กุมภาพันธ์ ๒๕๖๖', ['weekday-mismatch']],
    ['a number of another year', 'คำสั่งที่ ๓๒/๒๕๖๕ ลงวันที่ ๒๑ มกราคม ๒๕๖๖', ['number-year-mismatch']],
    ['a day of another fiscal year', 'ประกาศเจตนารมณ์ ณ วันที่ ๒๖ กันยายน ๒๕๖๕', ['outside-fiscal-year']],
    ['a day after the report is due', 'ประกาศเจตนารมณ์ ณ วันที่ ๑ พฤศจิกายน ๒๕๖๖', ['outside-fiscal-year']],
    ['a day that no month has', 'คำสั่งที่ ๕/๒๕๖๖ ลงวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๖', ['no-such-day']],
  ])('are told of, and the words stay as they are: %s', (_what, text, codes) => {
    expect(papers(text).flatMap(({ doubts }) => doubts.map(({ code }) => code))).toEqual(codes);
  });

  test('keep the day as it was written', () => {
    expect(first('ประชุมวันศุกร์ที่ ๘ กุมภาพันธ์ ๒๕๖๖')).toMatchObject({
      dateText: 'วันศุกร์ที่ ๘ กุมภาพันธ์ ๒๕๖๖',
      from: '2023-02-08',
    });
  });
});

test('long and strange texts take no longer than their length', () => {
  const strange = 'ประกาศ คำสั่งที่ '.repeat(600) + '๑/'.repeat(2000);
  expect(papers(strange).length).toBeLessThan(2000);
});
