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

/** The buttons under the newest message. */
export function QuickReplies({ message, onTap }: QuickRepliesProps) {
  const { t } = useTexts();
  const actions = listOf(objectOf(message, 'quickReply') ?? {}, 'items').flatMap((item) => {
    const action = objectOf(item, 'action');
    return action === undefined
      ? []
      : [{ action, picture: localPath(textOf(item, 'imageUrl'), location.href) }];
  });
  if (actions.length === 0) return null;
  return (
    <div class="quick" role="group" aria-label={t('quick.title')}>
      {actions.map(({ action, picture }) => {
        const icon = ICONS[textOf(action, 'type') ?? ''];
        return (
          <button type="button" onClick={() => onTap(action)}>
            {picture !== undefined && <img src={picture} alt="" width={24} height={24} />}
            {picture === undefined && icon !== undefined && <Icon name={icon} />}
            {textOf(action, 'label')}
          </button>
        );
      })}
    </div>
  );
}
