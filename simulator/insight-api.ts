import { notFound, wrongParameter } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import { lineDay } from './quota';

const GROUP_ID = /^C[0-9a-f]{32}$/;

function followers({ channel, query, now }: Call): Answer {
  const date = query.get('date') ?? '';
  if (!/^\d{8}$/.test(date)) throw wrongParameter('date');
  if (date >= lineDay(now)) return { body: { status: 'unready' } };
  const relations = [...channel.chats.values()].map((chat) => chat.relation);
  const friends = relations.filter((relation) => relation === 'friend').length;
  const blocks = relations.filter((relation) => relation === 'blocked').length;
  // LINE counts everybody who ever became a friend, those who block included.
  return { body: { status: 'ready', followers: friends + blocks, targetedReaches: friends, blocks } };
}

/** There are one-to-one chats only here: no account has joined any group. */
function noSuchGroup({ params }: Call): Answer {
  if (!GROUP_ID.test(params.groupId ?? '')) throw wrongParameter('groupId');
  throw notFound();
}

/** Insight, and groups (line-platform.md §12, §15). */
export const insightEndpoints: readonly Endpoint[] = [
  { method: 'get', path: '/v2/bot/insight/followers', rate: 'seldom', handle: followers },
  { method: 'get', path: '/v2/bot/group/:groupId/summary', handle: noSuchGroup },
  { method: 'get', path: '/v2/bot/group/:groupId/members/count', handle: noSuchGroup },
  { method: 'get', path: '/v2/bot/group/:groupId/member/:userId', handle: noSuchGroup },
  { method: 'post', path: '/v2/bot/group/:groupId/leave', handle: noSuchGroup },
];
