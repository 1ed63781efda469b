/**
 * What somebody who simply writes may want. `tip`: about the office's own people, so for few eyes; `followup`: a
 * word on an answer that was given, which names no matter of its own; `noted`: "all right", nothing more; `unknown`: nothing the bot knows.
 */
export const INTENTS = [
  'greeting',
  'thanks',
  'noted',
  'question',
  'complaint',
  'wish',
  'tip',
  'progress',
  'lookup',
  'followup',
  'human',
  'erase',
  'language',
  'unknown',
] as const;
/** One of `INTENTS`. */
export type Intent = (typeof INTENTS)[number];

/** What a message was taken for. */
export interface Understood {
  readonly intent: Intent;
  /** From 0 to 1: how far the intent stands above the next best. */
  readonly confidence: number;
  /** Clear enough to go on without asking; what is not `sure` is asked back. */
  readonly sure: boolean;
  /** It takes something back: "no, I only want to ask". */
  readonly denies: boolean;
  /** It only says that a question comes: "I just want to ask". */
  readonly announces: boolean;
  /** It may be about the office's own people, whatever else it is: not for everybody's eyes. */
  readonly delicate: boolean;
  /** Hardly a word: nothing that could be kept as somebody's matter. */
  readonly empty: boolean;
  /** The language it is written in; `undefined`: a number, a name, one word that is both. */
  readonly language: 'th' | 'en' | undefined;
  /** The language it asks for, of an intent `language` that names one. */
  readonly wantsLanguage?: 'th' | 'en';
}
