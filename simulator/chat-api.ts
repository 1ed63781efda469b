import { ApiError, wrongBody, wrongProperty } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';

const USER_ONLY =
  'Only user id is acceptable, please confirm if there are any group/room ids or illegal ids.';

function startLoading({ channel, world, body, now }: Call): Answer {
  const { chatId, loadingSeconds = 20 } = body;
  if (chatId !== undefined && typeof chatId !== 'string') throw wrongProperty('chatId');
  if (typeof loadingSeconds !== 'number') throw wrongProperty('loadingSeconds');
  const details = [
    ...(loadingSeconds < 5 || loadingSeconds > 60 ? ['Must be between 5 and 60'] : []),
    ...(loadingSeconds % 5 === 0 ? [] : ['must be a multiple of five']),
  ].map((message) => ({ message, property: 'loadingSeconds' }));
  if (chatId === undefined || !/^U[0-9a-f]{32}$/.test(chatId)) {
    details.push({ message: USER_ONLY, property: 'chatId' });
  }
  if (details.length > 0 || chatId === undefined) throw wrongBody(details);
  const chat = channel.chats.get(chatId);
  if (chat !== undefined && chat.relation !== 'blocked') {
    chat.loadingUntil = now.getTime() + loadingSeconds * 1000;
    world.journal.chatChanged(channel.config.botUserId, chatId);
  }
  return { status: 202 };
}

function markAsRead({ channel, body }: Call): Answer {
  const { markAsReadToken } = body;
  if (typeof markAsReadToken !== 'string' || !channel.readTokens.has(markAsReadToken)) {
    throw new ApiError(
      400,
      'Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook.',
    );
  }
  return {};
}

/** Small courtesies in a chat (line-platform.md §3.4). */
export const chatEndpoints: readonly Endpoint[] = [
  { method: 'post', path: '/v2/bot/chat/loading/start', body: 'json', rate: 'loading', handle: startLoading },
  { method: 'post', path: '/v2/bot/chat/markAsRead', body: 'json', handle: markAsRead },
];
