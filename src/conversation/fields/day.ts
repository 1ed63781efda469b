import type { Day } from '../../core/bangkok-day';
import { bangkokDay, isDay } from '../../core/bangkok-day';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import type { DayReading } from '../../core/thai-dates';
import { readDay, showDay } from '../../core/thai-dates';
import type { Field, Input, Turn } from '../flow';
import { sinceIn } from './since-finding';
import { typedText } from './text';

/** A bound of a day: fixed, or worked out from the turn (`today` is `bangkokDay(turn.now)`). */
export type Bound = Day | ((turn: Turn<unknown>) => Day | undefined);

const PROBLEMS: Record<Extract<DayReading, { ok: false }>['why'], TextKey> = {
  'not-a-date': 'conversation.problem.notADate',
  'no-such-day': 'conversation.problem.noSuchDay',
  ambiguous: 'conversation.problem.dateUnclear',
};

/** A calendar day from `min` to `max`, picked or typed as people type days; see `readDay`. */
export function day(bounds: { min?: Bound; max?: Bound } = {}): Field<Day> {
  return {
    accepts: ['date', 'text'],
    controls: (turn, asked) => {
      const { min, max } = boundsOf(bounds, turn);
      const today = bangkokDay(turn.now);
      const latest = max !== undefined && today > max ? max : today;
      const initial = min !== undefined && latest < min ? min : latest;
      const limits = present({ min, max });
      return [{ kind: 'date', label: { key: 'conversation.controls.pickDay' }, asked, initial, ...limits }];
    },
    read: (input, turn) => {
      const reading = readInput(input, bangkokDay(turn.now));
      if (!reading.ok) return { ok: false, problem: PROBLEMS[reading.why] };
      const { min, max } = boundsOf(bounds, turn);
      const shown = (bound: Day) => ({ day: showDay(bound, turn.actor.locale) });
      if (min !== undefined && reading.day < min)
        return { ok: false, problem: 'conversation.problem.dayTooEarly', params: shown(min) };
      if (max !== undefined && reading.day > max)
        return { ok: false, problem: 'conversation.problem.dayTooLate', params: shown(max) };
      return { ok: true, value: reading.day };
    },
    show: (value, { actor }) => ({ literal: showDay(value, actor.locale) }),
  };
}

/** The day since when something lasts, until today; it is also found in a story that says it. */
export function since(): Field<Day> {
  return {
    ...day({ max: ({ now }) => bangkokDay(now) }),
    find: (sentence, { now }) => sinceIn(sentence, bangkokDay(now)),
  };
}

function readInput(input: Input, today: Day): DayReading {
  if (input.kind !== 'date') return readDay(typedText(input), today);
  return isDay(input.date) ? { ok: true, day: input.date } : { ok: false, why: 'no-such-day' };
}

function boundsOf(
  { min, max }: { min?: Bound; max?: Bound },
  turn: Turn<unknown>,
): { min: Day | undefined; max: Day | undefined } {
  const at = (bound: Bound | undefined) => (typeof bound === 'function' ? bound(turn) : bound);
  return { min: at(min), max: at(max) };
}
