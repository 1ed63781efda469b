import { evaluateMeasures } from '../../../scripts/evaluate/measures';
import aside from './sentences/aside.json';
import seen from './sentences/seen.json';

/** The figure in "first: 71 of 73". */
function shareOf(figure: string | undefined): number {
  const [, right, all] = /: (\d+) of (\d+)$/.exec(figure ?? '') ?? [];
  return Number(right) / Number(all);
}

test.each([
  ['seen', seen],
  ['aside', aside],
])('sentences of staff find their measure among three, and small talk finds none (%s)', (_half, cases) => {
  const [first, three, nothing] = evaluateMeasures.figures?.(cases) ?? [];

  expect(shareOf(first)).toBeGreaterThanOrEqual(0.8);
  expect(shareOf(three)).toBeGreaterThanOrEqual(0.92);
  expect(shareOf(nothing)).toBeGreaterThanOrEqual(0.8);
});
