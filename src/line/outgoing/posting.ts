import type { RequestOptions } from 'node:http';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { AppError } from '../../core/errors';

/** A path of the Messaging API that takes JSON. */
export type Path = `/v2/bot/${string}`;

/** What is posted. */
export interface Post {
  readonly path: Path;
  readonly token: string;
  readonly body: object;
  /** A UUID, the same at every attempt of the same thing. */
  readonly retryKey: string | undefined;
}

/** LINE's answer to it. */
export interface Posted {
  readonly status: number;
  readonly requestId?: string;
  /** Unparsed. */
  readonly body: string;
}

/**
 * Posts JSON to one host over connections that Node's own agent keeps open. Resolves with whatever LINE
 * answered; rejects when the whole answer did not come within `timeoutMs`, or when the connection broke. No
 * redirect is followed: the token must not travel on. Without `fetch`, whose streams cost more than all that
 * the bot does for an answer.
 */
export function createPosting(baseUrl: string, timeoutMs: number): (post: Post) => Promise<Posted> {
  const base = urlToHttpOptions(new URL(baseUrl));
  const request = base.protocol === 'https:' ? overHttps : overHttp;
  const host: RequestOptions = { protocol: base.protocol, hostname: base.hostname, port: base.port };
  return ({ path, token, body, retryKey }) =>
    new Promise((done, fail) => {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        authorization: `Bearer ${token}`,
        ...(retryKey === undefined ? {} : { 'x-line-retry-key': retryKey }),
      };
      const call = request({ ...host, path, method: 'POST', headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (answer += chunk));
        response.once('error', fail);
        response.once('end', () => {
          const { 'x-line-request-id': requestId } = response.headers;
          const known = typeof requestId === 'string' ? { requestId } : {};
          done({ status: response.statusCode ?? 0, body: answer, ...known });
        });
      });
      const giveUp = (): void =>
        void call.destroy(new AppError('line-timeout', 'LINE did not answer in time'));
      const timer = setTimeout(giveUp, timeoutMs);
      call.once('error', fail);
      call.once('close', () => clearTimeout(timer));
      call.end(text);
    });
}
