import { suggestMeasures } from '../../../src/measures/proposing/suggest';
import { measure } from '../sample-measures';
import seedPlans from '../seed-plans.json';

type Org = keyof typeof seedPlans;

/** The measures of a seed; ids are their places in the plan, from 1. */
function planOf(org: Org) {
  return seedPlans[org].map(({ steps, units, ...seed }, at) =>
    measure(String(at + 1), {
      ...seed,
      shortTitle: seed.title.slice(0, 60),
      steps: steps.map((text, index) => ({ no: index + 1, text })),
      responsible: units.map((name) => ({ name, lead: false })),
    }),
  );
}

function best(sentence: string, org: Org): string | undefined {
  return suggestMeasures(sentence, planOf(org))[0]?.measureId;
}

describe('what staff write about their work', () => {
  test.each<[Org, string, string]>([
    ['pho-kao-ton', 'วันนี้นายกประกาศนโยบาย No Gift Policy ให้พนักงานทุกคนรับทราบแล้ว', '1'],
    ['pho-kao-ton', 'เผยแพร่แผนจัดซื้อจัดจ้างบนเว็บไซต์', '2'],
    ['pho-kao-ton', 'ประเมินผลการปฏิบัติงานพนักงาน รอบแรก', '3'],
    ['pho-kao-ton', 'แจกคู่มือการยืมทรัพย์สินให้ทุกกองแล้ว', '4'],
    ['pho-kao-ton', 'อบรมคุณธรรมจริยธรรมพนักงาน วันที่ 22 เมษายน มีผู้เข้าอบรม 45 คน', '5'],
    ['pho-kao-ton', 'เปิดใช้ระบบ e-service ใหม่แล้ว', '6'],
    ['pho-kao-ton', 'ประชุมคณะกรรมการขับเคลื่อนจริยธรรม', '10'],
    ['pho-kao-ton', 'จัดทำแผนความเสี่ยงการทุจริต', '10'],
    ['kut-chik', 'ออกคำสั่งแต่งตั้งคณะทำงาน ITA แล้ว', '1'],
    ['kut-chik', 'ทำ google form รับความคิดเห็นออนไลน์', '3'],
    ['kut-chik', 'ส่งพนักงานไปอบรมกฎหมาย', '5'],
    ['kut-chik', 'ประกาศ no gift policy', '6'],
    ['na-kok', 'ทำคู่มือการยืมทรัพย์สิน', '4'],
    ['na-kok', 'ประเมินความเสี่ยงทุจริต', '5'],
    ['na-kok', 'ประกาศนโยบายบริหารทรัพยากรบุคคล', '6'],
    ['na-kok', 'แต่งตั้งคณะทำงานขับเคลื่อนคุณธรรม', '1'],
    ['nong-chang-laen', 'ชี้แจงแผนการใช้จ่ายงบประมาณให้เจ้าหน้าที่', '1'],
    ['nong-chang-laen', 'ทะเบียนยืมพัสดุ ตรวจสอบแล้ว', '3'],
    ['nong-chang-laen', 'ขึ้นป้ายช่องทางร้องเรียน', '5'],
    ['cho-raka', 'ประกาศจัดซื้อจัดจ้างขึ้นเว็บ', '3'],
    ['cho-raka', 'รับเรื่องร้องเรียน ๒ เรื่อง', '4'],
    ['cho-raka', 'อบรมผลประโยชน์ทับซ้อน', '5'],
    ['cho-raka', 'ปรับปรุงเว็บไซต์ให้เป็นปัจจุบัน', '1'],
  ])('finds its measure in %s: %s', (org, sentence, expected) => {
    expect(best(sentence, org)).toBe(expected);
  });

  test('is understood with slips of the finger', () => {
    expect(best('เปิดเผยข้อมลูบนเวบ', 'nong-chang-laen')).toBe('7');
    expect(best('จัดซือจัดจ้าง', 'cho-raka')).toBe('3');
  });

  test('is found among the first three when several measures speak of it', () => {
    const first = suggestMeasures('จัดประชาคมหมู่ 3 ชาวบ้านมา 60 คน', planOf('pho-kao-ton')).slice(0, 3);

    expect(first.map((each) => each.measureId)).toContain('8');
  });
});

describe('suggestions', () => {
  test.each(['สวัสดี', 'กินข้าวเที่ยง', 'ok', '', '🙏', '12'])('are none for "%s"', (sentence) => {
    expect(suggestMeasures(sentence, planOf('pho-kao-ton'))).toEqual([]);
  });

  test('are ranked by a score between 0 and 1', () => {
    const scores = suggestMeasures('ประกาศนโยบายไม่รับของขวัญ', planOf('pho-kao-ton')).map((each) => each.score);

    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const score of scores) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
    }
  });

  test('do not care for Thai or Arabic digits, capitals, or how a letter is composed', () => {
    const plan = [measure('a', { title: 'O29 แนวปฏิบัติการจัดการเรื่องร้องเรียน' }), measure('b')];

    for (const typed of ['o๒๙', 'O29'.normalize('NFD')]) {
      expect(suggestMeasures(typed, plan)[0]?.measureId).toBe('a');
    }
  });

  test('give nothing for a word that all measures share', () => {
    const plan = ['ก', 'ข', 'ค'].map((name) =>
      measure(name, { title: 'มาตรการ', shortTitle: 'มาตรการ', steps: [] }),
    );

    expect(suggestMeasures('มาตรการ', plan)).toEqual([]);
  });

  test('are none for a plan without measures', () => {
    expect(suggestMeasures('ประกาศ', [])).toEqual([]);
  });
});
