import type { Place } from '../../conversation/known';
import { MESSAGE_ID, USER_ID } from '../line-ids';

/** A webhook's body as far as it must be known before its signature is checked. */
export interface WebhookBody {
  /** User id of the bot it is for. */
  readonly destination: string;
  /** As they came: what an event means is read when its turn comes. */
  readonly events: readonly unknown[];
}

/** An event that is to be stored. */
export interface EventToKeep {
  /** LINE's `webhookEventId`. */
  readonly id: string;
  readonly orgId: string;
  /** LINE user id. */
  readonly userId: string;
  /** LINE's time of it, ms. */
  readonly timestamp: number;
  readonly event: unknown;
}

/** Pictures that were sent together. Source: LINE, webhook event objects, `imageSet`. */
export interface ImageSet {
  readonly id: string;
  /** How many there are; absent from some old phones. */
  readonly total?: number;
}

/** What somebody wrote or sent. Kinds the bot has no use for keep their type's name only. */
export type EventMessage =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly set?: ImageSet }
  | { readonly type: 'file'; readonly fileName?: string; readonly fileSize?: number }
  | { readonly type: 'location'; readonly place: Place }
  | { readonly type: 'sticker' | 'video' | 'audio' | 'other' };

interface Common {
  /** Who did it; 1:1 chats only. */
  readonly userId: string;
  readonly replyToken?: string;
}

/** An event the bot acts on. */
export type KnownEvent =
  | (Common & { readonly kind: 'follow' | 'unfollow' })
  | (Common & { readonly kind: 'unsend'; readonly messageId: string })
  | (Common & {
      readonly kind: 'message';
      readonly messageId: string;
      readonly message: EventMessage;
    })
  | (Common & {
      readonly kind: 'postback';
      readonly data: string;
      /** From a date picker: `YYYY-MM-DD`, not checked any further. */
      readonly date?: string;
      /** A tab of the rich menu was switched: nothing to do. */
      readonly menuSwitched: boolean;
    });

const EVENT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const REPLY_TOKEN = /^[\x21-\x7e]{1,256}$/;
/** Legacy "Verify" events carry tokens that belong to nobody. */
const DUMMY_TOKEN = /^(0{32}|f{32})$/;
/** More than a phone lets anybody write; what is longer was not written by hand. */
const LONGEST_TEXT = 10_000;

/** Reads the raw body; `undefined` when it is no webhook body. Never throws. */
export function parseWebhookBody(body: Buffer): WebhookBody | undefined {
  const json = recordOf(parseJson(body));
  const { destination, events } = json;
  if (typeof destination !== 'string' || !Array.isArray(events)) return undefined;
  return { destination, events: events as unknown[] };
}

/**
 * The events that are stored: those the bot acts on, with an id to know them by. Others (groups,
 * kinds that LINE adds one day, channels on standby) are let go without a trace.
 */
export function eventsToKeep(events: readonly unknown[], orgId: string): EventToKeep[] {
  return events.flatMap((event) => {
    const known = parseEvent(event);
    const { webhookEventId: id, timestamp } = recordOf(event);
    if (known === undefined || typeof id !== 'string' || !EVENT_ID.test(id)) return [];
    return [
      {
        id,
        orgId,
        userId: known.userId,
        timestamp: typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp : 0,
        event,
      },
    ];
  });
}

/** What one event says, or `undefined` when the bot has nothing to do with it. Never throws. */
export function parseEvent(event: unknown): KnownEvent | undefined {
  const fields = recordOf(event);
  const source = recordOf(fields.source);
  const { userId } = source;
  if (source.type !== 'user' || typeof userId !== 'string' || !USER_ID.test(userId)) return undefined;
  if (fields.mode === 'standby') return undefined;
  const token = fields.replyToken;
  if (typeof token === 'string' && DUMMY_TOKEN.test(token)) return undefined;
  const common: Common = {
    userId,
    ...(typeof token === 'string' && REPLY_TOKEN.test(token) ? { replyToken: token } : {}),
  };
  return specificsOf(fields, common);
}

function specificsOf(fields: Fields, common: Common): KnownEvent | undefined {
  switch (fields.type) {
    case 'follow':
    case 'unfollow':
      return { ...common, kind: fields.type };
    case 'unsend': {
      const messageId = messageIdOf(recordOf(fields.unsend).messageId);
      return messageId === undefined ? undefined : { ...common, kind: 'unsend', messageId };
    }
    case 'message': {
      const message = recordOf(fields.message);
      const messageId = messageIdOf(message.id);
      return messageId === undefined
        ? undefined
        : { ...common, kind: 'message', messageId, message: messageOf(message) };
    }
    case 'postback':
      return postbackOf(recordOf(fields.postback), common);
    default:
      return undefined;
  }
}

function postbackOf(postback: Fields, common: Common): KnownEvent | undefined {
  const { data } = postback;
  const params = recordOf(postback.params);
  if (typeof data !== 'string') return undefined;
  const menuSwitched = 'newRichMenuAliasId' in params || 'status' in params;
  const date = typeof params.date === 'string' ? { date: params.date } : {};
  return { ...common, kind: 'postback', data, ...date, menuSwitched };
}

function messageOf(message: Fields): EventMessage {
  switch (message.type) {
    case 'text':
      return typeof message.text === 'string'
        ? { type: 'text', text: readable(message.text) }
        : { type: 'other' };
    case 'image':
      // Pictures that another app keeps are not LINE's to hand out, and we fetch from nobody else.
      return recordOf(message.contentProvider).type === 'external'
        ? { type: 'other' }
        : { type: 'image', ...setOf(recordOf(message.imageSet)) };
    case 'file':
      return fileOf(message);
    case 'location':
      return locationOf(message);
    case 'sticker':
    case 'video':
    case 'audio':
      return { type: message.type };
    default:
      return { type: 'other' };
  }
}

function setOf({ id, total }: Fields): { set?: ImageSet } {
  if (typeof id !== 'string') return {};
  return { set: { id, ...(typeof total === 'number' && { total }) } };
}

function fileOf({ fileName, fileSize }: Fields): EventMessage {
  return {
    type: 'file',
    ...(typeof fileName === 'string' && fileName !== ''
      ? { fileName: readable(fileName).slice(0, 255) }
      : {}),
    ...(typeof fileSize === 'number' && fileSize >= 0 ? { fileSize } : {}),
  };
}

function locationOf({ latitude, longitude, title, address }: Fields): EventMessage {
  const onEarth =
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180;
  if (!onEarth) return { type: 'other' };
  const place: Place = {
    latitude,
    longitude,
    ...(typeof title === 'string' && title !== '' ? { title: readable(title).slice(0, 300) } : {}),
    ...(typeof address === 'string' && address !== '' ? { address: readable(address).slice(0, 300) } : {}),
  };
  return { type: 'location', place };
}

type Fields = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function messageIdOf(value: unknown): string | undefined {
  return typeof value === 'string' && MESSAGE_ID.test(value) ? value : undefined;
}

/** Without what no person types and no database keeps: NUL, halves of surrogate pairs, endless length. */
function readable(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
