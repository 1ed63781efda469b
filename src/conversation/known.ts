import type { Subject } from '../speech/prompt';

/** A photo or document as the file store knows it. */
export interface FileAnswer {
  fileId: string;
  mediaType: string;
}

/** A place as LINE sends it. */
export interface Place {
  title?: string;
  address?: string;
  latitude: number;
  longitude: number;
}

/** Where something is: words, and the point on the map if one was sent. */
export interface PlaceAnswer {
  text: string;
  latitude?: number;
  longitude?: number;
}

/**
 * What is known before a conversation begins. A value that never leaves the process: of all this a button can
 * carry the subject alone, so nobody can name a file, a place or a text that they did not send.
 */
export interface Known {
  /** What a button was about. */
  readonly subject?: Subject;
  /** What was simply written. */
  readonly text?: string;
  /** What was sent already. */
  readonly files?: readonly FileAnswer[];
  /** Where something is, as it was sent. */
  readonly place?: PlaceAnswer;
}
