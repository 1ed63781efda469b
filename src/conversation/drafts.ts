import { DAY_MS } from '../core/bangkok-day';
import type { Subject } from '../speech/prompt';
import type { AnyFlow, Conversation } from './flow';
import { putAside } from './outcome';
import type { Shown } from './shown';
import { isUntouched } from './walk';

/** All conversations that are open with one person. */
export interface Drafts {
  /** The one asked last first. Those put aside are `paused`; nothing that is simply said goes to them. */
  readonly open: readonly Conversation[];
  /** Cancelled, or found to have waited too long, within a day: each can be brought back until it `expiresAt`. The latest first. */
  readonly cancelled?: readonly Conversation[];
  /** What its person has read of late, and the flow for a word on it; gone after a day. */
  readonly lately?: { readonly name: string; readonly subject: Subject; readonly until: string };
  /** The buttons last shown: each can be typed. */
  readonly shown?: Shown;
  /** Another language was offered: once is enough. */
  readonly offeredEnglish?: true;
}

/** Drafts one person may have. Enough for everybody's work, and a bound for what one person can have stored. */
export const MOST_DRAFTS = 5;

/** The conversation whose question is open: what is simply said is an answer to it. */
export function currentOf({ open }: Drafts): Conversation | undefined {
  return open.find(({ paused }) => paused !== true);
}

/** What was put aside, the latest first. */
export function waitingIn({ open }: Drafts): readonly Conversation[] {
  return open.filter(({ paused }) => paused === true);
}

/** All but one that has ended. */
export function without(drafts: Drafts, conversationId: string): Drafts {
  return { ...drafts, open: drafts.open.filter(({ id }) => id !== conversationId) };
}

/** Drafts that can be brought back: all that one person may have had open. */
const MOST_CANCELLED = MOST_DRAFTS;

/** A draft taken from the open ones and put among the cancelled. */
export function cancelling(drafts: Drafts, conversation: Conversation, now: Date): Drafts {
  const cancelled = { ...conversation, expiresAt: new Date(now.getTime() + DAY_MS) };
  const { cancelled: before = [] } = drafts;
  return {
    ...without(drafts, conversation.id),
    cancelled: [cancelled, ...before].slice(0, MOST_CANCELLED),
  };
}

/** All but the cancelled draft `id`. */
export function withoutCancelled(drafts: Drafts, id: string): Drafts {
  const { cancelled = [], ...rest } = drafts;
  const left = cancelled.filter((each) => each.id !== id);
  return left.length === 0 ? rest : { ...rest, cancelled: left };
}

/** Cancelled more than a day ago: gone without a word, for its person was told until when. */
export function withoutLongCancelled(drafts: Drafts, now: Date): Drafts {
  const over = drafts.cancelled?.filter(({ expiresAt }) => expiresAt <= now) ?? [];
  return over.reduce((left, { id }) => withoutCancelled(left, id), drafts);
}

/** What becomes of the others when one conversation is asked. */
export interface Fronted {
  readonly drafts: Drafts;
  /** What was put aside for it, to be told. */
  readonly parked: readonly Conversation[];
}

/**
 * Puts `conversation` in front: its question is the open one. What has been open is put aside; if nothing was
 * answered in it, it gives way. What completes at once (`beside`) disturbs nobody: when it is over, the
 * question before it is the open one again.
 */
export function inFront(
  drafts: Drafts,
  conversation: Conversation,
  options: { beside: boolean; now: Date; flow: (name: string) => AnyFlow | undefined },
): Fronted {
  const { beside, now, flow } = options;
  const [first] = drafts.open;
  if (first === conversation && conversation.paused !== true) return { drafts, parked: [] };
  const others = drafts.open.filter(({ id }) => id !== conversation.id);
  if (beside || conversation.paused === true)
    return { drafts: { ...drafts, open: [conversation, ...others] }, parked: [] };
  const gives = (other: Conversation): boolean => {
    const its = flow(other.flow);
    return other.paused !== true && its !== undefined && isUntouched(its, other);
  };
  const kept = others.filter((other) => !gives(other));
  const parked = kept.filter(({ paused }) => paused !== true);
  const aside = kept.map((other): Conversation => {
    const its = flow(other.flow);
    return parked.includes(other) && its !== undefined ? putAside(its, other, now) : other;
  });
  return { drafts: { ...drafts, open: [conversation, ...aside] }, parked };
}

/** Asked again: no longer put aside. */
export function awake(conversation: Conversation): Conversation {
  const asked = { ...conversation };
  delete asked.paused;
  return asked;
}
