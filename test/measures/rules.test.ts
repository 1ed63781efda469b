import { latestByMeasure } from '../../src/measures/round-rules';
import {
  isOfEveryone,
  linksIn,
  mayLog,
  ownMeasures,
  readinessOf,
  stateOf,
  withoutProgress,
} from '../../src/measures/rules';
import { post } from '../helpers/actors';
import {
  clerkOffice,
  entry,
  everyone,
  everyUnit,
  finance,
  latest,
  measure,
  person,
  withoutUnit,
} from './sample-measures';

describe('the state of a measure in a round', () => {
  test('is that of its newest entry, whatever the order they come in', () => {
    const old = entry('a', { status: 'in-progress', recordedAt: new Date('2026-11-01T03:00:00Z') });
    const recent = entry('a', { status: 'done', recordedAt: new Date('2026-12-01T03:00:00Z') });

    expect(stateOf('a', latestByMeasure([recent, old]))).toBe('done');
    expect(stateOf('a', latestByMeasure([old, recent]))).toBe('done');
  });

  test('is missing when nobody has reported', () => {
    expect(stateOf('a', new Map())).toBe('missing');
  });

  test('counts a reasoned "not started" as reported, and shows it as such', () => {
    const states = latest(entry('a', { status: 'not-started', result: 'รออนุมัติงบประมาณ' }));

    expect(withoutProgress([measure('a'), measure('b')], states).map((each) => each.id)).toEqual(['b']);
    expect(readinessOf([measure('a'), measure('b')], states)).toMatchObject({ notStarted: 1, reported: 1 });
  });
});

describe('readiness', () => {
  test('adds up to the total', () => {
    const measures = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => measure(id));
    const states = latest(
      entry('a'),
      entry('b', { status: 'in-progress' }),
      entry('c', { status: 'not-started' }),
      entry('f', { status: 'unable' }),
      entry('not-of-this-plan'),
    );

    expect(readinessOf(measures, states)).toEqual({
      total: 6,
      done: 1,
      inProgress: 1,
      notStarted: 1,
      unable: 1,
      missing: 2,
      reported: 4,
    });
  });

  test('of an empty plan is zero everywhere', () => {
    expect(readinessOf([], new Map())).toMatchObject({ total: 0, missing: 0, reported: 0 });
  });
});

describe('who may log a measure', () => {
  const ofClerk = measure('a');
  const ofFinance = measure('b', { responsible: [finance] });

  test('staff of a responsible unit, and no other staff', () => {
    expect(mayLog(ofClerk, person())).toBe(true);
    expect(mayLog(ofFinance, person())).toBe(false);
  });

  test.each([
    ['all units', [everyUnit]],
    ['everybody', [everyone]],
    ['a lead and all units', [{ ...finance, lead: true }, everyUnit]],
    ['nobody', []],
  ])('any staff member when the plan names %s', (_named, responsible) => {
    expect(mayLog(measure('a', { responsible }), person())).toBe(true);
    expect(mayLog(measure('a', { responsible }), withoutUnit('reporter'))).toBe(true);
  });

  test('staff of a unit that is named for one step only', () => {
    const steps = [{ no: 1, text: 'จัดทำทะเบียนคุม', responsible: [clerkOffice] }];

    expect(mayLog(measure('b', { responsible: [finance], steps }), person())).toBe(true);
  });

  test('the coordinator all measures, the clerk without a unit only those of everyone', () => {
    expect(mayLog(ofFinance, withoutUnit('coordinator'))).toBe(true);
    expect(mayLog(ofFinance, withoutUnit('clerk'))).toBe(false);
  });

  test('no citizen, and nobody of another organisation', () => {
    expect(mayLog(measure('a', { responsible: [everyone] }), withoutUnit('citizen'))).toBe(false);
    expect(mayLog(ofClerk, person({ orgId: 'kut-chik' }))).toBe(false);
    expect(mayLog(ofClerk, person({ orgId: 'kut-chik', posts: [post('coordinator')] }))).toBe(false);
  });

  test('a measure with a lead alone is not everyone’s', () => {
    expect(isOfEveryone(measure('a', { responsible: [{ ...finance, lead: true }] }))).toBe(false);
  });
});

describe('own measures', () => {
  const measures = [
    measure('all', { responsible: [everyUnit] }),
    measure('mine'),
    measure('other', { responsible: [finance] }),
    measure('both', { responsible: [{ ...clerkOffice, lead: true }, everyUnit] }),
  ];

  test('are those of the unit, then those of everyone, each once', () => {
    expect(ownMeasures(measures, person()).map((each) => each.id)).toEqual(['mine', 'both', 'all']);
  });

  test('of a coordinator without a unit are all', () => {
    expect(ownMeasures(measures, withoutUnit('coordinator'))).toHaveLength(4);
  });
});

describe('links', () => {
  test('are found in Thai text without the punctuation after them', () => {
    const text =
      'เผยแพร่ที่ https://example.go.th/ita?id=1, และ (http://example.go.th/b) แล้ว https://example.go.th/ita?id=1';

    expect(linksIn(text)).toEqual(['https://example.go.th/ita?id=1', 'http://example.go.th/b']);
  });

  test.each([
    ['เว็บไซต์ www.example.go.th', ['www.example.go.th']],
    ['เผยแพร่ทาง www.example.go.thแล้ว', ['www.example.go.th']],
    ['เผยแพร่ทางwww.example.go.th.', ['www.example.go.th']],
    ['(www.example.go.th/ita/2569.pdf), เฟสบุ๊ก', ['www.example.go.th/ita/2569.pdf']],
    ['www.example.go.th/news.php?id=12&y=2569 และ', ['www.example.go.th/news.php?id=12&y=2569']],
    ['www.example.go.th/itaและเพจ', ['www.example.go.th/ita']],
    ['https://www.example.go.th/ข่าวประชาสัมพันธ์/12 นะคะ', ['https://www.example.go.th/ข่าวประชาสัมพันธ์/12']],
    ['WWW.Example.GO.TH!', ['WWW.Example.GO.TH']],
    ['[www.example.go.th](http://www.example.go.th)', ['www.example.go.th']],
    ['“www.example.go.th” www.example.go.th/', ['www.example.go.th']],
    [
      'https://example.go.th/a_(b) https://example.go.th:8443/c',
      ['https://example.go.th/a_(b)', 'https://example.go.th:8443/c'],
    ],
    ['ita@www.example.go.th www. awww.example.go.th', []],
  ])('are found as the offices write them: %s', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  test('are looked for in time that grows with the text alone', () => {
    const hostile = ['www.', 'www.a.', 'http://a/', 'www.a/(', ')', '.', 'https://', 'www.ก'].map(
      (part) => `www.a.th/${part.repeat(10_000 / part.length)}x ${part.repeat(10_000 / part.length)}`,
    );
    const started = performance.now();
    for (const text of hostile) linksIn(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('are none in a text without any', () => {
    expect(linksIn('แจ้งเวียนทุกกองแล้ว')).toEqual([]);
  });
});
