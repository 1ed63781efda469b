import { API_BASE } from './contract';
import type { Json } from './json';
import { mediaType } from './media-type';
import type { Content } from './state';
import type { Done, Place } from './user-actions';
import { refuseWhenBlocked, UserError } from './user-actions';
import type { OwnMessage } from './user-messages';
import { sendMessage } from './user-messages';
import type { World } from './world';

/** A file as the user's phone sends it. */
export interface Upload {
  readonly kind: Content['kind'];
  readonly bytes: Buffer;
  readonly name: string;
  /** The media type somebody claims it has. */
  readonly type?: string;
  /** One of several pictures sent at once. */
  readonly imageSet?: ImageSet;
}

/** Which of several photos chosen together this is; old phones tell the set alone (line-platform.md §2.7). */
export interface ImageSet {
  readonly id: string;
  /** From 1. */
  readonly index?: number;
  readonly total?: number;
}

const SECOND_MS = 1000;

/** The path under which the page finds a stored file. */
export function mediaPath(mediaId: string): string {
  return `${API_BASE}/media/${mediaId}`;
}

function fields({ kind, imageSet }: Stored, name: string, size: number): Json & { type: string } {
  const provider = { contentProvider: { type: 'line' } };
  switch (kind) {
    case 'image':
      return { type: 'image', ...provider, ...(imageSet && { imageSet }) };
    case 'video':
    case 'audio':
      return { type: kind, duration: SECOND_MS, ...provider };
    case 'file':
      return { type: 'file', fileName: name, fileSize: size };
  }
}

/** A file that the platform keeps, but nobody has sent yet. */
export interface Stored {
  readonly mediaId: string;
  readonly kind: Content['kind'];
  readonly imageSet?: ImageSet;
}

/** Keeps a file that is to be sent. */
export function storeUpload({ media }: World, upload: Omit<Upload, 'imageSet'>): Stored {
  const type = mediaType(upload.bytes, upload.type ?? '', upload.name);
  return { mediaId: media.put(upload.bytes, type, upload.name), kind: upload.kind };
}

/** A stored file as a user sends it. */
export function mediaMessage({ media, faults }: World, stored: Stored): OwnMessage {
  const { mediaId, kind } = stored;
  const facts = media.facts.get(mediaId);
  if (facts === undefined) throw new UserError('There is no such file.');
  const { name, size } = facts;
  return {
    own: fields(stored, name, size),
    shown: { url: mediaPath(mediaId), fileName: name, fileSize: size },
    content: { mediaId, kind, preparing: faults.current.contentPreparing, unsent: false },
  };
}

/** Sends a photo, film, recording or file. */
export function sendMedia(place: Place, upload: Upload): Done & { id: string } {
  refuseWhenBlocked(place);
  const { imageSet } = upload;
  const stored = storeUpload(place.world, upload);
  return sendMessage(place, mediaMessage(place.world, { ...stored, ...(imageSet && { imageSet }) }));
}
