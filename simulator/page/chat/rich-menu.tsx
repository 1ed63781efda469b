import type { ChatState } from '../../contract';
import { Icon } from '../icon';
import { type Json, textOf } from '../json';
import { localPath } from '../links';
import { useTexts } from '../texts';

interface RichMenuProps {
  readonly menu: NonNullable<ChatState['richMenu']>;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onTap: (action: Json) => void;
}

const share = (part: number, whole: number) => `${(100 * part) / whole}%`;

function nameOf(action: Json): string | undefined {
  return ['label', 'displayText', 'text', 'uri']
    .map((key) => textOf(action, key))
    .find((name) => name !== undefined);
}

/** The menu bar under the message field, and the picture with its tappable areas. */
export function RichMenu({ menu, isOpen, onToggle, onTap }: RichMenuProps) {
  const { t } = useTexts();
  const { width, height } = menu.size;
  return (
    <div class="richmenu">
      {isOpen && (
        <div
          class="richmenu-picture"
          id="richmenu"
          style={{ aspectRatio: `${width} / ${height}`, maxWidth: `calc(44vh * ${width / height})` }}
        >
          <img src={localPath(menu.imageUrl, location.href)} alt="" />
          {menu.areas.map(({ bounds, action }, index) => (
            <button
              type="button"
              aria-label={nameOf(action) ?? t('menu.area', { number: index + 1 })}
              style={{
                left: share(bounds.x, width),
                top: share(bounds.y, height),
                width: share(bounds.width, width),
                height: share(bounds.height, height),
              }}
              onClick={() => onTap(action)}
            />
          ))}
        </div>
      )}
      <button
        type="button"
        class="menu-bar"
        aria-expanded={isOpen}
        aria-controls="richmenu"
        onClick={onToggle}
      >
        {menu.chatBarText} <Icon name={isOpen ? 'chevron-down' : 'chevron-up'} />
      </button>
    </div>
  );
}
