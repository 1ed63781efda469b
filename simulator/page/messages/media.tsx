import { Icon } from '../icon';
import { type Json, numberOf, textOf } from '../json';
import { localPath } from '../links';
import { useTexts } from '../texts';

/** Where the picture or film of a message can be loaded from: what a person sent carries `url`. */
function source(message: Json, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const path = localPath(textOf(message, key), location.href);
    if (path !== undefined) return path;
  }
  return undefined;
}

function Elsewhere() {
  const { t } = useTexts();
  return <p class="bubble elsewhere">{t('media.elsewhere')}</p>;
}

/** A picture, to be opened in full. */
export function ImageMessage({ message }: { message: Json }) {
  const { t } = useTexts();
  const full = source(message, 'url', 'originalContentUrl');
  const small = source(message, 'previewImageUrl') ?? full;
  if (full === undefined || small === undefined) return <Elsewhere />;
  return (
    <a class="photo" href={full} target="_blank" rel="noopener noreferrer">
      <img src={small} alt={t('media.photo')} />
    </a>
  );
}

/** A film with its preview picture. */
export function VideoMessage({ message }: { message: Json }) {
  const film = source(message, 'url', 'originalContentUrl');
  const poster = source(message, 'previewImageUrl');
  if (film === undefined && poster === undefined) return <Elsewhere />;
  return (
    <video
      class="film"
      controls
      preload="metadata"
      {...(film === undefined ? {} : { src: film })}
      {...(poster === undefined ? {} : { poster })}
    />
  );
}

/** A sound. */
export function AudioMessage({ message }: { message: Json }) {
  const { t } = useTexts();
  const sound = source(message, 'url', 'originalContentUrl');
  if (sound === undefined) return <Elsewhere />;
  return <audio class="sound" controls preload="none" src={sound} aria-label={t('media.sound')} />;
}

function sizeInWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A file to be saved. */
export function FileMessage({ message }: { message: Json }) {
  const { t } = useTexts();
  const name = textOf(message, 'fileName') ?? t('media.file');
  const size = numberOf(message, 'fileSize');
  const path = source(message, 'url');
  const words = (
    <>
      <Icon name="file" />
      <span>
        <span class="file-name">{name}</span>
        {size !== undefined && <span class="file-size">{sizeInWords(size)}</span>}
      </span>
    </>
  );
  return path === undefined ? (
    <div class="bubble file">{words}</div>
  ) : (
    <a class="bubble file" href={path} download={name}>
      {words}
    </a>
  );
}

/** A place: drawn without a map, because maps live on other machines. */
export function LocationMessage({ message }: { message: Json }) {
  const { t } = useTexts();
  const [latitude, longitude] = [numberOf(message, 'latitude') ?? 0, numberOf(message, 'longitude') ?? 0];
  return (
    <div class="bubble place">
      <div class="place-map" aria-hidden="true">
        <Icon name="map-pin" />
      </div>
      <strong>{textOf(message, 'title') ?? t('location.title')}</strong>
      <span>{textOf(message, 'address')}</span>
      <span class="degrees">{`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</span>
    </div>
  );
}
