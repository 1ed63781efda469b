import type { Actor } from '../conversation/actor';
import type { Day } from '../core/bangkok-day';
import { addDays } from '../core/bangkok-day';
import { hasDuty, may } from '../duties/duties';

/** `withdrawn`: its asker said that it was no question after all. */
export const QUESTION_STATES = ['open', 'answered', 'withdrawn'] as const;
/** Where a question stands, see `QUESTION_STATES`. */
export type QuestionState = (typeof QUESTION_STATES)[number];

/** What somebody asked, as those read it who see to it. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly askedOn: Day;
}

/** Days a question is kept: open ones until nobody waits for an answer any more, the others to be looked up. */
const KEPT_DAYS: Readonly<Record<QuestionState, number>> = { open: 365, answered: 90, withdrawn: 2 };

/** The day on which a question is removed that came into `state` on `day`. */
export function purgedOn(state: QuestionState, day: Day): Day {
  return addDays(day, KEPT_DAYS[state]);
}

/** Whether this person may read what citizens ask: who reads what they complain about. */
export function maySeeQuestions(actor: Pick<Actor, 'posts'>): boolean {
  return hasDuty(actor, 'handle-complaints', 'handle-protected-complaints');
}

/** Which questions this person sees: those that may be about the office's own people are for few eyes. */
export function seen(actor: Actor): { readonly general: boolean; readonly delicate: boolean } {
  return {
    general: may(actor, 'handle-complaints'),
    delicate: may(actor, 'handle-protected-complaints'),
  };
}
