import { useEffect, useRef } from 'preact/hooks';
import type { LogEntry } from '../../contract';
import { exactTime } from '../dates';
import { useTexts } from '../texts';

interface LogPanelProps {
  readonly entries: readonly LogEntry[];
  readonly botUserId: string;
}

function isGood(status: LogEntry['status']): boolean {
  return typeof status === 'number' && status >= 200 && status < 300;
}

/** Paths are long through their ids: the beginning of each tells enough; the whole stands in the title. */
function shortened(path: string): string {
  return path.replace(/([0-9a-zA-Z]{5})[0-9a-zA-Z]{15,}/g, '$1…');
}

function Entry({ entry }: { entry: LogEntry }) {
  const { t, language } = useTexts();
  const time = exactTime(language, new Date(entry.at));
  const isWebhook = entry.kind === 'webhook';
  return (
    <li class="entry">
      <span class={`direction ${entry.kind}`}>{t(isWebhook ? 'log.webhook' : 'log.call')}</span>
      <span class="what" title={isWebhook ? entry.eventIds.join(' ') : entry.path}>
        {isWebhook
          ? t('log.events', { count: entry.eventIds.length, ms: entry.ms })
          : `${entry.method} ${shortened(entry.path)}`}
      </span>
      <span class={isGood(entry.status) ? 'status good' : 'status bad'}>
        {entry.kind === 'call' && entry.status === 0 ? t('log.cut') : entry.status}
      </span>
      <time dateTime={entry.at}>{time}</time>
      {entry.kind === 'call' && entry.warnings?.map((warning) => <span class="warning">{warning}</span>)}
    </li>
  );
}

/** What goes between the platform and the bot: webhooks out, API calls in; newest last. */
export function LogPanel({ entries, botUserId }: LogPanelProps) {
  const { t } = useTexts();
  const list = useRef<HTMLOListElement>(null);
  const own = entries.filter((entry) => entry.botUserId === undefined || entry.botUserId === botUserId);
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [own.length]);
  return own.length === 0 ? (
    <p class="log-empty">{t('log.empty')}</p>
  ) : (
    <ol class="entries" ref={list} tabIndex={0} aria-label={t('log.title')}>
      {own.map((entry) => (
        <Entry entry={entry} />
      ))}
    </ol>
  );
}
