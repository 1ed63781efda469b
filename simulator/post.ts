import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** Kept open between webhooks, as LINE keeps them. */
const KEPT_OPEN = { keepAlive: true, maxFreeSockets: Infinity } as const;
const plain = new HttpAgent(KEPT_OPEN);
const secure = new HttpsAgent(KEPT_OPEN);

/**
 * Posts a body and resolves with the status once the whole answer is there; redirects are not followed. Rejects
 * when no answer comes, or when `signal` fires. Not `fetch`: a thousand webhooks at once would keep this process
 * busy for longer than the bot takes to answer them, and the bot would be blamed.
 */
export function post(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  signal: AbortSignal,
): Promise<number> {
  const url = new URL(endpoint);
  const [send, agent] = url.protocol === 'https:' ? [httpsRequest, secure] : [httpRequest, plain];
  return new Promise((done, fail) => {
    const sending = send(
      url,
      { method: 'POST', agent, signal, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        answer.once('end', () => done(answer.statusCode ?? 0)).once('error', fail);
        answer.resume();
      },
    );
    sending.once('error', fail).end(body);
  });
}
