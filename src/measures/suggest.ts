import { toArabicDigits } from '../core/thai-digits';
import type { Measure } from './plan';

/** A measure that a sentence probably speaks of. */
export interface Suggestion {
  readonly measureId: string;
  /** 0 (nothing in common) to below 1; comparable within one plan. */
  readonly score: number;
}

/** From this score on a suggestion is worth showing. */
const WORTH_SHOWING = 0.12;
/** A title says more about a measure than its steps or the names of its units. */
const WEIGHTS = { title: 1, subItems: 0.9, steps: 0.6, units: 0.4 };
/** A shared word says more than a shared scrap of letters, which is there for typos and odd word breaks. */
const TRIGRAM_SHARE = 0.35;
/** How much must match for a score of one half. */
const HALF = 3;

type Measured = Pick<
  Measure,
  'id' | 'title' | 'shortTitle' | 'indicatorName' | 'subItems' | 'approach' | 'steps' | 'responsible'
>;
type Features = ReadonlyMap<string, number>;

/** A bare number says nothing about the subject: days, amounts and persons are everywhere. */
const NUMBER = /^\p{N}+$/u;

const words = new Intl.Segmenter('th', { granularity: 'word' });

/**
 * Ranks the measures of a plan by what they have in common with a sentence: its words (Thai is written
 * without spaces, so the segmenter of ICU divides it) and its character trigrams. What many measures of
 * this plan share ("มาตรการ") says little, what one alone has says much; no list of stop words is needed.
 */
export function suggestMeasures(sentence: string, measures: readonly Measured[]): Suggestion[] {
  const asked = featuresOf(sentence);
  const documents = measures.map((measure) => ({ measure, features: documentOf(measure) }));
  const rarity = new Map(
    [...asked.keys()].map((feature) => [
      feature,
      rarityOf(
        feature,
        documents.map((each) => each.features),
      ),
    ]),
  );
  return documents
    .map(({ measure, features }) => ({ measureId: measure.id, score: scoreOf(asked, features, rarity) }))
    .filter((suggestion) => suggestion.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score);
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

/** Words and trigrams of a text with their weights, each once: saying a thing twice does not prove it. */
function featuresOf(text: string): Features {
  const plain = toArabicDigits(text.normalize('NFC')).toLowerCase();
  const features = new Map<string, number>();
  for (const { segment, isWordLike } of words.segment(plain)) {
    if (isWordLike !== true || segment.length < 2 || NUMBER.test(segment)) continue;
    features.set(`w:${segment}`, 1);
  }
  for (const run of plain.split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (NUMBER.test(run)) continue;
    const letters = Array.from(run);
    for (let at = 0; at + 3 <= letters.length; at += 1) {
      features.set(`t:${letters.slice(at, at + 3).join('')}`, TRIGRAM_SHARE / 2);
    }
  }
  return features;
}
