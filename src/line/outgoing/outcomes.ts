import { present } from '../../core/present';
import type { SendOutcome } from '../../outbox/rules';
import type { CallResult } from './calls';

/**
 * Not the message is refused but the channel: its token (401), what its plan permits (403), or the address of
 * the API (404; LINE has no other use for it in sending). Source: LINE, status codes.
 */
const REPAIRABLE: readonly number[] = [401, 403, 404];

/** What the answer to a reply or a push means for the message. */
export function outcomeOf(result: CallResult<unknown>): SendOutcome {
  if (result.ok || result.status === 409) return { kind: 'sent', ...requestIdOf(result) };
  if (result.status === 0 || result.status >= 500)
    return { kind: 'later', problem: `status ${result.status}` };
  if (result.status === 429) return { kind: 'paused', why: 'rate' };
  if (REPAIRABLE.includes(result.status)) return { kind: 'repair', problem: String(result.status) };
  return { kind: 'refused', status: result.status, problem: problemOf(result.body), ...requestIdOf(result) };
}

/** LINE's id of the call, where it gave one. */
export function requestIdOf({ requestId }: CallResult<unknown>): { requestId?: string } {
  return present({ requestId });
}

/** Which property LINE dislikes. Its sentences are left out: they may quote the message. */
function problemOf(body: string): string {
  try {
    const { details } = JSON.parse(body) as { details?: { property?: unknown }[] };
    const properties = (details ?? []).map(({ property }) => (typeof property === 'string' ? property : '?'));
    return properties.length === 0 ? 'no details' : properties.slice(0, 5).join(' ').slice(0, 200);
  } catch {
    return 'no details';
  }
}
