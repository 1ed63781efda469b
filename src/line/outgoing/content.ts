import type { Log } from '../../core/log';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { recognise } from '../../files/recognise';
import { MESSAGE_ID } from '../line-ids';
import type { Channel } from './channels';
import type { Tokens } from './tokens';

/** A file that lies at LINE and must be fetched before it is an input. */
export interface ToFetch {
  readonly kind: 'fetch';
  readonly messageId: string;
  readonly mediaKind: 'image' | 'file';
  /** As the sender's phone calls it; shown to people, never trusted. */
  readonly fileName?: string;
  readonly fileSize?: number;
  /** Its sender may bring in plans, which may be mere text. */
  readonly texts?: boolean;
}

/** A file that was fetched, recognised by its bytes and made harmless; or what to tell its sender. */
export type FetchedContent =
  | { readonly ok: true; readonly bytes: Buffer; readonly mediaType: string; readonly name?: string }
  | { readonly ok: false; readonly problem: TextKey };

export interface ContentParts {
  readonly dataApiBaseUrl: string;
  readonly timeoutMs: number;
  readonly tokens: Tokens;
  readonly log: Log;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly maxBytes?: number;
}

/** The most that is kept of one file; the sender is told the same figure. */
export const LARGEST_FILE = 10 * 1024 * 1024;
/** LINE answers 202 while it prepares what was sent: asked again after these pauses. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 4_000] as const;

/**
 * Fetches what somebody sent. Own calls instead of the SDK's, whose download ends the process when the
 * connection is cut and takes an unprepared file (202) for an empty one. Never throws.
 */
export async function fetchContent(
  parts: ContentParts,
  channel: Channel,
  wanted: ToFetch,
): Promise<FetchedContent> {
  const { maxBytes = LARGEST_FILE } = parts;
  if (!MESSAGE_ID.test(wanted.messageId)) return { ok: false, problem: 'line.file.notReceived' };
  if ((wanted.fileSize ?? 0) > maxBytes) return { ok: false, problem: 'line.file.tooLarge' };
  const download = await downloadWhenReady(parts, channel, wanted.messageId, maxBytes);
  if ('problem' in download) return { ok: false, problem: download.problem };
  const recognised = await recognise(download.bytes, { texts: wanted.texts });
  if (!recognised.ok) return recognised;
  return { ...recognised, ...present({ name: wanted.fileName }) };
}

type Download = { readonly bytes: Buffer } | { readonly problem: TextKey };

async function downloadWhenReady(
  parts: ContentParts,
  channel: Channel,
  messageId: string,
  maxBytes: number,
): Promise<Download> {
  let mayRefresh = true;
  let pause = 0;
  for (;;) {
    const token = await parts.tokens.of(channel).catch(() => undefined);
    const answer = token === undefined ? undefined : await download(parts, messageId, token, maxBytes);
    if (token === undefined || answer === undefined) return { problem: 'line.file.notReceived' };
    if (answer === 'unauthorized' && mayRefresh && parts.tokens.refused(channel, token)) {
      mayRefresh = false;
      continue;
    }
    if (answer === 'unauthorized') return { problem: 'line.file.notReceived' };
    if (answer !== 'preparing') return answer;
    const next = PAUSES_MS[pause++];
    if (next === undefined) return { problem: 'line.file.notReceived' };
    await parts.wait(next);
  }
}

/** One attempt; `undefined` when LINE did not answer or broke off. */
async function download(
  { dataApiBaseUrl, timeoutMs, log }: ContentParts,
  messageId: string,
  token: string,
  maxBytes: number,
): Promise<Download | 'preparing' | 'unauthorized' | undefined> {
  const begun = performance.now();
  let status = 0;
  try {
    const response = await fetch(new URL(`/v2/bot/message/${messageId}/content`, dataApiBaseUrl), {
      headers: { authorization: `Bearer ${token}` },
      // The token must not travel on to wherever a redirect points.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    if (status === 200) return await readUpTo(response, maxBytes);
    await response.body?.cancel();
    if (status === 202) return 'preparing';
    if (status === 401) return 'unauthorized';
    return { problem: status === 404 || status === 410 ? 'line.file.gone' : 'line.file.notReceived' };
  } catch {
    return undefined;
  } finally {
    const ms = Math.round(performance.now() - begun);
    log.debug('line.call', { endpoint: 'GET /v2/bot/message/{messageId}/content', status, ms });
  }
}

/** Reads no further than the cap, whatever the length was said to be. */
async function readUpTo(response: Response, maxBytes: number): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the download.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return { problem: 'line.file.tooLarge' };
    chunks.push(chunk);
  }
  return size === 0 ? { problem: 'line.file.notReceived' } : { bytes: Buffer.concat(chunks) };
}
