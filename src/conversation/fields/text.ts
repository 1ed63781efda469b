import { tidy } from '../../speech/typed';
import { lengthOf } from '../../speech/wording';
import type { Field, Input } from '../flow';

/** A typed answer of `min` (1) to `max` (1,000) code points, kept as `tidy` leaves it. */
export function text(limits: { min?: number; max?: number } = {}): Field<string> {
  const { min = 1, max = 1_000 } = limits;
  return {
    accepts: ['text'],
    isOpenEnded: true,
    controls: () => [],
    read: (input) => {
      const value = typedText(input);
      const length = lengthOf(value);
      if (length === 0) return { ok: false, problem: 'conversation.problem.textEmpty' };
      if (length < min) return { ok: false, problem: 'conversation.problem.textTooShort', params: { min } };
      if (length > max)
        return { ok: false, problem: 'conversation.problem.textTooLong', params: { max, length } };
      return { ok: true, value };
    },
    show: (value) => ({ literal: value }),
  };
}

/** The tidied text of an input; empty for one that has none. */
export function typedText(input: Input): string {
  return input.kind === 'text' ? tidy(input.text) : '';
}
