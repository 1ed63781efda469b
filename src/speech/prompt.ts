import type { Params, TextKey } from '../core/texts';

/** A text from `locales/`, or data shown as it is (a measure's title, a ticket number). */
export type Wording = { key: TextKey; params?: Params } | { literal: string };

export type Command = 'cancel' | 'back' | 'skip' | 'finish' | 'pause' | 'help' | 'menu' | 'drafts';

/** Which question a button answers: it outlives its moment, so it says where it belongs. */
export interface Asked {
  conversationId: string;
  step: string;
}

/** What a button is about: the one thing it can carry, because it may be made by hand or be years old. */
export interface Subject {
  /** Of what it opens: a measure, a ticket, a page of a list. Short ASCII. */
  readonly id: string;
  /** What is to become of it, e.g. the state a ticket shall have. */
  readonly aim?: string;
}

/** Something to press. What LINE makes of it (quick reply, button, picker) is `line/render.ts`'s business. */
export type Control =
  | { kind: 'choice'; value: string; label: Wording; asked: Asked }
  | { kind: 'date'; label: Wording; asked: Asked; initial?: string; min?: string; max?: string }
  | { kind: 'camera'; label: Wording }
  | { kind: 'album'; label: Wording }
  | { kind: 'location'; label: Wording }
  /** Rings a telephone number, written as it is read; nothing of it comes back to the bot. */
  | { kind: 'call'; phone: string; label: Wording }
  | { kind: 'command'; command: Command; label: Wording; asked?: Asked }
  /** Edits one answer from the review card. */
  | { kind: 'edit'; step: string; label: Wording; asked: Asked }
  /** Opens a flow or a view by its name, e.g. `file-complaint`, `my-measures`. */
  | { kind: 'open'; name: string; subject?: Subject; label: Wording };

/** One line of a card: a label and a value, or an item of a list; `open` makes it a button. */
export interface CardRow {
  label?: Wording;
  value: Wording;
  /** Muted second line, e.g. unit or due day. */
  note?: Wording;
  action?: Control;
  /** A PIN or the like: it is read inside a card alone, never in a text that a notification shows. */
  secret?: true;
}

/** A message with a frame: drawn as a Flex bubble from `flex-templates/<kind>.json`. */
export interface Card {
  kind: 'review' | 'warning' | 'receipt' | 'status' | 'list' | 'digest' | 'notice';
  title: Wording;
  subtitle?: Wording;
  rows: readonly CardRow[];
  footnote?: Wording;
  /** Buttons at the foot, at most four. */
  actions?: readonly Control[];
}

/**
 * What to say, in nobody's vocabulary: plain JSON. One prompt becomes one LINE message; an answer holds
 * at most five. `text` is shown as a message of its own, or, with a card, serves as its alternative text.
 */
export interface Prompt {
  text: Wording;
  card?: Card;
  /** Quick replies, at most 13. */
  controls?: readonly Control[];
}

/** A message of one text. */
export function explain(key: TextKey, params: Params = {}): Prompt {
  return { text: { key, params } };
}
