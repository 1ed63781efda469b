import { API_BASE } from './contract';
import { mediaType } from './media-type';
import type { Content } from './state';
import type { Done, Place } from './user-actions';
import { refuseWhenBlocked, sendMessage } from './user-actions';

/** A file as the user's phone sends it. */
export interface Upload {
  readonly kind: Content['kind'];
  readonly bytes: Buffer;
  readonly name: string;
  /** The media type somebody claims it has. */
  readonly type?: string;
  /** One of several pictures sent at once. */
  readonly imageSet?: { readonly id: string; readonly index?: number; readonly total?: number };
}

const SECOND_MS = 1000;

/** The path under which the page finds a stored file. */
export function mediaPath(mediaId: string): string {
  return `${API_BASE}/media/${mediaId}`;
}

function fields(upload: Upload): Record<string, unknown> & { type: string } {
  const provider = { contentProvider: { type: 'line' } };
  switch (upload.kind) {
    case 'image':
      return { type: 'image', ...provider, ...(upload.imageSet && { imageSet: upload.imageSet }) };
    case 'video':
    case 'audio':
      return { type: upload.kind, duration: SECOND_MS, ...provider };
    case 'file':
      return { type: 'file', fileName: upload.name, fileSize: upload.bytes.length };
  }
}

/** Sends a photo, film, recording or file. */
export function sendMedia(place: Place, upload: Upload): Done {
  refuseWhenBlocked(place);
  const { world, channel } = place;
  const type = mediaType(upload.bytes, upload.type ?? '', upload.name);
  const mediaId = world.media.put(upload.bytes, type, upload.name);
  const shown = { url: mediaPath(mediaId), fileName: upload.name, fileSize: upload.bytes.length };
  const done = sendMessage(place, fields(upload), shown);
  channel.contents.set(done.id, {
    mediaId,
    kind: upload.kind,
    preparing: world.faults.current.contentPreparing,
    unsent: false,
  });
  return done;
}
