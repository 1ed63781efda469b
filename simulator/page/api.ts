import {
  API_BASE,
  type ChatState,
  type LogEntry,
  type SimulatedUser,
  type SimulatorState,
} from '../contract';
import type { Postback } from './actions';
import type { ChatId } from './route';

/** The simulator refused a call, or did not answer; `message` is its own explanation. */
export class ApiError extends Error {}

async function call<T>(method: string, path: string, body?: BodyInit, type?: string): Promise<T> {
  const response = await fetch(`${API_BASE}${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  });
  const answer = (await response.json().catch(() => ({}))) as T & { message?: string };
  if (!response.ok) throw new ApiError(answer.message ?? `${method} ${path}: ${response.status}`);
  return answer;
}

const get = <T>(path: string) => call<T>('GET', path);

const post = <T = unknown>(path: string, body: unknown = {}) =>
  call<T>('POST', path, JSON.stringify(body), 'application/json');

const chatPath = ({ botUserId, userId }: ChatId) =>
  `/chats/${encodeURIComponent(botUserId)}/${encodeURIComponent(userId)}`;

/** What can be sent as bytes. */
export type MediaKind = 'image' | 'video' | 'audio' | 'file';

/** A place to send: degrees, and what it is called. */
export interface Place {
  readonly title?: string;
  readonly address?: string;
  readonly latitude: number;
  readonly longitude: number;
}

function upload<T = unknown>(path: string, kind: MediaKind, file: File): Promise<T> {
  const query = new URLSearchParams({ kind, name: file.name });
  const type = file.type === '' ? 'application/octet-stream' : file.type;
  return call<T>('POST', `${path}?${query.toString()}`, file, type);
}

/** The simulator's calls, as listed in its contract. */
export const api = {
  state: () => get<SimulatorState>('/state'),
  chat: (chat: ChatId) => get<ChatState>(chatPath(chat)),
  log: (since: number) => get<{ next: number; entries: LogEntry[] }>(`/log?since=${since}`),

  text: (chat: ChatId, text: string, quotedMessageId?: string) =>
    post(`${chatPath(chat)}/text`, quotedMessageId === undefined ? { text } : { text, quotedMessageId }),
  sticker: (chat: ChatId, packageId: string, stickerId: string) =>
    post(`${chatPath(chat)}/sticker`, { packageId, stickerId }),
  location: (chat: ChatId, place: Place) => post(`${chatPath(chat)}/location`, place),
  media: (chat: ChatId, kind: MediaKind, file: File) => upload(`${chatPath(chat)}/media`, kind, file),
  /** Hands a file over that is sent later, with others. */
  store: (kind: MediaKind, file: File) => upload<{ mediaId: string }>('/media', kind, file),
  burst: (chat: ChatId, messages: readonly unknown[]) => post(`${chatPath(chat)}/burst`, { messages }),
  postback: (chat: ChatId, postback: Postback & { params?: unknown }) =>
    post(`${chatPath(chat)}/postback`, postback),
  switchRichMenu: (chat: ChatId, richMenuAliasId: string, data: string) =>
    post(`${chatPath(chat)}/richmenuswitch`, { richMenuAliasId, data }),
  linkAccount: (chat: ChatId, linkToken: string, nonce: string) =>
    post(`${chatPath(chat)}/accountlink`, { linkToken, nonce }),
  follow: (chat: ChatId) => post(`${chatPath(chat)}/follow`),
  block: (chat: ChatId) => post(`${chatPath(chat)}/block`),
  unsend: (chat: ChatId, messageId: string) => post(`${chatPath(chat)}/unsend`, { messageId }),

  /** `now`: an ISO instant, or a day, which starts at nine in Bangkok. */
  setClock: (now: string) => post('/clock', { now }),
  resetClock: () => post('/clock', { reset: true }),
  addUser: (botUserId: string, displayName: string, language: 'th' | 'en') =>
    post<SimulatedUser>('/users', { botUserId, displayName, language }),
};
