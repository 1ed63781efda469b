import { ApiError } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import type { Outcome } from './webhooks';

const MAX_URL = 500;

function isEndpointUrl(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX_URL || !URL.canParse(value)) return false;
  const url = new URL(value);
  // On this machine there are no certificates.
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (isHere && url.protocol === 'http:');
}

function readEndpoint(value: unknown): string {
  if (!isEndpointUrl(value)) throw new ApiError(400, 'Invalid webhook endpoint URL');
  return value;
}

function setEndpoint({ channel, body }: Call): Answer {
  channel.webhook.endpoint = readEndpoint(body.endpoint);
  return {};
}

function knownEndpoint({ channel }: Call): string {
  if (channel.webhook.endpoint === '') throw new ApiError(404, 'Webhook endpoint not found');
  return channel.webhook.endpoint;
}

function getEndpoint(call: Call): Answer {
  return { body: { endpoint: knownEndpoint(call), active: call.channel.webhook.active } };
}

function reason(outcome: Outcome): string {
  if (typeof outcome === 'string') return outcome.toUpperCase();
  return outcome >= 200 && outcome < 300 ? 'OK' : 'ERROR_STATUS_CODE';
}

async function testEndpoint(call: Call): Promise<Answer> {
  const { body, channel, world, now } = call;
  const endpoint = body.endpoint === undefined ? knownEndpoint(call) : readEndpoint(body.endpoint);
  const outcome = await world.webhooks.attempt(channel, [], endpoint);
  const why = reason(outcome);
  return {
    body: {
      success: why === 'OK',
      timestamp: now.toISOString(),
      statusCode: typeof outcome === 'number' ? outcome : 0,
      reason: why,
      detail: typeof outcome === 'number' ? String(outcome) : outcome,
    },
  };
}

const ENDPOINT = '/v2/bot/channel/webhook/endpoint';

/** Settings of the webhook (line-platform.md §2.10). */
export const webhookEndpoints: readonly Endpoint[] = [
  { method: 'put', path: ENDPOINT, body: 'json', rate: 'webhookEndpoint', handle: setEndpoint },
  { method: 'get', path: ENDPOINT, rate: 'webhookEndpoint', handle: getEndpoint },
  {
    method: 'post',
    path: '/v2/bot/channel/webhook/test',
    body: 'json?',
    rate: 'seldom',
    handle: testEndpoint,
  },
];
