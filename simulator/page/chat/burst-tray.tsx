import { useState } from 'preact/hooks';
import type { Part } from '../bursts';
import { Icon } from '../icon';
import { useTexts } from '../texts';

/** What is collected to be sent at once; `undefined` while messages go out one by one. */
export interface Tray {
  readonly parts: readonly Part[] | undefined;
  readonly open: () => void;
  readonly add: (...parts: readonly Part[]) => void;
  /** A message for each line; present while the tray is open. */
  readonly addLines: ((lines: readonly string[]) => void) | undefined;
  readonly remove: (part: Part) => void;
  readonly close: () => void;
}

/** The tray of a chat, closed at first. */
export function useTray(): Tray {
  const [parts, setParts] = useState<readonly Part[]>();
  const add = (...more: readonly Part[]) => setParts((now = []) => [...now, ...more]);
  const addLines = (lines: readonly string[]) => add(...lines.map((text): Part => ({ kind: 'text', text })));
  return {
    parts,
    open: () => setParts((now) => now ?? []),
    add,
    addLines: parts === undefined ? undefined : addLines,
    remove: (part) => setParts((now) => now?.filter((each) => each !== part)),
    close: () => setParts(undefined),
  };
}

function useWords(): (part: Part) => string {
  const { t } = useTexts();
  return (part) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'photos':
        return part.files.length === 1 ? t('media.photo') : t('burst.photos', { count: part.files.length });
      case 'file':
        return part.file.name;
      case 'place':
        return part.place.title ?? t('location.title');
      case 'sticker':
        return t('gist.sticker');
    }
  };
}

interface BurstTrayProps {
  readonly tray: Tray;
  readonly onSend: () => void;
}

/** Several messages that wait to be sent within a second, while the tray is open. */
export function BurstTray({ tray, onSend }: BurstTrayProps) {
  const { t } = useTexts();
  const wordsOf = useWords();
  const { parts } = tray;
  if (parts === undefined) return null;
  return (
    <section class="tray" aria-label={t('burst.title')}>
      <p>{t('burst.lead')}</p>
      <ol>
        {parts.map((part) => (
          <li>
            <span>{wordsOf(part)}</span>
            <button
              type="button"
              class="plain"
              aria-label={t('burst.remove', { words: wordsOf(part) })}
              onClick={() => tray.remove(part)}
            >
              <Icon name="x" />
            </button>
          </li>
        ))}
      </ol>
      <div class="tray-deeds">
        <button type="button" class="primary" disabled={parts.length === 0} onClick={onSend}>
          {t('burst.send', { count: parts.length })}
        </button>
        <button type="button" class="plain" aria-label={t('burst.stop')} onClick={tray.close}>
          <Icon name="x" />
        </button>
      </div>
    </section>
  );
}
