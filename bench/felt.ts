import type { Heard } from './hall';
import { median, percentile } from './statistics';

/** What people feel of a bot: from their message to its answer. */
export interface Felt {
  readonly asked: number;
  /** Of the questions that need no download, the share that was answered within two seconds. */
  readonly within2s: number;
  /** Of everything, the share that was answered within a minute. */
  readonly within60s: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** The longest that anybody waited, downloads left out; Infinity: somebody was not answered. */
  readonly longestMs: number;
  /** How long the slowest tenth of the people waited, ÷ the person in the middle. */
  readonly unfairness: number;
  /** Share of the webhooks that were acknowledged within LINE's two seconds. */
  readonly acknowledged: number;
}

/** One question of one person. */
export interface Question extends Heard {
  readonly who: number;
  readonly isPhoto: boolean;
}

const ACK_MS = 2_000;

/** Sums up what all of them felt. Downloads are slow by themselves and count only where the text says so. */
export function feltIn(questions: readonly Question[]): Felt {
  const plain = questions.filter(({ isPhoto }) => !isPhoto);
  const times = plain.map(({ texts, ms }) => (texts === undefined ? Infinity : ms));
  const share = (all: readonly Question[], holds: (one: Question) => boolean): number =>
    all.filter(holds).length / all.length;
  return {
    asked: questions.length,
    within2s: share(plain, ({ texts, ms }) => texts !== undefined && ms <= 2_000),
    within60s: share(questions, ({ texts }) => texts !== undefined),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
    longestMs: Math.max(...times),
    unfairness: unfairnessOf(plain),
    acknowledged: share(questions, ({ ackMs }) => ackMs !== undefined && ackMs <= ACK_MS),
  };
}

function unfairnessOf(questions: readonly Question[]): number {
  const byPerson = new Map<number, number[]>();
  for (const { who, ms } of questions) byPerson.set(who, [...(byPerson.get(who) ?? []), ms]);
  const means = [...byPerson.values()].map((times) => times.reduce((sum, ms) => sum + ms, 0) / times.length);
  const slowest = [...means]
    .sort((one, other) => other - one)
    .slice(0, Math.max(1, Math.round(means.length / 10)));
  return slowest.reduce((sum, ms) => sum + ms, 0) / slowest.length / median(means);
}
