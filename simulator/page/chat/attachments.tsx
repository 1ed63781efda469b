import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { MediaKind } from '../api';
import type { Part } from '../bursts';

/** Ways to choose files, for buttons and for what a bot's quick replies ask. */
export interface Attachments {
  readonly camera: () => void;
  readonly album: () => void;
  readonly film: () => void;
  readonly file: () => void;
  /** The hidden native fields; to be drawn once. */
  readonly fields: VNode;
}

function kindOf(file: File): MediaKind {
  const [family] = file.type.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file';
}

/** What was chosen in one go, as it is sent: several photos belong together. */
function partsOf(files: readonly File[], kind?: MediaKind): Part[] {
  const kinds = files.map((file) => kind ?? kindOf(file));
  if (files.length > 0 && kinds.every((each) => each === 'image')) return [{ kind: 'photos', files }];
  return files.map((file, index) => ({ kind: 'file', file, media: kinds[index] ?? 'file' }));
}

/** The file choosers of a chat; `onChosen` hears what was chosen in one go. */
export function useAttachments(onChosen: (parts: readonly Part[]) => void): Attachments {
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const film = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);

  const chosen =
    (kind?: MediaKind) =>
    ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
      onChosen(partsOf([...(input.files ?? [])], kind));
      input.value = '';
    };

  return {
    camera: () => camera.current?.click(),
    album: () => album.current?.click(),
    film: () => film.current?.click(),
    file: () => file.current?.click(),
    fields: (
      <div hidden>
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          data-for="camera"
          onChange={chosen()}
        />
        <input ref={album} type="file" accept="image/*" multiple data-for="album" onChange={chosen()} />
        <input ref={film} type="file" accept="video/*,audio/*" data-for="film" onChange={chosen()} />
        <input ref={file} type="file" data-for="file" onChange={chosen('file')} />
      </div>
    ),
  };
}
