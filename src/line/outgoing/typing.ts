import { setTimeout as delay } from 'node:timers/promises';
import type { Channels } from './channels';
import type { Gateway } from './gateway';

/** Tells whoever waits that the bot is at work. */
export interface TypingSign {
  /** Does `work`; when it takes long, the sign is shown, once however much there is to do. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** The sign of one turn with somebody. */
export type TypingSignFor = (orgId: string, lineUserId: string) => TypingSign;

/** It ends with the answer; where none comes, it must not stay for long. */
const SECONDS = 20;

/** Signs that LINE shows. */
export function createTypingSigns(parts: {
  readonly channels: Pick<Channels, 'of'>;
  readonly gateway: Pick<Gateway, 'showLoading'>;
}): TypingSignFor {
  return (orgId, lineUserId) =>
    createTypingSign(async () => {
      const channel = await parts.channels.of(orgId).catch(() => undefined);
      if (channel !== undefined) await parts.gateway.showLoading(channel, lineUserId, SECONDS);
    });
}

/** Quick work is not announced: most photos are here sooner than the sign would be. */
const UNSEEN_MS = 800;
/** An answer is not held up for the sign's sake. */
const LATE_MS = 1_000;

/** Resolves after `ms`, or as soon as `over` fires. */
type Pause = (ms: number, over: AbortSignal) => Promise<unknown>;

const pause: Pause = (ms, over) => delay(ms, undefined, { signal: over, ref: false }).catch(() => undefined);

/** The sign of one turn. `show` never rejects. */
export function createTypingSign(show: () => Promise<void>, wait: Pause = pause): TypingSign {
  let shown: Promise<void> | undefined;
  return {
    during: async (work) => {
      const over = new AbortController();
      void wait(UNSEEN_MS, over.signal).then(() => {
        if (!over.signal.aborted) shown ??= show();
      });
      try {
        return await work();
      } finally {
        over.abort();
        // An answer ends the sign. One that came after the answer would stay: so the answer waits for it, a little.
        if (shown !== undefined) await first(shown, wait);
      }
    },
  };
}

async function first(shown: Promise<void>, wait: Pause): Promise<void> {
  const over = new AbortController();
  await Promise.race([shown, wait(LATE_MS, over.signal)]);
  over.abort();
}
