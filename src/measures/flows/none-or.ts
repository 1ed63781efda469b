import type { Field } from '../../conversation/flow';
import { text } from '../../core/texts';

const NONE = 'none';

/**
 * A text, or the button "none". What is stored is the official Thai word in every language, because it is
 * printed in a Thai form: nothing to say is said as "ไม่มี" there (seed 004).
 */
export function noneOr(field: Field<string>): Field<string> {
  const none = text('th', 'measures.none');
  return {
    ...field,
    accepts: [...new Set([...field.accepts, 'choice' as const, 'text' as const])],
    controls: async (turn, asked) => [
      { kind: 'choice', value: NONE, label: { key: 'measures.none' }, asked },
      ...(await field.controls(turn, asked)),
    ],
    read: (input, turn, soFar) => {
      if (input.kind === 'choice' && input.value === NONE) return { ok: true, value: none };
      const typed = input.kind === 'text' ? input.text.trim().toLowerCase() : '';
      const said = [none, text('en', 'measures.none').toLowerCase()].includes(typed);
      return said ? { ok: true, value: none } : field.read(input, turn, soFar);
    },
  };
}
