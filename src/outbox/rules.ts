import { present } from '../core/present';
import type { Locale } from '../core/texts';
import type { Prompt } from '../speech/prompt';

/** Who gets it: a person of the organisation, or the sealed mailbox of somebody who stays unnamed. */
export type Recipient =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'mailbox'; readonly mailboxId: string };

/** `dead`: given up, kept for somebody to look at and, unless it was confidential, to revive. */
export type OutboxStatus = 'waiting' | 'sent' | 'dead' | 'cancelled';

/** One push, as the sender gets it. `retryKey` is the same at every attempt. */
export interface Push {
  readonly orgId: string;
  /** LINE user id: only ever in memory, never stored or logged. */
  readonly userId: string;
  readonly prompts: readonly Prompt[];
  readonly locale: Locale;
  readonly retryKey: string;
}

/**
 * How an attempt ended. `sent`: LINE has it (also the 409 of a key it knows). `later`: nobody knows, or
 * LINE was ill; the same key may be tried again. `paused`: LINE takes nothing just now. `repair`: LINE does not
 * serve this channel until somebody mends it (token, permission, no channel at all). `refused`: never.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly requestId?: string }
  | { readonly kind: 'later'; readonly problem: string }
  | { readonly kind: 'paused'; readonly why: 'quota' | 'rate' }
  | { readonly kind: 'repair'; readonly problem: string }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly problem: string;
      readonly requestId?: string;
    };

/** Pushes one message. Problems are outcomes; what it throws counts as `later`. */
export type Sender = (push: Push) => Promise<SendOutcome>;

/** What keeps an item from being tried, and since when. */
export interface Hold {
  readonly by: 'quota' | 'rate' | 'repair';
  /** Machine time. */
  readonly since: Date;
}

/** A claimed item as far as its settlement depends on it. `attempts` counts the one that was just made. */
export interface Attempted {
  readonly attempts: number;
  /** Machine time at which LINE forgets the retry key. */
  readonly giveUpAt: Date;
  readonly held?: Hold;
}

/** What a claimed item becomes. Times are the machine's. */
export type Settlement =
  | { readonly status: 'sent'; readonly requestId?: string }
  | {
      readonly status: 'waiting';
      readonly freeAt: Date;
      readonly problem: string;
      /** False for an attempt that LINE did not take: it leaves the retry key unused. */
      readonly counts: boolean;
      readonly held?: Hold;
    }
  | { readonly status: 'dead'; readonly problem: string; readonly requestId?: string }
  | { readonly status: 'cancelled'; readonly problem: string };

/** LINE keeps a retry key for 24 hours after its first use; after that the same push would arrive twice. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000;
/** An attempt that is not settled by then is taken for lost and made again, with the same key. */
export const LEASE_MS = 60_000;

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 60 * 60 * 1000;
const QUOTA_PAUSE_MS = 60 * 60 * 1000;
const RATE_PAUSE_MS = 60_000;
const FIRST_REPAIR_PAUSE_MS = 60_000;
const LONGEST_REPAIR_PAUSE_MS = 60 * 60 * 1000;
/** A channel that nobody mends for so long has been given up, and with it what waits for it. */
const LONGEST_REPAIR_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * When to try again after the `attempts`th attempt: 5 s, doubled each time up to an hour, each between half
 * and all of that (`random` in 0..1), so that many do not come back at once. `undefined`: too late, give up.
 */
export function nextAttempt(attempts: number, now: Date, giveUpAt: Date, random: number): Date | undefined {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  const next = new Date(now.getTime() + full * (0.5 + random / 2));
  return next < giveUpAt ? next : undefined;
}

/**
 * True when an earlier attempt may have arrived (its worker died, or LINE did not answer) and LINE no longer
 * knows its key: sending now could say the same thing twice.
 */
export function isTooLate(item: { readonly attempts: number; readonly giveUpAt: Date }, now: Date): boolean {
  return item.attempts > 1 && now >= item.giveUpAt;
}

/** What becomes of a claimed item after its attempt. */
export function settle(item: Attempted, outcome: SendOutcome, now: Date, random: number): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', ...withRequestId(outcome.requestId) };
    case 'refused':
      return {
        status: 'dead',
        problem: `${outcome.status} ${outcome.problem}`,
        ...withRequestId(outcome.requestId),
      };
    case 'later': {
      const freeAt = nextAttempt(item.attempts, now, item.giveUpAt, random);
      if (freeAt === undefined) return { status: 'dead', problem: outcome.problem };
      return { status: 'waiting', freeAt, problem: outcome.problem, counts: true };
    }
    case 'paused': {
      const pause = outcome.why === 'quota' ? QUOTA_PAUSE_MS : RATE_PAUSE_MS * (0.5 + random / 2);
      return held(item, outcome.why, outcome.why, pause, now);
    }
    case 'repair': {
      const since = sinceWhen(item, 'repair', now);
      const waited = now.getTime() - since.getTime();
      if (waited >= LONGEST_REPAIR_MS) return { status: 'dead', problem: outcome.problem };
      // The longer it lasts, the less often it is tried: a mended channel is noticed within an hour.
      const pause = Math.min(LONGEST_REPAIR_PAUSE_MS, Math.max(FIRST_REPAIR_PAUSE_MS, waited / 2));
      return held(item, 'repair', outcome.problem, pause * (0.5 + random / 2), now);
    }
  }
}

/** LINE did not take the key. Only where an earlier attempt may have arrived does the key grow old. */
function held(item: Attempted, by: Hold['by'], problem: string, pause: number, now: Date): Settlement {
  const freeAt = new Date(now.getTime() + pause);
  if (item.attempts > 1 && freeAt >= item.giveUpAt) return { status: 'dead', problem };
  return { status: 'waiting', freeAt, problem, counts: false, held: { by, since: sinceWhen(item, by, now) } };
}

function sinceWhen({ held: before }: Attempted, by: Hold['by'], now: Date): Date {
  return before?.by === by ? before.since : now;
}

function withRequestId(requestId: string | undefined): { requestId?: string } {
  return present({ requestId });
}

/** Pushes of a month as LINE counts them, one per recipient. No `limit`: as many as wanted. */
export interface Quota {
  readonly limit?: number;
  readonly used: number;
}

/** `low` from 80 % on: time for somebody to look at the plan. */
export type Budget = 'open' | 'low' | 'exhausted';

const LOW_SHARE = 0.8;

/** How a channel's month stands, with `since` pushes of our own made after LINE was asked. */
export function budgetOf(quota: Quota, since: number): Budget {
  if (quota.limit === undefined) return 'open';
  const used = quota.used + since;
  if (used >= quota.limit) return 'exhausted';
  return used >= quota.limit * LOW_SHARE ? 'low' : 'open';
}
