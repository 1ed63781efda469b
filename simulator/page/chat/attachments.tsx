import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { api, type MediaKind } from '../api';
import type { ChatId } from '../route';

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

/** Several pictures chosen at once belong together; LINE numbers them from 1. */
function imageSets(files: readonly File[]): (file: File, index: number) => Record<string, string> {
  if (files.length < 2 || !files.every((file) => kindOf(file) === 'image')) return () => ({});
  const setId = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((b) => b.toString(16).padStart(2, '0'))
    .join('');
  return (_file, index) => ({ setId, index: String(index + 1), total: String(files.length) });
}

/** The file choosers of a chat; what is chosen is sent at once. */
export function useAttachments(chat: ChatId, onProblem: (problem: unknown) => void): Attachments {
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const film = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);

  const send = async (input: HTMLInputElement, kind?: MediaKind) => {
    const files = [...(input.files ?? [])];
    const set = imageSets(files);
    for (const [index, each] of files.entries()) {
      await api.media(chat, kind ?? kindOf(each), each, kind === 'file' ? {} : set(each, index));
    }
    input.value = '';
  };
  const chosen = (kind?: MediaKind) => (event: { currentTarget: HTMLInputElement }) =>
    void send(event.currentTarget, kind).catch(onProblem);

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
