import { setTimeout as delay } from 'node:timers/promises';
import { USER_ID } from '../line-ids';
import type { Calls } from './calls';
import type { Channel } from './channels';

/** What LINE takes: 5 to 60 seconds in steps of five. */
export type LoadingSeconds = 5 | 10 | 15 | 20 | 30 | 60;

/**
 * Shows LINE's loading animation in somebody's own chat until the next message of the bot, for `seconds` at most. It is
 * a courtesy: whatever becomes of it is nobody's trouble. Never rejects.
 */
export async function showLoading(
  calls: Calls,
  channel: Channel,
  userId: string,
  seconds: LoadingSeconds,
): Promise<void> {
  if (!USER_ID.test(userId)) return;
  const request = { chatId: userId, loadingSeconds: seconds };
  await calls.call(
    channel,
    'POST /v2/bot/chat/loading/start',
    ({ api }) => api.showLoadingAnimationWithHttpInfo(request),
    'any',
  );
}

/** Tells whoever waits that the bot is at work. */
export interface TypingSign {
  /** Does `work`; when it takes long, the sign is shown, once however much there is to do. */
  during<T>(work: () => Promise<T>): Promise<T>;
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
