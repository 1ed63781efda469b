import { propose } from '../../../src/measures/proposing/propose';
import { post } from '../../helpers/actors';
import { entry, everyone, finance, latest, measure, person } from '../sample-measures';

const day = '2026-12-01';
const ethics = measure('ethics', { title: 'จัดอบรมคุณธรรม จริยธรรม และวินัย', shortTitle: 'อบรมคุณธรรม' });
const web = measure('web', { title: 'เผยแพร่ข้อมูลบนเว็บไซต์', shortTitle: 'เว็บไซต์', responsible: [everyone] });
const news = measure('news', { title: 'เผยแพร่ข่าวบนเว็บไซต์', shortTitle: 'ข่าว', responsible: [everyone] });
const loan = measure('loan', { title: 'คู่มือการยืมทรัพย์สิน', shortTitle: 'ยืมทรัพย์สิน', responsible: [finance] });
const measures = [web, news, loan, ethics];

function ids(
  sentence: string | undefined,
  options: { latest?: ReturnType<typeof latest>; on?: string } = {},
) {
  const board = { measures, latest: options.latest ?? latest() };
  const { meant, likely } = propose(board, person(), { sentence, day: options.on ?? day });
  return { meant: meant?.measure.id, likely: likely.map((each) => each.measure.id) };
}

describe('what a sentence is about', () => {
  test('is the one measure that is clearly meant', () => {
    expect(ids('จัดอบรมคุณธรรมให้พนักงานแล้ว ๔๕ คน')).toEqual({ meant: 'ethics', likely: ['ethics'] });
  });

  test('is understood with slips of the finger', () => {
    expect(ids('อบรมคุณธรม จริยธรมพนกงาน').likely[0]).toBe('ethics');
  });

  test('is one of several where it fits them alike, and none is said to be meant', () => {
    expect(ids('เผยแพร่บนเว็บไซต์')).toEqual({ meant: undefined, likely: ['web', 'news'] });
  });

  test('is nothing where it fits nothing', () => {
    expect(ids('กินข้าวกันยัง')).toEqual({ meant: undefined, likely: [] });
    expect(ids('รับทราบค่ะ')).toEqual({ meant: undefined, likely: [] });
  });

  test('is never a measure that the person may not report on, nor another one in its place', () => {
    expect(ids('เวียนคู่มือการยืมทรัพย์สินแล้ว')).toEqual({ meant: undefined, likely: [] });
    const board = { measures, latest: latest() };
    const officer = person({ posts: [post('reporter', 'finance')] });
    const { meant } = propose(board, officer, { sentence: 'เวียนคู่มือการยืมทรัพย์สินแล้ว', day });
    expect(meant?.measure.id).toBe('loan');
  });

  test('is of two that fit alike the one they have logged before', () => {
    const mine = latest(entry('news', { status: 'in-progress', by: person().personId }));
    expect(ids('เผยแพร่บนเว็บไซต์', { latest: mine }).likely).toEqual(['news', 'web']);
  });
});

describe('a photo alone', () => {
  test('is proposed to be of the own unit, and of what has not been reported on', () => {
    expect(ids(undefined)).toEqual({ meant: undefined, likely: ['ethics', 'web', 'news'] });
    expect(ids(undefined, { latest: latest(entry('web', { by: 'other' })) }).likely).toEqual([
      'ethics',
      'news',
      'web',
    ]);
  });

  test('is proposed to be of what is done in this month', () => {
    const planned = { start: '2023-03-01', end: '2023-03-31', kind: 'month', text: 'มีนาคม ๒๕๖๖' } as const;
    const seasonal = [web, { ...news, periods: [planned] }];
    const of = (on: string) =>
      propose({ measures: seasonal, latest: latest() }, person(), { sentence: undefined, day: on }).likely[0];
    expect(of('2027-03-10')?.measure.id).toBe('news');
    expect(of('2027-05-10')?.measure.id).toBe('web');
  });
});
