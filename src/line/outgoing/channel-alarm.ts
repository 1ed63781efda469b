import type { Clock } from '../../core/clock';
import { isWithin } from '../../core/clock';
import type { Log } from '../../core/log';

/** Tells the operator of channels that LINE does not serve: one line an hour for each, and a figure. */
export interface ChannelAlarm {
  /** LINE refused the channel itself (its token, its permission), or there is none. */
  raise(orgId: string, problem: string): void;
  /** LINE has served the channel. */
  clear(orgId: string): void;
  /** Channels that were refused and have not been served since, as far as this process knows. */
  count(): number;
}

const TELL_AGAIN_MS = 60 * 60 * 1000;

/** See `ChannelAlarm`. */
export function createChannelAlarm(parts: { readonly machineClock: Clock; readonly log: Log }): ChannelAlarm {
  /** When each was last told, by machine time. */
  const told = new Map<string, number>();
  return {
    raise: (orgId, problem) => {
      const now = parts.machineClock.now().getTime();
      if (isWithin(TELL_AGAIN_MS, told.get(orgId) ?? -Infinity, now)) return;
      told.set(orgId, now);
      parts.log.error('channel.needs-repair', { orgId, problem });
    },
    clear: (orgId) => {
      if (told.delete(orgId)) parts.log.info('channel.works-again', { orgId });
    },
    count: () => told.size,
  };
}
