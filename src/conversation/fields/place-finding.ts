import { anyOf } from '../../core/spelling';
import { plain } from '../../speech/typed';
import data from './place-words.json';

/** Where a place stands in a sentence. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const split = (list: string): readonly string[] => list.split('|');
const ENDS = new Set(split(data.ends));
const DIGITS = '[\\d\\u0e50-\\u0e59]+(?:/[\\d\\u0e50-\\u0e59]+)?';

/** "หน้าวัด", "ซอย ๓", "หมู่ที่ 4"; what follows is the name of the place, as far as it goes. */
const NEAR = new RegExp(`${anyOf(split(data.where.th))}\\s?${anyOf(split(data.places))}`, 'gu');
const NUMBERED = new RegExp(`${anyOf(split(data.numbered))}\\s?${DIGITS}`, 'gu');
const NAMED_LANE = /\u0e0b\u0e2d\u0e22(?=\p{L})/gu;
/** The number of a lane or village; not of what is counted: "๓ วัน". */
const NUMBER_BEHIND = new RegExp(
  `^\\s?${DIGITS}(?![\\d\\u0e50-\\u0e59]|\\s?${anyOf(split(data.counted))})`,
  'u',
);
const ENGLISH = new RegExp(
  `\\b${anyOf(split(data.where.en))}\\s+(?:the\\s+)?(?:(?!${anyOf(split(data.endsEnglish))}\\b)[\\w'-]+\\s*){1,4}|\\b${anyOf(split(data.numberedEnglish))}\\s*\\d+`,
  'giu',
);

const words = new Intl.Segmenter('th', { granularity: 'word' });
/** Words of a name behind what it is the name of. */
const LONGEST_NAME = 3;

/**
 * The place that a sentence names, in its own words ("หน้าวัดโนนสูง หมู่ที่ 4"); `undefined` where it names none.
 * A guess by the words of `place-words.json`: to be shown to whoever said it.
 */
export function placeIn(sentence: string): string | undefined {
  const thai = [
    ...spans(sentence, NEAR).map((span) => withName(sentence, span)),
    ...spans(sentence, NUMBERED),
    ...spans(sentence, NAMED_LANE)
      .map((span) => withName(sentence, span))
      .filter(({ from, to }) => to - from > LANE_LENGTH),
  ];
  const found = withoutParticles(joined(sentence, [...thai, ...spans(sentence, ENGLISH)]));
  return found === '' ? undefined : found;
}

const PARTICLES = new Set(split(data.particles));

/** A place as it is called, without the polite and drawling words people end a sentence with. */
export function withoutParticles(said: string): string {
  const last = [...words.segment(said)].at(-1);
  if (last === undefined || last.index === 0) return said;
  const isNoName = PARTICLES.has(last.segment) || last.segment.trim() === '';
  return isNoName ? withoutParticles(said.slice(0, last.index)) : said;
}

const UNKNOWN = new RegExp(`^${anyOf(split(data.unknown.not))}${anyOf(split(data.unknown.what))}*$`, 'u');

/** True for "I do not know what it is called": a place is not named by it. */
export function namesNoPlace(said: string): boolean {
  return UNKNOWN.test(plain(said));
}

/** Letters of the Thai word for a lane: alone it is no place. */
const LANE_LENGTH = 3;

function spans(sentence: string, pattern: RegExp): readonly Span[] {
  return [...sentence.matchAll(pattern)].map(({ index, 0: text }) => ({
    from: index,
    to: index + text.trimEnd().length,
  }));
}

/** The span with the words of the name that stands behind it. */
function withName(sentence: string, { from, to }: Span): Span {
  let end = to;
  let count = 0;
  for (const { segment, isWordLike } of words.segment(sentence.slice(to))) {
    if (isWordLike !== true || ENDS.has(segment) || count === LONGEST_NAME) break;
    end += segment.length;
    count += 1;
  }
  return { from, to: end + (NUMBER_BEHIND.exec(sentence.slice(end))?.[0].length ?? 0) };
}

/** What was found, in its order, what overlaps or touches as one. */
function joined(sentence: string, found: readonly Span[]): string {
  const merged: Span[] = [];
  for (const span of [...found].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to + 1)
      merged.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else merged.push(span);
  }
  return merged.map(({ from, to }) => sentence.slice(from, to).trim()).join(' ');
}
