import { api, type MediaKind, type Place } from './api';
import type { ChatId } from './route';

/** One of several things to be sent within a second. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** Chosen together: LINE sends a message each and marks them as a set. */
  | { readonly kind: 'photos'; readonly files: readonly File[] }
  | { readonly kind: 'file'; readonly file: File; readonly media: MediaKind }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'sticker'; readonly packageId: string; readonly stickerId: string };

async function stored(part: Part): Promise<unknown> {
  switch (part.kind) {
    case 'text':
      return { text: part.text };
    case 'photos': {
      const kept = await Promise.all(part.files.map((file) => api.store('image', file)));
      return { photos: kept.map(({ mediaId }) => mediaId) };
    }
    case 'file': {
      const { mediaId } = await api.store(part.media, part.file);
      return { file: { mediaId, kind: part.media } };
    }
    case 'place':
      return { location: part.place };
    case 'sticker':
      return { sticker: { packageId: part.packageId, stickerId: part.stickerId } };
  }
}

/** Sends all of it at once; files are handed over first. */
export async function sendTogether(chat: ChatId, parts: readonly Part[]): Promise<unknown> {
  return api.burst(chat, await Promise.all(parts.map(stored)));
}

/** The messages of a pasted text: a line each. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
