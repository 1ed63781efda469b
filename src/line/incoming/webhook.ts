import { validateSignature } from '@line/bot-sdk';
import type { Request, Response, Router } from 'express';
import express from 'express';
import type { Log } from '../../core/log';
import type { Arrival } from '../../threads/store';
import { destinationIn } from './destination';
import type { Dispatcher } from './dispatch';
import type { EventToKeep } from './events';
import { eventsToKeep, parseWebhookBody } from './events';
import { readBody, turnAway } from './raw-body';
import type { Rush } from './rush';

/** The credentials of a webhook's channel, found by what the body says and trusted only once verified. */
export interface WebhookChannel {
  readonly orgId: string;
  readonly channelSecret: string;
}

export interface WebhookParts {
  /** Resolves when they are on disk, with those that are new. */
  readonly store: (events: readonly EventToKeep[]) => Promise<readonly Arrival[]>;
  readonly dispatcher: Pick<Dispatcher, 'nudge'>;
  /** The channel whose bot has this user id. */
  readonly channelOf: (destination: string) => Promise<WebhookChannel | undefined>;
  readonly log: Log;
  /** Told of every webhook until it is acknowledged. */
  readonly rush: Rush;
}

/** More than LINE sends: a hundred events of the longest texts. */
export const BODY_LIMIT = 256 * 1024;
/** LINE records an answer after two seconds as a time-out; a slow database gets said before that. */
export const ANSWER_MS = 1_800;
/** The base64 of an HMAC-SHA256. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

/**
 * `POST /webhook`: verified on its raw bytes, stored durably, then answered 200; all else happens after.
 * A stranger costs as little as can be: what has no signature is refused before its body is read, and
 * nothing is parsed before the signature holds. 401 for a missing or wrong signature, 400 for what is no
 * webhook body, 408 for one that does not come, 413 over 256 KB, 415 for a packed one (LINE packs none), 503
 * when the events could not be stored in time (LINE then sends them again). See LINE's "Receive messages".
 */
export function webhookRouter(parts: WebhookParts): Router {
  const router = express.Router();
  router.post('/webhook', async (request, response) => {
    const refused = (status: number): void => turnAway(request, response, status, bodyOf(status));
    const late = lateness(response);
    const byHeaders = refusal(request);
    if (byHeaders !== undefined) {
      refused(byHeaders);
      return;
    }
    const body = await Promise.race([readBody(request, BODY_LIMIT), late]);
    if (body === 'late') refused(408);
    else if (body === 'too-large') refused(413);
    else if (body !== 'broken-off') {
      const status = await Promise.race([
        parts.rush.during(receive(parts, signatureOf(request), body)),
        late,
      ]);
      answer(response, status === 'late' ? 503 : status);
    }
  });
  return router;
}

function signatureOf(request: Request): string {
  return request.get('x-line-signature') ?? '';
}

/** What can be said by the headers alone. */
function refusal(request: Request): number | undefined {
  if (!SIGNATURE.test(signatureOf(request))) return 401;
  if (Number(request.get('content-length') ?? 0) > BODY_LIMIT) return 413;
  return (request.get('content-encoding') ?? 'identity') === 'identity' ? undefined : 415;
}

async function receive(parts: WebhookParts, signature: string, body: Buffer): Promise<number> {
  const destination = destinationIn(body);
  if (destination === undefined) return 400;
  try {
    // The destination only picks the secret to check with: nothing is believed before the signature holds.
    const channel = await parts.channelOf(destination);
    if (channel === undefined || !validateSignature(body, channel.channelSecret, signature)) return 401;
    const parsed = parseWebhookBody(body);
    if (parsed?.destination !== destination) return 400;
    parts.dispatcher.nudge(await parts.store(eventsToKeep(parsed.events, channel.orgId)));
    return 200;
  } catch (error) {
    parts.log.error('webhook.not-stored', { error: error as Error });
    return 503;
  }
}

/** Resolves when LINE is about to give up. */
function lateness(response: Response): Promise<'late'> {
  return new Promise((done) => {
    const timer = setTimeout(() => done('late'), ANSWER_MS);
    response.once('close', () => clearTimeout(timer));
  });
}

/** Without Express's ETag and content negotiation, which nobody asks for here: this is the hot path. */
function answer(response: Response, status: number): void {
  const body = bodyOf(status);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

function bodyOf(status: number): string {
  return status === 200 ? '{}' : JSON.stringify({ message: MESSAGES[status] });
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'The body is not a LINE webhook: JSON with destination and events',
  401: 'The signature does not belong to this body and channel',
  408: 'The body did not come in time',
  413: 'The body is larger than any webhook of LINE',
  415: 'LINE sends its webhooks unpacked',
  503: 'The events could not be stored; send them again',
};
