import type { Actor } from '../../conversation/actor';
import type { Conversations } from '../../conversation/converse';
import type { Arrived } from '../../conversation/more';
import { AppError } from '../../core/errors';
import { idsFrom } from '../../core/ids';
import { present } from '../../core/present';
import type { Locale } from '../../core/texts';
import type { Prompt } from '../../speech/prompt';
import type { Taken, WaitingEvent } from '../../threads/store';
import { render } from '../messages/render';
import type { LanguageOf } from '../outgoing/language';
import type { TypingSignFor } from '../outgoing/typing';
import type { AnsweringParts } from './answering';
import { answer, chanceOf } from './answering';
import { parseEvent } from './events';
import type { FetchingParts } from './fetching';
import { fetchFiles } from './fetching';
import type { Patience } from './seat';
import type { Apart, Said, Segment } from './segments';
import { segmentOf, withoutWholeSets } from './segments';
import type { Effect, Handling } from './worker';

type AskLanguage = () => Promise<Locale | undefined>;

/** What a turn needs of the other rooms, in its own words. */
export interface TurnParts extends Omit<AnsweringParts, 'gateway'> {
  readonly people: {
    /** `language` is asked of newcomers alone; as long as `stamp` is the same, nobody has to be asked. */
    meet(orgId: string, lineUserId: string, language?: AskLanguage, stamp?: string): Promise<Actor>;
    followed(orgId: string, lineUserId: string, language: AskLanguage): Promise<Actor>;
    unfollowed(orgId: string, lineUserId: string): Promise<void>;
  };
  readonly conversations: Pick<Conversations, 'handle' | 'forgetSource' | 'mayHaveMore'>;
  readonly gateway: AnsweringParts['gateway'] & FetchingParts['gateway'];
  readonly files: FetchingParts['files'] & { unsend(orgId: string, messageId: string): Promise<unknown> };
  readonly welcome: readonly Prompt[];
  readonly apology: Prompt;
  /** Shows somebody who waits for what takes long that the bot is at work; once a turn, and never trouble. */
  readonly typingSignFor: TypingSignFor;
  /** The language of somebody's phone, of LINE; never takes long. */
  readonly languageOf: LanguageOf;
  /** Shows somebody the menu of their role and language. Never rejects: a menu is a convenience. */
  readonly linkMenu: (actor: Actor, lineUserId: string) => Promise<void>;
}

/**
 * One turn: what waits → person → inputs → conversation → answer. Everything here may be repeated after a crash;
 * what it comes to is kept by the caller, once the answer has gone out.
 */
export function createTurns(parts: TurnParts): Handling {
  return {
    handle: async ({ events, taken }, patience) => {
      const segment = segmentOf(events, taken.isUnsent);
      if (segment.apart !== undefined) return handleApart(parts, taken, segment, segment.apart, patience);
      const [first] = segment.said;
      if (first === undefined) return { drafts: taken.drafts, done: segment.without };
      return converse(parts, taken, segment, first, patience);
    },
    mayHaveMore: async ({ events, taken }, patience) => {
      const { said, isCut } = segmentOf(events, taken.isUnsent);
      const [first, ...others] = withoutWholeSets(said);
      if (isCut || first === undefined) return false;
      const { orgId } = first.waiting;
      const { userId } = first.event;
      const language = asking(parts, { orgId, userId }, patience);
      const actor = await parts.people.meet(orgId, userId, language, taken.stamp);
      return parts.conversations.mayHaveMore(actor, taken.drafts, [first, ...others].map(arrived));
    },
    giveUp: async (waiting, patience) => {
      const event = parseEvent(waiting.event);
      const channel = await parts.channels.of(waiting.orgId);
      const chance = chanceOf(waiting, event?.replyToken);
      if (event === undefined || channel === undefined || chance === undefined) return;
      const { locale } = await parts.people.meet(waiting.orgId, event.userId);
      patience.leave();
      await parts.gateway.reply(channel, chance, render([parts.apology], locale));
    },
  };
}

async function handleApart(
  parts: TurnParts,
  taken: Taken,
  { without }: Segment,
  { waiting, event }: Apart,
  patience: Patience,
): Promise<Effect> {
  const { people, conversations, files } = parts;
  const { id, orgId } = waiting;
  const ending = { drafts: taken.drafts, done: [...without, id] };
  switch (event.kind) {
    case 'unfollow':
      await people.unfollowed(orgId, event.userId);
      return ending;
    case 'unsend': {
      const { messageId } = event;
      await files.unsend(orgId, messageId);
      const drafts = conversations.forgetSource(taken.drafts, messageId);
      return { ...ending, drafts, unsent: { orgId, messageId }, dropped: asidesOf(taken, messageId) };
    }
    case 'follow': {
      const language = asking(parts, { orgId, userId: event.userId }, patience);
      const actor = await people.followed(orgId, event.userId, language);
      patience.leave();
      await parts.linkMenu(actor, event.userId);
      const chances = [chanceOf(waiting, event.replyToken) ?? []].flat();
      const receipt = { unreplied: 'nowhere', receipt: [] } as const;
      await answer(parts, { actor, eventId: id, chances, prompts: parts.welcome, ...receipt });
      return ending;
    }
  }
}

/** What was set aside of a message, so that nothing of it is left. */
function asidesOf(taken: Taken, messageId: string): readonly string[] {
  return taken
    .asides()
    .map(({ id, event }) => ({ id, event: parseEvent(event) }))
    .filter(({ event }) => event?.kind === 'message' && event.messageId === messageId)
    .map(({ id }) => id);
}

async function converse(
  parts: TurnParts,
  taken: Taken,
  { said, without }: Segment,
  { waiting: { orgId }, event: { userId } }: Said,
  patience: Patience,
): Promise<Effect> {
  const { people, conversations } = parts;
  const actor = await people.meet(orgId, userId, asking(parts, { orgId, userId }, patience), taken.stamp);
  const sign = parts.typingSignFor(orgId, userId);
  const inputs = await fetchFiles(parts, actor, said, {
    outside: (work) => patience.outside(() => sign.during(work)),
  });
  const messages = inputs.map((input, place) => ({ input, eventId: idAt(said, place) }));
  const reply = await conversations.handle({
    ...{ actor, messages, drafts: taken.drafts, isLost: taken.isLost },
    ids: (eventId) => idsFrom(seedOf(said, eventId)),
  });
  patience.leave();
  const answered = said.slice(0, reply.taken);
  // The newest token lives longest; an older one is better than none.
  const chances = answered
    .flatMap(({ waiting, event }) => chanceOf(waiting, event.replyToken) ?? [])
    .reverse();
  const spokenTo = { ...actor, ...present({ locale: reply.locale }) };
  await answer(parts, { ...reply, actor: spokenTo, chances, eventId: idAt(answered, answered.length - 1) });
  return {
    drafts: reply.drafts,
    done: [...without, ...answered.map(({ waiting }) => waiting.id)],
    afterwards: async () => {
      // What was finished may have changed the posts or the language, and with them the menu.
      const now = reply.final ? await people.meet(orgId, userId, undefined, taken.stamp) : actor;
      await parts.linkMenu(now, userId);
    },
  };
}

function arrived({ input }: Said): Arrived {
  return input.kind === 'fetch' ? { kind: 'file' } : input;
}

function idAt(said: readonly Said[], place: number): string {
  return said[place]?.waiting.id ?? '';
}

function seedOf(said: readonly Said[], eventId: string): string {
  const found: WaitingEvent | undefined = said.find(({ waiting }) => waiting.id === eventId)?.waiting;
  if (found === undefined) throw new AppError('no-such-event', `event ${eventId} is not of this turn`);
  return found.seed();
}

/** Asks LINE for a newcomer's language, without holding anybody up. */
function asking(
  { languageOf }: TurnParts,
  { orgId, userId }: { readonly orgId: string; readonly userId: string },
  patience: Patience,
): AskLanguage {
  return () => patience.outside(() => languageOf(orgId, userId));
}
