import type { Field } from '../../conversation/flow';
import { plain, tidy, wordsOf } from '../../speech/typed';
import { text } from '../../core/texts';

const NONE = 'none';

/**
 * A text, or the button "none". What is stored is the official Thai word in every language, because it is
 * printed in a Thai form: nothing to say is said as "ไม่มี" there (seed 004). A mere dash means the same
 * (seed 003).
 */
export function noneOr(field: Field<string>): Field<string> {
  const none = text('th', 'measures.none');
  return {
    ...field,
    accepts: ['choice', ...field.accepts.filter((kind) => kind !== 'choice')],
    controls: async (turn, asked) => [
      { kind: 'choice', value: NONE, label: { key: 'measures.none' }, asked },
      ...(await field.controls(turn, asked)),
    ],
    read: (input, turn, soFar) => {
      const pressed = input.kind === 'choice' && input.value === NONE;
      const typed = input.kind === 'text' && meansNone(input.text);
      return pressed || typed ? { ok: true, value: none } : field.read(input, turn, soFar);
    },
  };
}

function meansNone(typed: string): boolean {
  const compact = plain(typed);
  return compact === '' ? tidy(typed) !== '' : wordsOf('measures.words.none').includes(compact);
}
