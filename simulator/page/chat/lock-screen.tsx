import type { ChatItem } from '../../contract';
import { notificationOf } from '../../notification';
import { clockTime, isoDay, shortDay } from '../dates';
import { Dialog } from '../dialog';
import { gist } from '../messages/message';
import { useTexts } from '../texts';

interface LockScreenProps {
  readonly items: readonly ChatItem[];
  readonly accountName: string;
  readonly onClose: () => void;
}

const SHOWN = 8;

/** What a locked phone shows of the bot's newest messages to everybody nearby, newest first. */
export function LockScreen({ items, accountName, onClose }: LockScreenProps) {
  const { t, language } = useTexts();
  const shown = items
    .filter((item) => item.from === 'bot' && item.silent !== true)
    .slice(-SHOWN)
    .reverse();
  return (
    <Dialog title={t('lock.title')} onClose={onClose}>
      <p class="note">{t('lock.lead')}</p>
      {shown.length === 0 && <p class="note">{t('lock.empty')}</p>}
      <ol class="lock" aria-label={t('lock.title')} tabIndex={0}>
        {shown.map((item) => {
          const at = new Date(item.at);
          const isToday = isoDay(at) === isoDay(new Date(shown[0]?.at ?? item.at));
          return (
            <li key={item.id}>
              <strong>{accountName}</strong>
              <time dateTime={item.at}>{isToday ? clockTime(language, at) : shortDay(language, at)}</time>
              <span>{notificationOf(item.message) ?? gist(item.message, t)}</span>
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
