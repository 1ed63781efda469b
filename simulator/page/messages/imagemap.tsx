import { type Json, listOf, numberOf, objectOf, textOf } from '../json';
import { localPath } from '../links';
import { useTexts } from '../texts';

/** Imagemaps name their links and texts a little differently from all other actions. */
const ACTION_TYPES: Readonly<Record<string, string>> = {
  uri: 'uri',
  message: 'message',
  clipboard: 'clipboard',
};

/** A picture with tappable areas. */
export function ImagemapMessage({ message, onTap }: { message: Json; onTap: (action: Json) => void }) {
  const { t } = useTexts();
  const size = objectOf(message, 'baseSize') ?? {};
  const [width, height] = [numberOf(size, 'width') ?? 1040, numberOf(size, 'height') ?? 1040];
  const base = textOf(message, 'baseUrl');
  const picture = localPath(base === undefined ? undefined : `${base}/1040`, location.href);
  const altText = textOf(message, 'altText') ?? '';
  const share = (area: Json, key: string, whole: number) => `${(100 * (numberOf(area, key) ?? 0)) / whole}%`;
  return (
    <div class="imagemap" style={{ aspectRatio: `${width} / ${height}` }}>
      {picture === undefined ? <p>{altText}</p> : <img src={picture} alt={altText} />}
      {listOf(message, 'actions').map((action, index) => {
        const area = objectOf(action, 'area');
        if (area === undefined || ACTION_TYPES[textOf(action, 'type') ?? ''] === undefined) return null;
        return (
          <button
            type="button"
            aria-label={
              textOf(action, 'label') ?? textOf(action, 'text') ?? t('menu.area', { number: index + 1 })
            }
            style={{
              left: share(area, 'x', width),
              top: share(area, 'y', height),
              width: share(area, 'width', width),
              height: share(area, 'height', height),
            }}
            onClick={() => onTap(action)}
          />
        );
      })}
    </div>
  );
}
