import { channelAccessToken, HTTPFetchError, messagingApi } from '@line/bot-sdk';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Channel } from './channels';
import type { Path, Posted } from './posting';
import { createPosting } from './posting';
import type { IssuedToken, Tokens } from './tokens';
import { createTokens } from './tokens';

/** How a call ended. `status` 0: no answer, so nobody knows whether it had an effect. */
export type CallResult<T> = { readonly ok: true; readonly value: T; readonly requestId?: string } | Failure;

interface Failure {
  readonly ok: false;
  readonly status: number;
  readonly requestId?: string;
  /** LINE's answer, unparsed. It may quote a message: not for the log. */
  readonly body: string;
}

/** The SDK's clients, speaking for one channel. */
export interface Clients {
  readonly api: messagingApi.MessagingApiClient;
  readonly blob: messagingApi.MessagingApiBlobClient;
}

interface Answered<T> {
  readonly httpResponse: Response;
  readonly body: T;
}

type Use<T> = (clients: Clients) => Promise<Answered<T>>;

/** One try with one token. Never rejects. */
type Try<T> = (token: string) => Promise<CallResult<T>>;

interface Attempt<T> {
  readonly result: CallResult<T>;
  readonly token?: string;
}

export interface CallParts {
  readonly apiBaseUrl: string;
  readonly dataApiBaseUrl: string;
  /** The SDK has no time-out of its own: a hung connection would hold it for five minutes. */
  readonly timeoutMs: number;
  readonly machineClock: Clock;
  readonly log: Log;
}

/** Calls of the Messaging API: with the channel's token, in time, and told in the log without a name. */
export interface Calls {
  /**
   * `endpoint` is the template of the path, for the log; a status that is `usual` is no trouble there (`any`: the
   * call may fail). Never throws.
   */
  call<T>(channel: Channel, endpoint: string, use: Use<T>, usual?: number | 'any'): Promise<CallResult<T>>;
  /** The same for what is said many times a second and answered with nothing that matters: without the SDK. */
  post(channel: Channel, path: Path, body: object, retryKey?: string): Promise<CallResult<undefined>>;
  readonly tokens: Tokens;
}

/** See `Calls`. A 401 is tried once more with a fresh token. */
export function createCalls(parts: CallParts): Calls {
  const tokens = createTokens({ issue: issuer(parts), machineClock: parts.machineClock });
  const posting = createPosting(parts.apiBaseUrl, parts.timeoutMs);
  const attempt = async <T>(channel: Channel, once: Try<T>): Promise<Attempt<T>> => {
    const token = await tokens.of(channel).catch((error: unknown) => withoutToken(error));
    return typeof token === 'string' ? { result: await once(token), token } : { result: token };
  };
  const told = async <T>(
    channel: Channel,
    endpoint: string,
    once: Try<T>,
    usual?: number | 'any',
  ): Promise<CallResult<T>> => {
    const begun = performance.now();
    const first = await attempt(channel, once);
    const { result } =
      isRefusedToken(first.result) && first.token !== undefined && tokens.refused(channel, first.token)
        ? await attempt(channel, once)
        : first;
    const ms = Math.round(performance.now() - begun);
    const status = result.ok ? 200 : result.status;
    const fields = { orgId: channel.orgId, endpoint, status, requestId: result.requestId, ms };
    // As LINE's guidelines want it: request id, method, endpoint, status; never ids of people or texts.
    if (result.ok || usual === 'any' || status === usual) parts.log.debug('line.call', fields);
    else parts.log.warn('line.call-failed', fields);
    return result;
  };
  return {
    tokens,
    call: (channel, endpoint, use, usual) =>
      told(channel, endpoint, (token) => bySdk(parts, token, use), usual),
    post: (channel, path, body, retryKey) =>
      told(channel, `POST ${path}`, (token) =>
        posting({ path, token, body, retryKey }).then(resultOf, (error: unknown) => failureOf(error)),
      ),
  };
}

async function bySdk<T>(parts: CallParts, token: string, use: Use<T>): Promise<CallResult<T>> {
  try {
    const { httpResponse, body } = await inTime(use(clientsFor(parts, token)), parts.timeoutMs);
    return { ok: true, value: body, ...requestIdOf(httpResponse.headers) };
  } catch (error) {
    return failureOf(error);
  }
}

function resultOf({ status, body, ...known }: Posted): CallResult<undefined> {
  const isOk = status >= 200 && status < 300;
  return isOk ? { ok: true, value: undefined, ...known } : { ok: false, status, body, ...known };
}

function clientsFor({ apiBaseUrl, dataApiBaseUrl }: CallParts, channelAccessToken: string): Clients {
  return {
    api: new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: apiBaseUrl }),
    blob: new messagingApi.MessagingApiBlobClient({ channelAccessToken, baseURL: dataApiBaseUrl }),
  };
}

function issuer({ apiBaseUrl, timeoutMs }: CallParts) {
  const client = new channelAccessToken.ChannelAccessTokenClient({ baseURL: apiBaseUrl });
  return async (channelId: string, channelSecret: string): Promise<IssuedToken> => {
    const issued = await inTime(
      client.issueStatelessChannelTokenByClientSecret(channelId, channelSecret),
      timeoutMs,
    );
    return { token: issued.access_token, expiresInSeconds: issued.expires_in };
  };
}

/** Rejects with `line-timeout` when `work` takes longer; what it does after that is nobody's concern. */
async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new AppError('line-timeout', 'LINE did not answer in time')), timeoutMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function isRefusedToken(result: CallResult<unknown>): boolean {
  return !result.ok && result.status === 401;
}

function failureOf(error: unknown): Failure {
  if (error instanceof HTTPFetchError)
    return { ok: false, status: error.status, body: error.body, ...requestIdOf(error.headers) };
  return { ok: false, status: 0, body: '' };
}

/** Credentials that LINE does not take are as good as none: 401, whatever the status was. */
function withoutToken(error: unknown): Failure {
  const failure = failureOf(error);
  const isOurFault =
    error instanceof AppError ? error.code === 'no-channel-token' : isClientError(failure.status);
  return isOurFault ? { ...failure, status: 401 } : failure;
}

function isClientError(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

function requestIdOf(headers: Headers): { requestId?: string } {
  const requestId = headers.get('x-line-request-id');
  return requestId === null ? {} : { requestId };
}

/** What a call that must succeed gave; throws `line-call-failed` with LINE's status. */
export function valueOf<T>(result: CallResult<T>): T {
  if (result.ok) return result.value;
  throw new AppError('line-call-failed', `LINE answered ${result.status}`, {
    details: { status: result.status },
  });
}
