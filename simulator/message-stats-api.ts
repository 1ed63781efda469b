import { notFound, wrongParameter } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import { lineDay, usedThisMonth } from './quota';

const FIRST_DAY = '20180331';
const FOURTEEN_DAYS_MS = 14 * 24 * 60 * 60 * 1000;

function quota({ channel }: Call): Answer {
  const value = channel.config.monthlyQuota;
  return { body: value === undefined ? { type: 'none' } : { type: 'limited', value } };
}

function consumption({ channel, now }: Call): Answer {
  return { body: { totalUsage: usedThisMonth(channel, now) } };
}

function delivered({ channel, params, query, now }: Call): Answer {
  const kind = params.kind ?? '';
  if (!['reply', 'push', 'multicast', 'broadcast'].includes(kind)) throw notFound();
  const date = query.get('date') ?? '';
  if (!/^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(date)) throw wrongParameter('date');
  if (date < FIRST_DAY) return { body: { status: 'out_of_service' } };
  // A day is counted when it is over.
  if (date >= lineDay(now)) return { body: { status: 'unready' } };
  return { body: { status: 'ready', success: channel.deliveries.get(`${kind}:${date}`) ?? 0 } };
}

function narrowcastProgress({ channel, query, now }: Call): Answer {
  const known = channel.narrowcasts.get(query.get('requestId') ?? '');
  if (known === undefined || now.getTime() - known.at > FOURTEEN_DAYS_MS) throw notFound();
  const at = new Date(known.at).toISOString();
  return {
    body: {
      phase: 'succeeded',
      successCount: known.count,
      failureCount: 0,
      targetCount: known.count,
      acceptedTime: at,
      completedTime: at,
    },
  };
}

/** Quota and statistics of sending (line-platform.md §3.3). */
export const messageStatsEndpoints: readonly Endpoint[] = [
  { method: 'get', path: '/v2/bot/message/quota', handle: quota },
  { method: 'get', path: '/v2/bot/message/quota/consumption', handle: consumption },
  { method: 'get', path: '/v2/bot/message/delivery/:kind', handle: delivered },
  { method: 'get', path: '/v2/bot/message/progress/narrowcast', handle: narrowcastProgress },
];
