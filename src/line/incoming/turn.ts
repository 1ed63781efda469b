import type { Actor } from '../../conversation/actor';
import type { Conversations } from '../../conversation/converse';
import type { Input } from '../../conversation/flow';
import type { Unreplied } from '../../conversation/receipt';
import type { Log } from '../../core/log';
import { present } from '../../core/present';
import type { Locale } from '../../core/texts';
import type { Expected } from '../../files/store';
import type { Prompt } from '../../speech/prompt';
import type { LineMessage } from '../messages/render';
import { render, renderPlain } from '../messages/render';
import type { Channel } from '../outgoing/channels';
import type { FetchedContent, ToFetch } from '../outgoing/content';
import type { LanguageOf } from '../outgoing/language';
import type { ReplyChance, ReplyOutcome } from '../outgoing/replying';
import type { SendLater } from '../outgoing/send-later';
import type { KnownEvent } from './events';
import { parseEvent } from './events';
import type { ClaimedEvent, Inbox } from './inbox';
import { inputOf } from './inputs';
import type { Patience } from './seat';

type AskLanguage = () => Promise<Locale | undefined>;

/** What a turn needs of the other rooms, in its own words. */
export interface TurnParts {
  readonly channels: { of(orgId: string): Promise<Channel | undefined> };
  readonly people: {
    /** `language` is asked of newcomers alone. */
    meet(orgId: string, lineUserId: string, language?: AskLanguage): Promise<Actor>;
    followed(orgId: string, lineUserId: string, language: AskLanguage): Promise<Actor>;
    unfollowed(orgId: string, lineUserId: string): Promise<void>;
  };
  readonly conversations: Pick<Conversations, 'handle' | 'forgetSource'>;
  readonly gateway: {
    reply(channel: Channel, chance: ReplyChance, messages: readonly LineMessage[]): Promise<ReplyOutcome>;
    fetchContent(channel: Channel, wanted: ToFetch): Promise<FetchedContent>;
  };
  readonly files: {
    /** Asked before a file is fetched, see `FileStore`. */
    expect(sent: { orgId: string; messageId: string; senderId: string }): Promise<Expected>;
    put(file: {
      orgId: string;
      messageId: string;
      senderId: string;
      mediaType: string;
      name?: string;
      bytes: Buffer;
    }): Promise<string>;
    unsend(orgId: string, messageId: string): Promise<unknown>;
  };
  readonly inbox: Pick<Inbox, 'unsend' | 'isUnsent'>;
  /** Sends later, as a push, what must arrive although its reply token is dead. Repeating is harmless. */
  readonly sendLater: SendLater;
  readonly welcome: readonly Prompt[];
  readonly apology: Prompt;
  /** The language of somebody's phone, of LINE; never takes long. */
  readonly languageOf: LanguageOf;
  /** Shows somebody the menu of their role and language. Never rejects: a menu is a convenience. */
  readonly linkMenu: (actor: Actor, lineUserId: string) => Promise<void>;
  readonly log: Log;
}

/** Makes claimed events take effect and answers them. Everything here may be repeated after a crash. */
export interface Turns {
  readonly handle: (claimed: ClaimedEvent, patience: Patience) => Promise<void>;
  /** An event that failed for good: its sender is told, as far as the reply token still lives. */
  readonly giveUp: (claimed: ClaimedEvent, patience: Patience) => Promise<void>;
}

/** One turn: event → person → input → conversation → answer. */
export function createTurns(parts: TurnParts): Turns {
  return {
    handle: async (claimed, patience) => {
      const event = parseEvent(claimed.event);
      if (event !== undefined) await handleEvent(parts, claimed, event, patience);
    },
    giveUp: async (claimed, patience) => {
      const event = parseEvent(claimed.event);
      const channel = await parts.channels.of(claimed.orgId);
      const chance = chanceOf(claimed, event?.replyToken);
      if (event === undefined || channel === undefined || chance === undefined) return;
      const { locale } = await parts.people.meet(claimed.orgId, event.userId);
      patience.leave();
      await parts.gateway.reply(channel, chance, render([parts.apology], locale));
    },
  };
}

async function handleEvent(
  parts: TurnParts,
  claimed: ClaimedEvent,
  event: KnownEvent,
  patience: Patience,
): Promise<void> {
  const { people, conversations, inbox, files } = parts;
  const { orgId } = claimed;
  switch (event.kind) {
    case 'unfollow':
      await people.unfollowed(orgId, event.userId);
      return;
    case 'unsend': {
      const { personId } = await people.meet(orgId, event.userId);
      await inbox.unsend(orgId, event.messageId);
      await files.unsend(orgId, event.messageId);
      await conversations.forgetSource(personId, event.messageId);
      return;
    }
    case 'follow': {
      const actor = await people.followed(orgId, event.userId, asking(parts, orgId, event, patience));
      patience.leave();
      await parts.linkMenu(actor, event.userId);
      await answer(parts, claimed, event, {
        actor,
        prompts: parts.welcome,
        unreplied: 'nowhere',
        receipt: [],
      });
      return;
    }
    case 'message':
      // Taken back before it came: LINE delivers again what it could not at first.
      if (await inbox.isUnsent(orgId, event.messageId, event.isRedelivery === true || claimed.claims > 0))
        return;
      return converse(parts, claimed, event, patience);
    case 'postback':
      return converse(parts, claimed, event, patience);
  }
}

async function converse(
  parts: TurnParts,
  claimed: ClaimedEvent,
  event: Extract<KnownEvent, { kind: 'message' | 'postback' }>,
  patience: Patience,
): Promise<void> {
  const { people, conversations } = parts;
  const language = asking(parts, claimed.orgId, event, patience);
  const actor = await people.meet(claimed.orgId, event.userId, language);
  const read = inputOf(event);
  if (read === 'ignored') return;
  const input = read.kind === 'fetch' ? await patience.outside(() => fetchFile(parts, actor, read)) : read;
  const reply = await conversations.handle({ actor, input, eventId: claimed.id });
  patience.leave();
  await answer(parts, claimed, event, { actor, ...reply });
  await reply.settle();
  // What was finished may have changed the posts or the language, and with them the menu.
  const now = reply.final ? await people.meet(claimed.orgId, event.userId) : actor;
  await parts.linkMenu(now, event.userId);
}

/** Asks LINE for a newcomer's language, without holding anybody up. */
function asking(
  { languageOf }: TurnParts,
  orgId: string,
  { userId }: KnownEvent,
  patience: Patience,
): AskLanguage {
  return () => patience.outside(() => languageOf(orgId, userId));
}

/** LINE keeps what people send only for a while: it is fetched at once, under an id that a repeat finds again. */
async function fetchFile(
  parts: TurnParts,
  { orgId, personId }: Actor,
  { messageId, ...wanted }: ToFetch,
): Promise<Input> {
  const sent = { orgId, messageId, senderId: personId };
  const expected = await parts.files.expect(sent);
  if (expected.kind === 'refused') return { kind: 'unusable', problem: expected.problem };
  if (expected.kind === 'kept') return fileInput(expected, messageId);
  const channel = await parts.channels.of(orgId);
  if (channel === undefined) return { kind: 'unusable', problem: 'line.file.notReceived' };
  const content = await parts.gateway.fetchContent(channel, { messageId, ...wanted });
  if (!content.ok) return { kind: 'unusable', problem: content.problem };
  const { bytes, mediaType, name } = content;
  const fileId = await parts.files.put({
    ...sent,
    mediaType,
    bytes,
    ...present({ name }),
  });
  return fileInput({ fileId, mediaType }, messageId);
}

function fileInput({ fileId, mediaType }: { fileId: string; mediaType: string }, source: string): Input {
  return { kind: 'file', fileId, mediaType, source };
}

/** A reply token and how long it may be used; an event that was taken up before may have been answered then. */
function chanceOf({ receivedAt, claims }: ClaimedEvent, token: string | undefined): ReplyChance | undefined {
  return token === undefined ? undefined : { token, receivedAt, mayBeUsed: claims > 0 };
}

interface Answer {
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
async function answer(
  parts: TurnParts,
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
  parts: TurnParts,
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
