import { validateSignature } from '@line/bot-sdk';
import express from 'express';
import type { Request, Response, Router } from 'express';
import type { Log } from '../../core/log';
import { eventsToKeep, parseWebhookBody } from './events';
import type { Dispatcher } from './dispatch';
import type { Inbox } from './inbox';

/** The credentials of a webhook's channel, found by what the body says and trusted only once verified. */
export interface WebhookChannel {
  readonly orgId: string;
  readonly channelSecret: string;
}

export interface WebhookParts {
  readonly inbox: Inbox;
  readonly dispatcher: Pick<Dispatcher, 'nudge'>;
  /** The channel whose bot has this user id. */
  readonly channelOf: (destination: string) => Promise<WebhookChannel | undefined>;
  readonly log: Log;
}

/** LINE sends far less; the limit is ours, because the SDK's middleware has none. */
const BODY_LIMIT = '1mb';
/** LINE records an answer after two seconds as a time-out; a slow database gets said before that. */
export const ANSWER_MS = 1_800;

/**
 * `POST /webhook`: verified on its raw bytes, stored durably, then answered 200; all else happens after.
 * 401 for a missing or wrong signature, 400 for what is no webhook body, 413 over 1 MB, 503 when the
 * events could not be stored in time (LINE then sends them again). See LINE's "Receive messages".
 */
export function webhookRouter(parts: WebhookParts): Router {
  const router = express.Router();
  router.post('/webhook', express.raw({ type: () => true, limit: BODY_LIMIT }), async (request, response) => {
    const status = await Promise.race([receive(parts, request), tooSlow(request)]);
    if (!response.headersSent) answer(response, status);
  });
  return router;
}

async function receive(parts: WebhookParts, request: Request): Promise<number> {
  const signature = request.get('x-line-signature');
  const body: unknown = request.body;
  if (signature === undefined || !Buffer.isBuffer(body)) return 401;
  const parsed = parseWebhookBody(body);
  if (parsed === undefined) return 400;
  try {
    // The destination only picks the secret to check with: nothing is believed before the signature holds.
    const channel = await parts.channelOf(parsed.destination);
    if (channel === undefined || !validateSignature(body, channel.channelSecret, signature)) return 401;
    const lanes = await parts.inbox.store(eventsToKeep(parsed.events, channel.orgId));
    parts.dispatcher.nudge(lanes);
    return 200;
  } catch (error) {
    parts.log.error('webhook.not-stored', { error: error as Error });
    return 503;
  }
}

function tooSlow(request: Request): Promise<number> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(503), ANSWER_MS);
    request.res?.once('close', () => clearTimeout(timer));
  });
}

/** Without Express's ETag and content negotiation, which nobody asks for here: this is the hot path. */
function answer(response: Response, status: number): void {
  const body = JSON.stringify(status === 200 ? {} : { message: MESSAGES[status] });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'The body is not a LINE webhook: JSON with destination and events',
  401: 'The signature does not belong to this body and channel',
  503: 'The events could not be stored; send them again',
};
