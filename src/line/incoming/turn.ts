import type { Actor } from '../../conversation/actor';
import type { Conversations } from '../../conversation/converse';
import type { Drafts } from '../../conversation/drafts';
import type { ConversationStore, Saved } from '../../conversation/store';
import { AppError } from '../../core/errors';
import { idsFrom } from '../../core/ids';
import type { Locale } from '../../core/texts';
import type { Prompt } from '../../speech/prompt';
import { render } from '../messages/render';
import type { LanguageOf } from '../outgoing/language';
import type { AnsweringParts } from './answering';
import { answer, chanceOf } from './answering';
import type { KnownEvent } from './events';
import { parseEvent } from './events';
import type { FetchingParts } from './fetching';
import { fetchFile } from './fetching';
import type { ClaimedEvent, Inbox } from './inbox';
import { inputOf } from './inputs';
import type { Patience } from './seat';

type AskLanguage = () => Promise<Locale | undefined>;

/** What a turn needs of the other rooms, in its own words. */
export interface TurnParts extends Omit<AnsweringParts, 'gateway'> {
  readonly people: {
    /** `language` is asked of newcomers alone. */
    meet(orgId: string, lineUserId: string, language?: AskLanguage): Promise<Actor>;
    followed(orgId: string, lineUserId: string, language: AskLanguage): Promise<Actor>;
    unfollowed(orgId: string, lineUserId: string): Promise<void>;
  };
  readonly conversations: Pick<Conversations, 'handle' | 'forgetSource'>;
  readonly store: Pick<ConversationStore, 'load' | 'save'>;
  readonly gateway: AnsweringParts['gateway'] & FetchingParts['gateway'];
  readonly files: FetchingParts['files'] & { unsend(orgId: string, messageId: string): Promise<unknown> };
  readonly inbox: Pick<Inbox, 'unsend' | 'isUnsent'>;
  readonly welcome: readonly Prompt[];
  readonly apology: Prompt;
  /** The language of somebody's phone, of LINE; never takes long. */
  readonly languageOf: LanguageOf;
  /** Shows somebody the menu of their role and language. Never rejects: a menu is a convenience. */
  readonly linkMenu: (actor: Actor, lineUserId: string) => Promise<void>;
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
      const saved = await parts.store.load(personId);
      await save(parts, personId, conversations.forgetSource(saved.drafts, event.messageId), saved);
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
  const saved = await parts.store.load(actor.personId);
  const { id: eventId, seed } = claimed;
  // It had taken effect, and been answered, before a crash.
  if (saved.drafts.lastEvent?.id === eventId) return;
  const messages = [{ input, eventId }];
  const reply = await conversations.handle({
    ...{ actor, messages, drafts: saved.drafts, ids: () => idsFrom(seed) },
    isLost: saved.unreadable === true,
  });
  patience.leave();
  await answer(parts, claimed, event, { actor, ...reply });
  await save(parts, actor.personId, { ...reply.drafts, lastEvent: { id: eventId } }, saved);
  // What was finished may have changed the posts or the language, and with them the menu.
  const now = reply.final ? await people.meet(claimed.orgId, event.userId) : actor;
  await parts.linkMenu(now, event.userId);
}

async function save({ store }: TurnParts, personId: string, drafts: Drafts, saved: Saved): Promise<void> {
  if ((await store.save(personId, drafts, saved)) !== undefined) return;
  throw new AppError('conversation-overtaken', 'another process went on with this conversation meanwhile');
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
