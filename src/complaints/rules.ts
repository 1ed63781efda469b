import type { Actor } from '../conversation/actor';
import type { Day } from '../core/bangkok-day';
import { addDays } from '../core/bangkok-day';
import { AppError } from '../core/errors';
import type { TextKey } from '../core/texts';
import { isTextKey } from '../core/texts';
import { may } from '../duties/duties';
import data from './categories.json';

/** What a complaint is about; a line of `categories.json`. */
export interface Category {
  readonly key: string;
  /** About the office's own people: seen by few, see `maySee`. */
  readonly protected: boolean;
  /** It lies somewhere: without a place nobody finds it. */
  readonly placed: boolean;
}

/** All categories, in the order in which they are offered. */
export const CATEGORIES: readonly Category[] = data.categories;

/**
 * Days until the first answer. Source: the Royal Decree on Good Governance B.E. 2546, section 38, which
 * local governments follow (section 52); kept in `categories.json`.
 */
export const ANSWER_WITHIN_DAYS: number = data.answerWithinDays;

/** The name of a category. Throws `category-unknown` for a key that is not in the data or has no text. */
export function categoryKey(category: string): TextKey {
  const key = `complaints.category.${category}`;
  if (isTextKey(key)) return key;
  throw new AppError('category-unknown', `no text for complaint category ${category} in locales`);
}

/** True for complaints about the office's own people. An unknown category counts as one: better too few see it. */
export function isProtected(category: string): boolean {
  return CATEGORIES.find((each) => each.key === category)?.protected ?? true;
}

/** True for what lies somewhere; an unknown category may. */
export function isPlaced(category: string): boolean {
  return CATEGORIES.find((each) => each.key === category)?.placed ?? true;
}

/** Whether this person may see complaints of a category. */
export function maySee(actor: Actor, category: string): boolean {
  return may(actor, isProtected(category) ? 'see-protected-complaints' : 'see-complaints');
}

/** Whether this person may take on, answer and close complaints of a category. */
export function mayHandle(actor: Actor, category: string): boolean {
  return may(actor, isProtected(category) ? 'handle-protected-complaints' : 'handle-complaints');
}

/** Whether this person may see how a named reporter can be reached. */
export function maySeeContact(actor: Actor): boolean {
  return may(actor, 'see-contacts');
}

/** The states of a complaint, from its filing to its end. */
export const TICKET_STATES = ['received', 'in-progress', 'answered', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** States in which the office still owes something. */
export const OPEN_STATES: readonly TicketState[] = ['received', 'in-progress'];

const NEXT: Readonly<Record<TicketState, readonly TicketState[]>> = {
  received: ['in-progress', 'answered', 'closed'],
  'in-progress': ['answered', 'closed'],
  // An answer that does not settle it is taken up again.
  answered: ['in-progress', 'closed'],
  closed: [],
};

/** The states a ticket can go to from `state`. */
export function nextStates(state: TicketState): readonly TicketState[] {
  return NEXT[state];
}

/** Answering and closing say why: the reporter reads it. */
export function needsNote(state: TicketState): boolean {
  return state === 'answered' || state === 'closed';
}

/** The name of a state. */
export function stateKey(state: TicketState): TextKey {
  return state === 'in-progress' ? 'complaints.state.inProgress' : `complaints.state.${state}`;
}

/** The last day for an answer to a complaint received on `day`. */
export function dueOn(day: Day): Day {
  return addDays(day, ANSWER_WITHIN_DAYS);
}

/** True when the office owes an answer and its day has passed. */
export function isOverdue(ticket: { readonly state: TicketState; readonly dueOn: Day }, today: Day): boolean {
  return OPEN_STATES.includes(ticket.state) && ticket.dueOn < today;
}

/** Wrong PINs of one asking person within `PIN_WINDOW_MINUTES`, whatever tickets they ask for. */
export const MOST_PIN_TRIES = 5;
/** Minutes after which wrong PINs count no more. */
export const PIN_WINDOW_MINUTES = 60;

/**
 * How many tries a person has at a ticket for which so many wrong PINs came lately, from whomever. Never none:
 * a crowd of strangers makes guessing slower, down to one guess an account and hour, and locks nobody out.
 */
export function pinTriesFor(wrongLately: number): number {
  if (wrongLately < 2 * MOST_PIN_TRIES) return MOST_PIN_TRIES;
  return wrongLately < 6 * MOST_PIN_TRIES ? 3 : 1;
}

/** A PIN: six digits. */
export const PIN = /^\d{6}$/;
