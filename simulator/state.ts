import type { ChatItem, SimulatedChannel, SimulatedUser } from './contract';

/** How a user stands to an account: a stranger may write without being a friend. */
export type Relation = 'stranger' | 'friend' | 'blocked';

/** One user's chat with one account. */
export interface Chat {
  readonly user: SimulatedUser;
  relation: Relation;
  items: ChatItem[];
  unread: number;
  /** Instant (ms) the loading animation ends; 0: none. */
  loadingUntil: number;
  /** Instant (ms) the user last wrote; decides who else than friends may be pushed to. */
  lastSpokeAt: number | undefined;
  /** The menu linked to this user alone. */
  richMenuId: string | undefined;
  /** Quote tokens that are valid in this chat. */
  quoteTokens: Set<string>;
}

/** A reply token and its two clocks, ms. */
export interface ReplyToken {
  readonly userId: string;
  readonly eventAt: number;
  deliveredAt: number;
  used: boolean;
}

/** What was answered to a request that carried a retry key. */
export interface AcceptedRequest {
  readonly requestId: string;
  readonly at: number;
  readonly sentMessages: readonly SentMessage[] | undefined;
}

/** One element of `sentMessages`. */
export interface SentMessage {
  readonly id: string;
  readonly quoteToken?: string;
}

/** What a user sent, as the content API gives it away. */
export interface Content {
  readonly mediaId: string;
  readonly kind: 'image' | 'video' | 'audio' | 'file';
  /** Answers of 202 still to come. */
  preparing: number;
  unsent: boolean;
}

/** A rich menu as created, and whether its picture was uploaded. */
export interface RichMenu {
  readonly definition: Record<string, unknown>;
  mediaId: string | undefined;
}

/** A token issued over the OAuth calls. */
export interface IssuedToken {
  readonly kind: 'stateless' | 'short-lived';
  readonly expiresAt: number;
}

/** All that the platform knows of one account. */
export interface Channel {
  config: SimulatedChannel;
  readonly chats: Map<string, Chat>;
  readonly webhook: { endpoint: string; active: boolean };
  readonly replyTokens: Map<string, ReplyToken>;
  readonly retryKeys: Map<string, AcceptedRequest>;
  /** Recipients counted against the quota, by month `YYYY-MM` (UTC+9). */
  readonly usage: Map<string, number>;
  /** Messages delivered, by `kind:yyyyMMdd` (UTC+9). */
  readonly deliveries: Map<string, number>;
  readonly contents: Map<string, Content>;
  readonly readTokens: Map<string, string>;
  readonly linkTokens: Map<string, { userId: string; expiresAt: number }>;
  readonly richMenus: Map<string, RichMenu>;
  readonly aliases: Map<string, string>;
  defaultRichMenuId: string | undefined;
  readonly tokens: Map<string, IssuedToken>;
  /** Narrowcasts by request id: how many were reached, and when. */
  readonly narrowcasts: Map<string, { count: number; at: number }>;
}

/** A chat nobody has written in yet. */
export function newChat(user: SimulatedUser, relation: Relation): Chat {
  return {
    user,
    relation,
    items: [],
    unread: 0,
    loadingUntil: 0,
    lastSpokeAt: undefined,
    richMenuId: undefined,
    quoteTokens: new Set(),
  };
}

/** An account as configured; its known users are friends from the start. */
export function newChannel(config: SimulatedChannel): Channel {
  return {
    config,
    chats: new Map(config.users.map((user) => [user.userId, newChat(user, 'friend')])),
    webhook: { endpoint: config.webhookUrl, active: true },
    replyTokens: new Map(),
    retryKeys: new Map(),
    usage: new Map(),
    deliveries: new Map(),
    contents: new Map(),
    readTokens: new Map(),
    linkTokens: new Map(),
    richMenus: new Map(),
    aliases: new Map(),
    defaultRichMenuId: undefined,
    tokens: new Map(),
    narrowcasts: new Map(),
  };
}
