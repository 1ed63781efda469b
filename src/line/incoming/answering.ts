import type { Actor } from '../../conversation/actor';
import type { Unreplied } from '../../conversation/receipt';
import type { Log } from '../../core/log';
import type { Locale } from '../../core/texts';
import type { Prompt } from '../../speech/prompt';
import type { LineMessage } from '../messages/render';
import { render, renderPlain } from '../messages/render';
import type { Channel } from '../outgoing/channels';
import type { ReplyChance, ReplyOutcome } from '../outgoing/replying';
import type { SendLater } from '../outgoing/send-later';
import type { KnownEvent } from './events';
import type { ClaimedEvent } from './inbox';

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

/** A reply token and how long it may be used; an event that was taken up before may have been answered then. */
export function chanceOf(
  { receivedAt, claims }: ClaimedEvent,
  token: string | undefined,
): ReplyChance | undefined {
  return token === undefined ? undefined : { token, receivedAt, mayBeUsed: claims > 0 };
}

/** What is said to whom. */
export interface Answer {
  readonly actor: Actor;
  readonly prompts: readonly Prompt[];
  readonly unreplied: Unreplied;
  /** Of the prompts, what `unreplied` speaks of. */
  readonly receipt: readonly Prompt[];
}

/**
 * Replies, which is free. A refused rendering is said again in plain text, so that one bad card never
 * silences the bot. What cannot be replied any more is pushed only where its loss would hurt: a receipt.
 */
export async function answer(
  parts: AnsweringParts,
  claimed: ClaimedEvent,
  event: KnownEvent,
  said: Answer,
): Promise<void> {
  const { actor, prompts, unreplied, receipt } = said;
  if (prompts.length === 0) return;
  const outcome = await reply(parts, claimed, chanceOf(claimed, event.replyToken), actor.locale, prompts);
  if (outcome === 'sent' || unreplied === 'nowhere') return;
  await parts.sendLater({ eventId: claimed.id, actor, prompts: receipt, to: unreplied });
}

async function reply(
  parts: AnsweringParts,
  { id: eventId, orgId }: ClaimedEvent,
  chance: ReplyChance | undefined,
  locale: Locale,
  prompts: readonly Prompt[],
): Promise<'sent' | 'not-sent'> {
  const channel = await parts.channels.of(orgId);
  if (chance === undefined || channel === undefined) return 'not-sent';
  const first = await parts.gateway.reply(channel, chance, render(prompts, locale));
  if (first.kind !== 'refused') return settled(parts.log, eventId, first);
  parts.log.error('reply.refused', { eventId, orgId, status: first.status, requestId: first.requestId });
  return settled(
    parts.log,
    eventId,
    await parts.gateway.reply(channel, chance, renderPlain(prompts, locale)),
  );
}

function settled(log: Log, eventId: string, outcome: ReplyOutcome): 'sent' | 'not-sent' {
  if (outcome.kind === 'sent') return 'sent';
  log.warn('reply.not-sent', { eventId, outcome: outcome.kind });
  return 'not-sent';
}
