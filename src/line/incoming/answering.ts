import type { Actor } from '../../conversation/actor';
import type { Unreplied } from '../../conversation/receipt';
import type { Log } from '../../core/log';
import type { Prompt } from '../../speech/prompt';
import type { WaitingEvent } from '../../threads/store';
import type { LineMessage } from '../messages/render';
import { render, renderPlain } from '../messages/render';
import type { Channel } from '../outgoing/channels';
import type { ReplyChance, ReplyOutcome } from '../outgoing/replying';
import type { SendLater } from '../outgoing/send-later';

/** What answering needs of the other rooms. */
export interface AnsweringParts {
  readonly channels: { of(orgId: string): Promise<Channel | undefined> };
  readonly gateway: {
    reply(channel: Channel, chance: ReplyChance, messages: readonly LineMessage[]): Promise<ReplyOutcome>;
  };
  /** Sends later, as a push, what must arrive although its reply token is dead. Repeating is harmless. */
  readonly sendLater: SendLater;
  readonly log: Log;
}

/** What may be answered, and with what: an event and its reply token. */
export interface Chance extends ReplyChance {
  readonly eventId: string;
}

/** A reply token and how long it may be used; an event that was taken up before may have been answered then. */
export function chanceOf(
  { id: eventId, receivedAt, claims }: WaitingEvent,
  token: string | undefined,
): Chance | undefined {
  return token === undefined ? undefined : { eventId, token, receivedAt, mayBeUsed: claims > 0 };
}

/** What is said to whom. */
export interface Answer {
  readonly actor: Actor;
  /** The event that is answered: a late answer is pushed once for it. */
  readonly eventId: string;
  /** The tokens there are for it, the best first. */
  readonly chances: readonly Chance[];
  readonly prompts: readonly Prompt[];
  readonly unreplied: Unreplied;
  /** Of the prompts, what `unreplied` speaks of. */
  readonly receipt: readonly Prompt[];
}

/**
 * Replies, which is free, with the first token that works. A refused rendering is said again in plain text, so
 * that one bad card never silences the bot. What cannot be replied any more is pushed only where its loss would
 * hurt: a receipt.
 */
export async function answer(parts: AnsweringParts, said: Answer): Promise<void> {
  const { actor, eventId, prompts, unreplied, receipt } = said;
  if (prompts.length === 0 || (await isReplied(parts, said))) return;
  if (unreplied !== 'nowhere') await parts.sendLater({ eventId, actor, prompts: receipt, to: unreplied });
}

async function isReplied(parts: AnsweringParts, said: Answer): Promise<boolean> {
  const channel = await parts.channels.of(said.actor.orgId);
  if (channel === undefined) return false;
  for (const chance of said.chances) {
    const outcome = await reply(parts, channel, chance, said);
    if (outcome === 'sent') return true;
    parts.log.warn('reply.not-sent', { eventId: chance.eventId, outcome });
    // Nobody knows whether it arrived, or nobody can be reached: another token would say it twice, or not either.
    if (outcome !== 'expired') return false;
  }
  return false;
}

async function reply(
  { gateway, log }: AnsweringParts,
  channel: Channel,
  chance: Chance,
  { actor: { orgId, locale }, prompts }: Answer,
): Promise<ReplyOutcome['kind']> {
  const first = await gateway.reply(channel, chance, render(prompts, locale));
  if (first.kind !== 'refused') return first.kind;
  const { status, requestId } = first;
  log.error('reply.refused', { eventId: chance.eventId, orgId, status, requestId });
  return (await gateway.reply(channel, chance, renderPlain(prompts, locale))).kind;
}
