import { plain, tidy } from '../speech/typed';

/** A message in the forms it is searched in. */
export interface TypedText {
  /** Small letters and the blanks between words: English is searched here. */
  readonly spaced: string;
  /** Without blanks, polite particles and marks, as `plain` makes it: Thai, which has none, is searched here. */
  readonly compact: string;
  /** Places in `compact` where a Thai word begins or ends. */
  readonly edges: ReadonlySet<number>;
}

/** What people want stands in their first sentences; a long story is not read to its end for it. */
const LONGEST_READ = 400;

/** Three of a letter and more are stressed, not spelled. */
const STRESSED = /(\p{L}\p{M}*)\1{2,}/gu;
/** The sign of repetition, and what is typed for laughing. */
const REPEATED = /\u0e46|5{3,}/g;
const words = new Intl.Segmenter('th', { granularity: 'word' });

/** The forms of what somebody typed; only its beginning is read. */
export function typedText(typed: string): TypedText {
  const beginning = tidy(typed.slice(0, LONGEST_READ));
  const spaced = beginning.toLowerCase().replaceAll('’', "'").replace(STRESSED, '$1').replace(REPEATED, ' ');
  const compact = plain(spaced);
  const edges = new Set([compact.length]);
  for (const { index } of words.segment(compact)) edges.add(index);
  return { spaced, compact, edges };
}
