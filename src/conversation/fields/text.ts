import { tidy } from '../../speech/typed';
import { lengthOf } from '../../speech/wording';
import type { Field, Input, Reading } from '../flow';

/**
 * A typed answer of `min` (1) to `max` (1,000) code points, kept as `tidy` leaves it. Several messages make one
 * answer, each on a line of its own. With `letters`, a mere number is none (a name is not a telephone).
 */
export function text(limits: { min?: number; max?: number; letters?: true } = {}): Field<string> {
  const { min = 1, max = 1_000, letters = false } = limits;
  return {
    accepts: ['text'],
    isOpenEnded: true,
    controls: () => [],
    read: (input, _turn, soFar) => {
      const value = typedText(input);
      const length = lengthOf(value);
      if (length === 0) return { ok: false, problem: 'conversation.problem.textEmpty' };
      if (length < min && soFar === undefined)
        return { ok: false, problem: 'conversation.problem.textTooShort', params: { min } };
      if (letters && !/\p{L}/u.test(value)) return { ok: false, problem: 'listening.lettersPlease' };
      return within(max, value);
    },
    join: (parts) => within(max, parts.join('\n')),
    show: (value) => ({ literal: value }),
  };
}

function within(max: number, value: string): Reading<string> {
  const length = lengthOf(value);
  if (length <= max) return { ok: true, value };
  return { ok: false, problem: 'conversation.problem.textTooLong', params: { max, length } };
}

/** The tidied text of an input; empty for one that has none. */
export function typedText(input: Input): string {
  return input.kind === 'text' ? tidy(input.text) : '';
}
