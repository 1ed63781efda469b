import type { Params, TextKey } from '../core/texts';
import type { Asked, CardRow, Command, Control, Prompt, Subject, Wording } from '../speech/prompt';
import type { Actor } from './actor';
import type { Known, Place, PlaceAnswer } from './known';
import type { Memory } from './memory';
import type { Finished } from './receipt';

/** What may be known at once or take a while. */
export type Awaitable<T> = T | Promise<T>;

/** What happened, with LINE's vocabulary removed. `source` is the message it came from, for unsending. */
export type Input =
  | { kind: 'text'; text: string; source?: string }
  | { kind: 'choice'; value: string; asked: Asked }
  | { kind: 'date'; date: string; asked: Asked }
  /** A file already fetched from LINE and kept; `fileId` names it in the file store. */
  | { kind: 'file'; fileId: string; mediaType: string; source?: string }
  | { kind: 'place'; place: Place; source?: string }
  | { kind: 'edit'; step: string; asked: Asked }
  | { kind: 'command'; command: Command; asked?: Asked }
  /** Opens a flow or a view: a rich-menu tap, a card's button. */
  | { kind: 'open'; name: string; subject?: Subject }
  /** Something the bot has no use for: a sticker, a video, a file that is not what it says. */
  | { kind: 'unusable'; problem: TextKey; params?: Params };

/** Inputs that concern one conversation; `open` concerns several flows and is `converse`'s business. */
export type Said = Exclude<Input, { kind: 'open' }>;

/** Which part of a long list a question shows: the candidates of an unclear answer, or one page. */
export interface Excerpt {
  values?: readonly string[];
  /** Counted from 1. */
  page?: number;
}

/**
 * `excerpt` asks again with a part of the choices in place of the question; `miss: false` says that nobody
 * made a mistake (a page was turned).
 */
export type Reading<T> =
  { ok: true; value: T } | { ok: false; problem: TextKey; params?: Params; excerpt?: Excerpt; miss?: false };

/** All that a question may know. Reading only; the one write happens in `finish`. */
export interface Turn<A> {
  answers: Readonly<Partial<A>>;
  /** What was sent and no answer takes; absent where nothing was. */
  beside?: readonly Beside[];
  actor: Actor;
  now: Date;
  /** What this turn has read already; absent where a turn has but one part. */
  memory?: Memory;
}

/** How one kind of answer is asked for, read and shown. */
export interface Field<T> {
  accepts: readonly Input['kind'][];
  /** Buttons of this question, at most ten. `asked` must be put into every choice and date control. */
  controls(turn: Turn<unknown>, asked: Asked, excerpt?: Excerpt): Awaitable<readonly Control[]>;
  /** A list to choose from, shown as a card under the question; empty: no card. */
  rows?(turn: Turn<unknown>, asked: Asked, excerpt?: Excerpt): Awaitable<readonly CardRow[]>;
  read(input: Input, turn: Turn<unknown>, soFar: T | undefined): Awaitable<Reading<T>>;
  /** True while more may be added (several photos): the step is left by `finish` or `skip`. */
  stayOpen?(value: T): boolean;
  /** True for words that say there is no answer, in this question's own way; where it is optional, it is skipped. */
  saysNone?(typed: string): boolean;
  /** True when people answer in as many messages as they like: another sentence may follow the first. */
  isOpenEnded?: true;
  /**
   * One answer from several messages in their order: sentences of a story, words and a point on the map. With
   * it, what comes later for this answer joins it; without it, only the question itself changes an answer.
   */
  join?(parts: readonly T[]): Reading<T>;
  /**
   * What it recognises in a sentence that was said for another answer. A proposal: it is shown to its person
   * before anything is made of it, never taken silently. `undefined`: nothing, or it is not clear which.
   */
  find?(sentence: string, turn: Turn<unknown>): Awaitable<T | undefined>;
  /** True for what is easily mistyped or misunderstood: the answer is repeated before the next question. */
  repeats?(typed: string): boolean;
  /** What to say after each of several parts, in place of the whole question. */
  received?(value: T): Wording;
  /** The value without its part `index` (its message was unsent); `undefined`: nothing is left. */
  without?(value: T, index: number): T | undefined;
  /** False for an answer that the review card need not show; without it each is shown. */
  isShown?(value: T, turn: Turn<unknown>): Awaitable<boolean>;
  /** On the review card. */
  show(value: T, turn: Turn<unknown>): Awaitable<Wording>;
}

/** The name of an answer, or the review card that every flow ends with. */
export type Goto<A> = (keyof A & string) | 'review';

/** One answer of a flow: how it is asked for, read and corrected, and which comes next. */
export interface Step<A, K extends keyof A> {
  ask: TextKey | ((turn: Turn<A>) => Awaitable<Wording>);
  /** What the review card calls this answer. */
  title: TextKey;
  field: Field<NonNullable<A[K]>>;
  next: Goto<A> | ((turn: Turn<A>) => Goto<A>);
  /** Only answers that may be undefined may be skipped. */
  optional?: undefined extends A[K] ? boolean : false;
  /** What the skip button says, e.g. "None"; without it "Skip". */
  skipLabel?: TextKey;
  /** Answers that no longer hold when this one changes. */
  forgets?: readonly (keyof A & string)[] | ((change: Change<A[K]>) => readonly (keyof A & string)[]);
  /**
   * How people name this answer when they correct it ("change the picture"), beside its title; several by
   * `|`.
   */
  names?: TextKey;
  /**
   * Never asked on the way: while it has no answer, the review card offers it by a button of this label ("Add a
   * photo"). Only for what is `optional`.
   */
  offered?: TextKey;
  /** What that button answers at once ("none of it"); without it the button asks the question. */
  offeredAs?: NonNullable<A[K]>;
}

/** An answer before and after it was given anew. */
export interface Change<T> {
  before: T | undefined;
  /** `null`: skipped. */
  after: T | null;
}

/**
 * Which answer takes what is sent while another question is open, or more of what it has already. What no
 * answer takes is kept beside the draft (see `Turn.beside`).
 */
export type Takes<A> = Partial<Record<'text' | 'file' | 'place', keyof A & string>>;

/** Something that was sent and that no answer takes: kept with the draft, and shown on its review card. */
export type Beside = (
  | { kind: 'text'; text: string }
  | { kind: 'file'; fileId: string; mediaType: string }
  | { kind: 'place'; place: PlaceAnswer }
) & { source?: string };

/** A guided conversation as data. See docs/decisions/flows-are-data.md. */
export interface Flow<A extends object> {
  /** kebab-case; the name buttons and the menu open it by. */
  name: string;
  version: number;
  start: keyof A & string;
  /** What the review card is called. */
  title: TextKey;
  /** The label of the button that sends it off. */
  send: TextKey;
  /** What its person cannot take back: said on the review card, which then looks like a warning. */
  warns?: TextKey;
  idleMinutes: number;
  mayStart(actor: Actor): boolean;
  steps: { [K in keyof A & string]-?: Step<A, K> };
  /** See `Takes`; e.g. `{ text: 'detail', file: 'photos' }`. */
  takes?: Takes<A>;
  /**
   * What it may be instead, when its person says so: that is opened with what they told (the `takes.text`
   * answer). The button stands below the first question of what was begun by a mere message.
   */
  instead?: {
    readonly name: string;
    readonly label: TextKey;
    /** Words that say so at the beginning of a message; several by `|`. */
    readonly words?: TextKey;
    /** It takes photos and documents too: they go along. */
    readonly withFiles?: true;
  };
  /** `finish` makes use of `turn.beside`; else it is said at the end that this was not handed on. */
  handsOn?: 'beside';
  /** `false`: the flow has one question and is finished by its answer, without a review card. */
  review?: boolean;
  /** Answers that hold unless somebody changes them on the review card: these questions are not asked. */
  assumed?: Partial<A>;
  /**
   * Answers known beforehand, from a button's subject or from what was simply sent; they are checked like
   * typed answers. An explainable error begins the flow without them, and says why.
   */
  prefill?(known: Known, turn: Turn<A>): Awaitable<Partial<A> | undefined>;
  /** Answers of an older version, carried over; `undefined`: begin again, and say so. */
  upgrade?(saved: { version: number; answers: unknown }): Partial<A> | undefined;
  /** The only write. `once` is the same when a crash repeats it: the same thing must not be made twice. */
  finish(answers: A, turn: Turn<A>, once: string): Promise<Finished>;
}

/** Names the flow's answers once and lets the compiler check all of its steps. */
export function defineFlow<A extends object>(flow: Flow<A>): Flow<A> {
  return flow;
}

/** A flow whose answers nobody outside needs to know: what the engine and the registry handle. */
export type AnyFlow = Flow<Record<string, unknown>>;

/**
 * Forgets the type of a flow's answers, so that flows of all kinds fit into one list. Safe, because the
 * engine puts only values into the answers that the flow's own fields have read.
 */
export function anyFlow<A extends object>(flow: Flow<A>): AnyFlow {
  return flow as unknown as AnyFlow;
}

/** Something that is shown and needs no conversation: help, a list, a ticket's status. */
export interface View {
  name: string;
  mayOpen(actor: Actor): boolean;
  show(subject: Subject | undefined, turn: { actor: Actor; now: Date }): Promise<readonly Prompt[]>;
}

/** Whether an answer shall really go (or its part `index`); which answer is to be corrected. */
export type Asking = { remove: string; index?: number } | { which: true };

/** A conversation as it is kept: plain JSON, sealed together with all others of its person. */
export interface Conversation {
  /** Its buttons carry it, so it is no secret. */
  id: string;
  /**
   * What `finish` is given: the same at every repeat, known to nobody, and gone with the conversation. What is
   * made from it (a ticket, its PIN) cannot be found again from a button or an event.
   */
  once: string;
  flow: string;
  version: number;
  /** The step asked now, or `review`. */
  at: string;
  /** null = asked and skipped, so that an edit does not ask again. */
  answers: Readonly<Record<string, unknown>>;
  /** LINE message an answer came from, so that unsending it forgets the answer; one for each of its parts. */
  sources: Readonly<Record<string, readonly string[]>>;
  /** Of answers that several messages were joined into: each by itself. */
  parts?: Readonly<Record<string, readonly unknown[]>>;
  /** Answers that were found in a sentence and not confirmed yet. */
  found?: readonly string[];
  /** See `Beside`. */
  beside?: readonly Beside[];
  /** A question of the engine's own that the next input answers, or else lets go. */
  asking?: Asking;
  /** Steps walked so far, for `back`. */
  path: readonly string[];
  /** Set while one answer is edited from the review: where to return to. */
  editing?: string;
  /** What the next file takes the place of, the part `index` of the open question or all; until then it stays. */
  replacing?: { index?: number };
  /** Put aside, by its person or for another conversation: it waits until it is asked for. */
  paused?: true;
  misses: number;
  startedAt: Date;
  expiresAt: Date;
}
