import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import type { Control, Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { AnyFlow, Conversation } from './flow';
import { idleUntil, pausedUntil } from './outcome';
import type { Registry } from './registry';
import type { Answers, Moment } from './walk';
import { goOn } from './walk';

/** Why a stored conversation is over, and what its person is told. */
export interface Over {
  readonly why: 'expired' | 'withdrawn' | 'not-allowed';
  readonly notice: Prompt;
}

/** Looks at a stored conversation before its person's next turn; `undefined`: it still holds. */
export function whyOver(conversation: Conversation, registry: Registry, moment: Moment): Over | undefined {
  const { actor, now } = moment;
  const flow = registry.flow(conversation.flow);
  if (flow === undefined) return { why: 'withdrawn', notice: explain('conversation.withdrawn') };
  if (conversation.expiresAt <= now) return { why: 'expired', notice: expiry(flow, conversation, moment) };
  if (flow.mayStart(actor)) return undefined;
  const title = text(actor.locale, flow.title);
  return { why: 'not-allowed', notice: explain('conversation.noLongerAllowed', { title }) };
}

/** How a conversation that still holds is gone on with. */
export type Condition =
  | { kind: 'alive' }
  /** The flow is of a newer version now; the answers were carried over. */
  | { kind: 'upgraded'; conversation: Conversation; notice: Prompt }
  /** The flow is of another version and begins again. */
  | { kind: 'changed'; notice: Prompt };

/** Compares a conversation with its flow as it is today. Nothing is ever dropped without a word. */
export function conditionOf(flow: AnyFlow, conversation: Conversation, moment: Moment): Condition {
  if (conversation.version === flow.version) return { kind: 'alive' };
  const { version, answers } = conversation;
  const title = text(moment.actor.locale, flow.title);
  const carried = flow.upgrade?.({ version, answers });
  if (carried === undefined) return { kind: 'changed', notice: explain('conversation.changed', { title }) };
  const upgraded = upgrade(flow, conversation, carried, moment);
  return { kind: 'upgraded', conversation: upgraded, notice: explain('conversation.upgraded', { title }) };
}

function upgrade(flow: AnyFlow, conversation: Conversation, carried: Answers, moment: Moment): Conversation {
  const sources = Object.entries(conversation.sources).filter(([step]) => Object.hasOwn(carried, step));
  const renewed = {
    ...conversation,
    version: flow.version,
    answers: carried,
    sources: Object.fromEntries(sources),
    expiresAt: idleUntil(flow, moment.now),
    misses: 0,
  };
  delete renewed.editing;
  return goOn(flow, renewed, moment);
}

/** Says that it has ended and after how long; what nothing was answered in may be begun again. */
function expiry(flow: AnyFlow, conversation: Conversation, moment: Moment): Prompt {
  const title = text(moment.actor.locale, flow.title);
  const params = { title, duration: idleFor(flow, conversation, moment) };
  return { ...explain('conversation.expired', params), controls: [anew(flow)] };
}

/** For how long nobody has said anything in it. */
export function idleFor(flow: AnyFlow, { paused }: Conversation, { actor, now }: Moment): string {
  const until = paused === true ? pausedUntil(flow, now) : idleUntil(flow, now);
  return duration(Math.round((until.getTime() - now.getTime()) / MINUTE_MS), actor.locale);
}

const MINUTE_MS = 60_000;

function duration(minutes: number, locale: Locale): string {
  if (minutes < 120) return text(locale, 'common.minutes', { number: minutes });
  if (minutes < 48 * 60) return text(locale, 'common.hours', { number: Math.round(minutes / 60) });
  return text(locale, 'common.days', { number: Math.round(minutes / (24 * 60)) });
}

function anew(flow: AnyFlow): Control {
  return { kind: 'open', name: flow.name, label: { key: 'conversation.controls.startAgain' } };
}
