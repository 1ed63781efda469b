import type { Report } from '../../src/measures/entry-rules';
import { problemsOf } from '../../src/measures/entry-rules';
import { measure } from './sample-measures';

const steps = [1, 2, 3].map((no) => ({ no, text: `ขั้นตอนที่ ${no}` }));
/** As Pho Kao Ton has it: the former frequency and the one that replaces it. */
const posts = measure('posts', {
  steps,
  periods: [
    { kind: 'frequency', every: 'month', times: { from: 2, to: 3 }, text: 'เดือนละ ๒ - ๓ ครั้ง', former: true },
    { kind: 'frequency', every: 'week', times: { from: 5, to: 7 }, text: 'สัปดาห์ละ ๕ - ๗ ครั้ง' },
  ],
});
const whole: Report = {
  status: 'done',
  result: '๑. ประกาศนโยบาย\n๒. เวียนให้ทุกกองทราบ',
  output: { text: 'ประกาศ ๑ ฉบับ' },
  outcome: { text: 'เจ้าหน้าที่ทุกคนทราบ' },
  problem: { none: true },
  recommendation: { none: true },
  remark: { text: 'ดูหน้าเว็บไซต์' },
  steps: [
    { no: 1, status: 'done', result: 'ประกาศแล้ว' },
    { no: 3, status: 'unable', result: 'ไม่ได้รับงบประมาณ' },
  ],
  counts: [{ times: 6, every: 'week' }, { times: 140 }],
  money: { spent: 1250.5, budget: 2000 },
  evidence: [
    { fileId: 'file-1', mediaType: 'image/jpeg', line: 2 },
    { kind: 'order', title: 'คำสั่งแต่งตั้งคณะทำงาน', docNo: '๓๒/๒๕๖๙', from: '2026-12-01', step: 1 },
    { kind: 'website', url: 'www.example.go.th' },
    {
      kind: 'training',
      title: 'อบรม',
      dateText: '๒๔ – ๒๗ มกราคม ๒๕๗๐',
      from: '2027-01-24',
      to: '2027-01-27',
    },
  ],
};
const problems = (change: Partial<Report>) => problemsOf({ ...whole, ...change }, posts);

describe('a report', () => {
  test('may say all that the printed forms have a place for', () => {
    expect(problemsOf(whole, posts)).toEqual([]);
  });

  test('may leave the whole to its steps, but not say nothing', () => {
    expect(problems({ result: '', evidence: [] })).toEqual([]);
    expect(problems({ result: ' ', evidence: [], steps: [{ no: 1, status: 'done' }] })).toEqual([
      'nothing-said',
    ]);
  });

  test.each(['not-started', 'unable'] as const)('needs the reason when it is %s', (status) => {
    expect(problems({ status, result: '', evidence: [] })).toEqual(['nothing-said']);
    expect(problems({ status, result: 'ไม่ได้รับงบประมาณ', evidence: [] })).toEqual([]);
  });

  test.each<[Partial<Report>, string[]]>([
    [{ steps: [{ no: 4, result: 'x' }] }, ['step-unknown']],
    [
      {
        steps: [
          { no: 2, result: 'x' },
          { no: 1, result: 'x' },
        ],
      },
      ['steps-disordered'],
    ],
    [
      {
        steps: [
          { no: 1, result: 'x' },
          { no: 1, result: 'x' },
        ],
      },
      ['steps-disordered'],
    ],
    [{ steps: [{ no: 1 }] }, ['step-empty']],
    [{ counts: [{ times: -1 }] }, ['count-unfit']],
    [{ counts: [{ times: 1.5 }] }, ['count-unfit']],
    [{ counts: [{ times: 3, every: 'month' }] }, ['count-unfit']],
    [{ money: { spent: -1 } }, ['money-unfit']],
    [{ money: { spent: 0.005 } }, ['money-unfit']],
    [{ money: { spent: Number.NaN } }, ['money-unfit']],
    [{ evidence: [{}] }, ['evidence-empty']],
    [{ evidence: [{ title: 'x', line: 3 }] }, ['line-unknown']],
    [{ evidence: [{ title: 'x', step: 9 }] }, ['step-unknown']],
    [{ evidence: [{ title: 'x', from: '2027-02-30' }] }, ['evidence-days']],
    [{ evidence: [{ title: 'x', from: '2027-02-02', to: '2027-02-01' }] }, ['evidence-days']],
    [{ outcome: { text: 'ก'.repeat(20_001) } }, ['text-too-long']],
  ])('%j is refused', (change, found) => {
    expect(problems(change)).toEqual(found);
  });
});
