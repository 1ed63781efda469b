import { useRef } from 'preact/hooks';
import { Icon } from '../icon';
import { useTexts } from '../texts';

interface ItemMenuProps {
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  /** Absent where nothing can be answered. */
  readonly onQuote: (() => void) | undefined;
  /** Absent where there is nothing to copy. */
  readonly onCopy: (() => void) | undefined;
  /** Absent for what others said. */
  readonly onUnsend: (() => void) | undefined;
}

/** The small menu of a message: also opened by a long press or a right click on it. */
export function ItemMenu({ isOpen, setOpen, onQuote, onCopy, onUnsend }: ItemMenuProps) {
  const { t } = useTexts();
  const opener = useRef<HTMLButtonElement>(null);
  const choose = (deed: () => void) => () => {
    setOpen(false);
    deed();
  };
  return (
    <span
      class="item-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        opener.current?.focus();
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (!(next instanceof Node) || !event.currentTarget.contains(next)) setOpen(false);
      }}
    >
      <button
        ref={opener}
        type="button"
        class="item-menu-opener"
        aria-label={t('item.menu')}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="ellipsis-vertical" />
      </button>
      {isOpen && (
        <span class="item-choices" role="group" aria-label={t('item.menu')}>
          {onQuote !== undefined && (
            <button type="button" onClick={choose(onQuote)}>
              <Icon name="reply" /> {t('item.reply')}
            </button>
          )}
          {onCopy !== undefined && (
            <button type="button" onClick={choose(onCopy)}>
              <Icon name="copy" /> {t('item.copy')}
            </button>
          )}
          {onUnsend !== undefined && (
            <button type="button" onClick={choose(onUnsend)}>
              <Icon name="undo-2" /> {t('item.unsend')}
            </button>
          )}
        </span>
      )}
    </span>
  );
}
