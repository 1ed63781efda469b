import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ON_SCREEN } from '../../quick-replies';
import { Icon } from '../icon';
import { type Json, listOf, objectOf, textOf } from '../json';
import { localPath } from '../links';
import { useTexts } from '../texts';

const ICONS: Readonly<Record<string, string>> = {
  camera: 'camera',
  cameraRoll: 'image',
  location: 'map-pin',
  datetimepicker: 'calendar-clock',
};

interface QuickRepliesProps {
  readonly message: Json;
  readonly onTap: (action: Json) => void;
}

interface Offer {
  readonly action: Json;
  readonly picture: string | undefined;
}

function offersIn(message: Json): Offer[] {
  return listOf(objectOf(message, 'quickReply') ?? {}, 'items').flatMap((item) => {
    const action = objectOf(item, 'action');
    return action === undefined
      ? []
      : [{ action, picture: localPath(textOf(item, 'imageUrl'), location.href) }];
  });
}

/** How many quick replies there are to type instead, where none is shown. */
export function countQuickReplies(message: Json): number {
  return offersIn(message).length;
}

/** How many of the buttons a phone shows before one pushes the row aside: whole ones, and three at most. */
function useOnScreen(count: number): [{ readonly current: HTMLDivElement | null }, number] {
  const row = useRef<HTMLDivElement>(null);
  const [onScreen, setOnScreen] = useState(ON_SCREEN);
  useLayoutEffect(() => {
    if (row.current === null) return;
    const { left, width } = row.current.getBoundingClientRect();
    const edge = left + width - row.current.scrollLeft;
    const whole = [...row.current.children].filter((each) => each.getBoundingClientRect().right <= edge);
    setOnScreen(Math.min(ON_SCREEN, whole.length));
  }, [count]);
  return [row, onScreen];
}

/** The buttons under the newest message, as a phone shows them: what is off its screen is marked. */
export function QuickReplies({ message, onTap }: QuickRepliesProps) {
  const { t } = useTexts();
  const offers = offersIn(message);
  const [row, onScreen] = useOnScreen(offers.length);
  if (offers.length === 0) return null;
  const beyond = offers.length - onScreen;
  return (
    <div class="quick-replies">
      {beyond > 0 && <p class="quick-beyond">{t('quick.beyond', { count: beyond })}</p>}
      <div class="quick" role="group" aria-label={t('quick.title')} ref={row}>
        {offers.map(({ action, picture }, index) => {
          const icon = ICONS[textOf(action, 'type') ?? ''];
          return (
            <button type="button" class={index < onScreen ? '' : 'beyond'} onClick={() => onTap(action)}>
              {picture !== undefined && <img src={picture} alt="" width={24} height={24} />}
              {picture === undefined && icon !== undefined && <Icon name={icon} />}
              {textOf(action, 'label')}
            </button>
          );
        })}
      </div>
    </div>
  );
}
