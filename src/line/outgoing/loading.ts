import { USER_ID } from '../line-ids';
import type { Calls } from './calls';
import type { Channel } from './channels';

/** What LINE takes: 5 to 60 seconds in steps of five. */
export type LoadingSeconds = 5 | 10 | 15 | 20 | 30 | 60;

/**
 * Shows LINE's loading animation in somebody's own chat until the next message of the bot, for `seconds` at
 * most. It is a courtesy: whatever becomes of it is nobody's trouble. Never rejects.
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
