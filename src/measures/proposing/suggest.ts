import type { Measure } from '../plan';
import type { Features } from './features';
import { compared, featuresOf, wordPattern } from './features';
import noReport from './no-report.json';

/** A measure that a sentence probably speaks of. */
export interface Suggestion {
  readonly measureId: string;
  /** 0 (nothing in common) to below 1; comparable within one plan. */
  readonly score: number;
}

/** From this score on a suggestion is worth showing. */
const WORTH_SHOWING = 0.3;
/** A title says more about a measure than its steps or the names of its units. */
const WEIGHTS = { title: 1, subItems: 0.9, steps: 0.7, units: 0.4 };
/** How much must match for a score of one half. */
const HALF = 3;

type Measured = Pick<
  Measure,
  'id' | 'title' | 'shortTitle' | 'indicatorName' | 'subItems' | 'approach' | 'steps' | 'responsible'
>;

const ASKS = wordPattern(noReport.asks.split('|'));
const PRIVATE = wordPattern(noReport.private.split('|'));
const GREETINGS = new RegExp(wordPattern(noReport.greets.split('|')).source, 'gu');

/**
 * Ranks the measures of a plan by what they have in common with a sentence: the things it names under any of
 * their names, its words (Thai is written without spaces, so the segmenter of ICU divides it) and its character
 * trigrams. What many measures of this plan share says little, what one alone has says much. A question, a
 * greeting and a private matter are about no measure.
 */
export function suggestMeasures(sentence: string, measures: readonly Measured[]): Suggestion[] {
  if (isNoReport(sentence)) return [];
  const asked = featuresOf(compared(sentence).replace(GREETINGS, ' '));
  const documents = measures.map((measure) => ({ measure, features: documentOf(measure) }));
  const all = documents.map((each) => each.features);
  const rarity = new Map([...asked.keys()].map((feature) => [feature, rarityOf(feature, all)]));
  return documents
    .map(({ measure, features }) => ({ measureId: measure.id, score: scoreOf(asked, features, rarity) }))
    .filter((suggestion) => suggestion.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score);
}

/** True for a question and for what is private: it tells of no work. */
export function isNoReport(sentence: string): boolean {
  const said = compared(sentence);
  return ASKS.test(said) || PRIVATE.test(said);
}

function scoreOf(asked: Features, document: Features, rarity: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [feature, weight] of asked) {
    shared += weight * (document.get(feature) ?? 0) * (rarity.get(feature) ?? 0);
  }
  return shared / (shared + HALF);
}

/** 0 for what all measures have, rising with rarity. */
function rarityOf(feature: string, documents: readonly Features[]): number {
  const having = documents.filter((document) => document.has(feature)).length;
  return having === 0 ? 0 : Math.log((documents.length + 1) / having);
}

/** One turn asks about the same measures again and again, and dividing Thai into words is dear. */
const known = new WeakMap<Measured, Features>();

function documentOf(measure: Measured): Features {
  const features = known.get(measure) ?? read(measure);
  known.set(measure, features);
  return features;
}

function read(measure: Measured): Features {
  const features = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const [feature, own] of featuresOf(text)) {
      features.set(feature, Math.max(features.get(feature) ?? 0, own * weight));
    }
  };
  add(`${measure.title}\n${measure.shortTitle}`, WEIGHTS.title);
  add(measure.subItems.join('\n'), WEIGHTS.subItems);
  const steps = measure.steps.map((step) => step.text);
  add([measure.indicatorName ?? '', ...measure.approach, ...steps].join('\n'), WEIGHTS.steps);
  add(measure.responsible.map((each) => each.name).join('\n'), WEIGHTS.units);
  return features;
}
