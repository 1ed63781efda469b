import type { Request, RequestHandler, Response, Router } from 'express';
import { raw } from 'express';
import { ApiError, notFound, wrongParameter } from './api-error';
import type { Json } from './json';
import { isJson, parseJson } from './json';
import type { RateName } from './rate-limits';
import { isRetryKey } from './retry-keys';
import type { Channel } from './state';
import { channelOfToken } from './tokens';
import type { World } from './world';

const MAX_BODY = '2mb';

/** A request of a bot, authenticated and read. */
export interface Call {
  readonly world: World;
  readonly channel: Channel;
  readonly now: Date;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object of the body; empty for calls without one. */
  readonly body: Json;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly requestId: string;
  readonly retryKey: string | undefined;
  /** Notes for the developer about an accepted request, shown in the log. */
  readonly warn: (warnings: readonly string[]) => void;
}

/** What is answered; `{}` with 200 when nothing is said. */
export interface Answer {
  readonly status?: number;
  readonly body?: Json;
  readonly file?: { readonly bytes: Buffer; readonly type: string };
}

/** One call of the Messaging API. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly rate?: RateName;
  readonly takesRetryKey?: boolean;
  /** `json?`: there may be no body at all. */
  readonly body?: 'json' | 'json?';
  handle(call: Call): Answer | Promise<Answer>;
}

/** Sends an answer. */
function sendAnswer(res: Response, answer: Answer): void {
  res.status(answer.status ?? 200);
  if (answer.file === undefined) res.json(answer.body ?? {});
  else res.type(answer.file.type).send(answer.file.bytes);
}

/** Sends an error in the Messaging API's shape; what is not ours is a 500 without its inner words. */
export function sendError(res: Response, error: unknown): void {
  if (error instanceof ApiError) {
    res.status(error.status).set(error.headers).json(error.body);
    return;
  }
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status === 413) res.status(413).json({ message: 'Request Entity Too Large' });
  else if (status >= 400 && status < 500) res.status(status).json({ message: 'Bad Request' });
  else res.status(500).json({ message: 'Internal server error' });
}

function authenticate(world: World, req: Request): Channel {
  const token = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1] ?? '';
  const channel = channelOfToken(world.channels.values(), token, world.clock.now());
  if (channel === undefined) {
    throw new ApiError(
      401,
      'Authentication failed. Confirm that the access token in the authorization header is valid.',
    );
  }
  return channel;
}

function readBody(endpoint: Endpoint, contentType: string, bytes: Buffer): Json {
  if (endpoint.body === undefined || (endpoint.body === 'json?' && bytes.length === 0)) return {};
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new ApiError(
      415,
      `The content type, ${contentType === '' ? 'null' : contentType}, is not supported`,
    );
  }
  const body = parseJson(bytes);
  if (!isJson(body)) {
    throw new ApiError(400, 'The request body could not be parsed as JSON (line: 1, column: 1)');
  }
  return body;
}

function readRetryKey(endpoint: Endpoint, req: Request): string | undefined {
  const key = req.get('x-line-retry-key');
  if (key === undefined) return undefined;
  if (endpoint.takesRetryKey !== true || !isRetryKey(key)) throw wrongParameter('X-Line-Retry-Key');
  return key;
}

function pathParameters(req: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(req.params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]),
  );
}

/** Authentication and rate limit come before the body is read, as on the platform. */
function guard(world: World, endpoint: Endpoint): RequestHandler {
  return (req, res, next) => {
    const channel = authenticate(world, req);
    res.locals.channel = channel;
    const key = `${channel.config.botUserId} ${endpoint.method} ${endpoint.path}`;
    if (!world.rates.take(key, endpoint.rate ?? 'usual', world.clock.now())) {
      throw new ApiError(429, 'The API rate limit has been exceeded. Try again later.');
    }
    next();
  };
}

function answerCall(world: World, endpoint: Endpoint): RequestHandler {
  return async (req, res) => {
    const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const contentType = req.get('content-type') ?? '';
    const answer = await endpoint.handle({
      world,
      channel: res.locals.channel as Channel,
      now: world.clock.now(),
      params: pathParameters(req),
      query: new URL(req.originalUrl, 'http://simulator.invalid').searchParams,
      body: readBody(endpoint, contentType, bytes),
      bytes,
      contentType,
      requestId: String(res.getHeader('x-line-request-id')),
      retryKey: readRetryKey(endpoint, req),
      warn: (warnings) => (res.locals.warnings = warnings),
    });
    sendAnswer(res, answer);
    world.journal.changed();
  };
}

/** Mounts calls; a known path with another method is a 405, an unknown path a 404. */
export function mountEndpoints(router: Router, world: World, endpoints: readonly Endpoint[]): void {
  const readBytes = raw({ type: () => true, limit: MAX_BODY });
  for (const endpoint of endpoints) {
    router[endpoint.method](endpoint.path, guard(world, endpoint), readBytes, answerCall(world, endpoint));
  }
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    router.all(path, () => {
      throw new ApiError(405, 'Method Not Allowed');
    });
  }
  router.use(() => {
    throw notFound();
  });
}
