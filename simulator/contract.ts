/**
 * What the simulator is told, and what its chat page and its server say to each other.
 * The simulator is a LINE platform of its own: it imports nothing of the bot.
 */

/** A LINE user of the simulator: somebody the visitor can be. */
export interface SimulatedUser {
  /** `U` and 32 hexadecimal digits. */
  userId: string;
  displayName: string;
  /** One line for the first screen: who this is, and what there is to try. */
  hint: string;
  language: 'th' | 'en';
  /** What the English page says instead. */
  inEnglish?: { displayName?: string; hint?: string };
}

/** A LINE Official Account of the simulator. */
export interface SimulatedChannel {
  /** The bot's user id: the `destination` of its webhooks. */
  botUserId: string;
  channelId: string;
  channelSecret: string;
  /** A long-lived token; stateless tokens are issued for id and secret besides. */
  accessToken?: string;
  basicId: string;
  displayName: string;
  /** What the English page says instead. */
  inEnglish?: { displayName?: string };
  webhookUrl: string;
  /** Messages a month that may be pushed; `undefined`: no limit. */
  monthlyQuota?: number;
  /** Verified accounts may list their followers. */
  verified?: boolean;
  users: readonly SimulatedUser[];
}

/** The time the simulator lives in. With `set`, its page shows a time machine. */
export interface SimulatorClock {
  now(): Date;
  /** Moves the time; `undefined` goes back to the machine's own. */
  set?(at: Date | undefined): void;
  /** True while it shows something else than the machine's time. */
  readonly isSet?: boolean;
  /** Calls `listener` after every move; returns the way to stop that. */
  onMove?(listener: (now: Date) => void): () => void;
}

/** Something to try, shown on the first screen. */
export interface Suggestion {
  title: string;
  detail: string;
  /** The page's language it is meant for; absent: both. */
  language?: 'th' | 'en';
  /** ISO instant: the clock goes there first, where it can be set. */
  moveTo?: string;
  /** Opens this chat, and offers `say` ready to be sent. */
  botUserId?: string;
  userId?: string;
  say?: string;
}

export interface SimulatorOptions {
  channels: readonly SimulatedChannel[];
  clock?: SimulatorClock;
  /** With a function they are made anew whenever the first screen is drawn: what is next depends on the time. */
  suggestions?: readonly Suggestion[] | ((now: Date) => readonly Suggestion[]);
  /** Folder for state that outlives a restart (chats, media, menus); absent: memory only. */
  dataDir?: string;
  /** Limits other than LINE's own, for tests. */
  limits?: Partial<SimulatorLimits>;
  /**
   * An origin without TLS (`http://localhost:3000`) whose URLs count as https: a bot on a developer's
   * machine has no certificate, LINE would refuse its images.
   */
  insecureOrigin?: string;
  /** Folder of the built chat page; absent: `dist/page` of the project. */
  pageDir?: string;
}

/** The limits that a test may want smaller than LINE's (line-platform.md §1.5, §2.2, §2.4). */
export interface SimulatorLimits {
  /** Factor on every rate limit; 1 is LINE's. */
  rateScale: number;
  /** Life of a reply token after each delivery, ms. */
  replyTokenMs: number;
  /** Life of a reply token after its event, however often it is delivered, ms. */
  replyTokenTotalMs: number;
  /** How long a webhook may take to answer, machine ms. */
  webhookTimeoutMs: number;
}

/** Deliberate trouble, for one channel or all. Everything off by default. */
export interface Faults {
  /** Answers the next `times` calls of a path prefix with a status, hangs, or cuts the connection. */
  api: {
    path: string;
    kind: 'status' | 'timeout' | 'cut' | 'accept-then-cut';
    status?: number;
    message?: string;
    times: number;
  }[];
  /** Webhooks: how often each is sent in all, in which order, and how late. */
  webhook: {
    copies: number;
    shuffle: boolean;
    delayMs: number;
    /** Send again what was not answered by a 2xx: waiting times in ms. */
    redeliverAfterMs: number[];
    wrongSignature: boolean;
  };
  /** Rich content answers 202 this often before it is ready. */
  contentPreparing: number;
  /** 429 of the monthly limit, whatever the quota says. */
  quotaExhausted: boolean;
}

/** One bubble of a chat, in the order of the conversation. */
export interface ChatItem {
  id: string;
  from: 'user' | 'bot';
  at: string;
  /** LINE message object as sent or received (`type`: text, flex, image, …); files carry `url`. */
  message: Record<string, unknown> & { type: string };
  /** `reply` or `push`, for what the bot said. */
  via?: 'reply' | 'push' | 'multicast' | 'broadcast';
  /** Sent with `notificationDisabled`: the phone shows no notification. */
  silent?: boolean;
  unsent?: boolean;
}

/** Where a chat is looked at: LINE for computers shows neither quick replies nor rich menus (line-platform.md §18.3). */
export type Device = 'phone' | 'desktop';

/** `GET /simulator/api/chats/:botUserId/:userId` */
export interface ChatState {
  botUserId: string;
  userId: string;
  blocked: boolean;
  items: ChatItem[];
  /** Seconds the loading animation still runs, 0 when it does not. */
  loadingSeconds: number;
  richMenu?: {
    richMenuId: string;
    imageUrl: string;
    chatBarText: string;
    selected: boolean;
    size: { width: number; height: number };
    areas: {
      bounds: { x: number; y: number; width: number; height: number };
      action: Record<string, unknown>;
    }[];
  };
}

/** `GET /simulator/api/state` */
export interface SimulatorState {
  now: string;
  clockCanBeSet: boolean;
  clockIsSet: boolean;
  channels: {
    botUserId: string;
    displayName: string;
    inEnglish?: { displayName?: string };
    basicId: string;
    quota?: number;
    used: number;
    users: (SimulatedUser & {
      blocked: boolean;
      unread: number;
      /** What the phone's notification of the bot's newest message says. */
      lastText?: string;
    })[];
  }[];
  suggestions: Suggestion[];
}

/** What happened, for the log panel and for tests that wait: `GET /simulator/api/log`. */
export type LogEntry =
  | {
      kind: 'webhook';
      at: string;
      botUserId: string;
      eventIds: string[];
      status: number | 'request_timeout' | 'could_not_connect';
      ms: number;
    }
  | {
      kind: 'call';
      at: string;
      botUserId?: string;
      method: string;
      path: string;
      /** 0: the connection was cut before an answer. */
      status: number;
      requestId: string;
      /** Accepted, but likely to look wrong on a phone. */
      warnings?: string[];
    };

/**
 * The page's calls, all JSON under `/simulator/api`; `:chat` stands for `:botUserId/:userId`. What a user does is
 * answered at once with `{messageId?}`, whatever becomes of its webhook; what cannot be done is a 400 `{message}`.
 *
 *   GET  /state                      SimulatorState
 *   GET  /chats/:chat                ChatState
 *   GET  /stream                     server-sent events: `chat` {botUserId,userId}, `clock` {now}, `log` LogEntry
 *   POST /chats/:chat/text           {text, quotedMessageId?}
 *   POST /chats/:chat/sticker        {packageId, stickerId}
 *   POST /chats/:chat/location       {title?, address?, latitude, longitude}
 *   POST /chats/:chat/media?kind=image|video|audio|file&name=…    raw bytes; several images: &setId=&index=&total=
 *   POST /media?kind=…&name=…        raw bytes, kept and not sent yet: {mediaId}
 *   POST /chats/:chat/burst          several messages within a second: {messages: (
 *                                      {text} | {photos: mediaId[], numbered?: false} | {file: {mediaId, kind}}
 *                                      | {location: {title?, address?, latitude, longitude}}
 *                                      | {sticker: {packageId, stickerId}})[],
 *                                    webhooks?: each | one | [1, 2, …], order?: sent | sets-reversed | sets-mixed
 *                                      | [1, 0, …]} → {messageIds}
 *   POST /chats/:chat/postback       {data, params?, displayText?}
 *   POST /chats/:chat/richmenuswitch {richMenuAliasId, data}
 *   POST /chats/:chat/follow | /block
 *   POST /chats/:chat/unsend         {messageId}
 *   POST /chats/:chat/event          any event object: hand-made and unknown types; missing common fields are filled
 *   POST /chats/:chat/accountlink    {linkToken, nonce}: what the account-link dialog does
 *   POST /clock                      {now: ISO instant or YYYY-MM-DD (09:00 in Bangkok)} or {reset: true}
 *   GET  /faults   PUT /faults       Faults (PUT takes a part)
 *   POST /faults/reset
 *   GET  /log?since=N                {next, entries: LogEntry[]}
 *   GET  /media/:id                  bytes of what a user sent
 *   POST /users                      {botUserId, displayName?, language?} → a new user (SimulatedUser)
 */
export const API_BASE = '/simulator/api';
