import { lengthOf } from '../speech/wording';
import type { Concept } from './concepts';
import { conceptsIn, conceptsNearlyIn, conceptsOf } from './concepts';
import type { Intent, Understood } from './intents';
import { INTENTS } from './intents';
import { asOnOtherKeys } from './keyboard';
import type { TypedText } from './typed-text';
import { typedText } from './typed-text';
import data from './words.json';

interface Rule {
  readonly intent: Intent;
  readonly has: readonly Concept[];
  readonly weight: number;
}

const RULES = data.rules as readonly Rule[];
const WHOLE = Object.entries(data.whole) as readonly [Intent, readonly Concept[]][];

/** What a whole message that is nothing but one of an intent's words weighs. */
const WHOLE_WEIGHT = 7;
/** Below this there is hardly a word that says anything. */
const LEAST = 3;
/** How far the best must stand above the next to go on without asking. */
const MARGIN = 2;
/** Letters below which what the bot does not know is a word rather than a matter. */
const SHORTEST_MATTER = 8;
/** What is only nearly there counts for less. */
const NEARLY = 0.75;

const ANNOUNCING: readonly Concept[] = ['askPlainly', 'denial'];
/** What a question is about, or its question word. */
const ASKED: readonly Concept[] = ['askWord', 'officeMatter', 'askRequest', 'thing', 'trouble', 'long'];

/** What was read lately: of several people's turns at once, each asks several times what its messages want. */
const lately = new Map<string, Understood>();
const MOST_LATELY = 64;

/**
 * What somebody who simply writes wants, told by the words of `words.json`. Pure, without a model, in a fraction
 * of a millisecond; never throws. What is typed with the keyboard set to the other language is read as meant.
 */
export function understand(typed: string): Understood {
  const known = lately.get(typed);
  if (known !== undefined) return known;
  const understood = reading(typed);
  if (lately.size >= MOST_LATELY) lately.clear();
  lately.set(typed, understood);
  return understood;
}

function reading(typed: string): Understood {
  const text = typedText(typed);
  const first = weigh(text);
  if (first.best.weight >= LEAST) return understoodBy(text, first);
  const meant = asOnOtherKeys(text.spaced);
  if (meant !== undefined) {
    const text = typedText(meant);
    const second = weigh(text);
    if (second.best.weight >= LEAST) return understoodBy(text, second);
  }
  // Somebody who tells much has said the decisive words several times.
  return understoodBy(text, first.concepts.has('long') ? first : weighNearly(text, first));
}

interface Weighed {
  readonly concepts: ReadonlySet<Concept>;
  readonly best: { readonly intent: Intent; readonly weight: number };
  readonly next: number;
}

function weigh(text: TypedText): Weighed {
  const whole = conceptsOf(text);
  const named = WHOLE.filter(([, concepts]) => concepts.some((concept) => whole.has(concept)));
  return weighed(conceptsIn(text), (intent) => (named.some(([each]) => each === intent) ? WHOLE_WEIGHT : 0));
}

/** Also by words that are mistyped, for less. */
function weighNearly(text: TypedText, { concepts, best }: Weighed): Weighed {
  const nearly = conceptsNearlyIn(text);
  if ([...nearly].every((concept) => concepts.has(concept))) return weighed(concepts, () => 0);
  const second = weighed(new Set([...concepts, ...nearly]), () => 0);
  const weight = second.best.weight * NEARLY;
  return weight > best.weight ? { ...second, best: { ...second.best, weight } } : second;
}

function weighed(concepts: ReadonlySet<Concept>, more: (intent: Intent) => number): Weighed {
  const weights = new Map<Intent, number>(INTENTS.map((intent) => [intent, more(intent)]));
  for (const { intent, has, weight } of RULES)
    if (has.every((concept) => concepts.has(concept)))
      weights.set(intent, (weights.get(intent) ?? 0) + weight);
  const ranked = [...weights].sort(([, one], [, other]) => other - one);
  const [intent, weight] = ranked[0] ?? ['unknown', 0];
  return { concepts, best: { intent, weight }, next: Math.max(0, ranked[1]?.[1] ?? 0) };
}

function understoodBy({ spaced, compact }: TypedText, { concepts, best, next }: Weighed): Understood {
  const intent = best.weight < LEAST ? 'unknown' : best.intent;
  const language = languageOf(spaced);
  const wants = intent === 'language' ? wantedLanguage(concepts) : undefined;
  return {
    intent,
    confidence: Math.round((100 * Math.max(0, best.weight)) / (best.weight + next + 1)) / 100,
    sure: best.weight >= LEAST && best.weight - next >= MARGIN,
    denies: concepts.has('denial'),
    announces: ANNOUNCING.some((each) => concepts.has(each)) && !ASKED.some((each) => concepts.has(each)),
    delicate: concepts.has('bribe') || (concepts.has('moneyCondition') && concepts.has('officer')),
    empty: intent === 'unknown' && (best.weight >= LEAST || lengthOf(compact) < SHORTEST_MATTER),
    language,
    ...(wants === undefined ? {} : { wantsLanguage: wants }),
  };
}

function wantedLanguage(concepts: ReadonlySet<Concept>): 'th' | 'en' | undefined {
  if (concepts.has('toEnglish') === concepts.has('toThai')) return undefined;
  return concepts.has('toEnglish') ? 'en' : 'th';
}

const THAI = /[\u0e01-\u0e4e]/;
/** Two words at least: one alone may be a name or a word that Thai people use too. */
const ENGLISH = /\b[a-z]{2,}\W+(?:[a-z]+\b)/;

function languageOf(spaced: string): 'th' | 'en' | undefined {
  if (THAI.test(spaced)) return 'th';
  return ENGLISH.test(spaced) ? 'en' : undefined;
}
