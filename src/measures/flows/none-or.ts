import type { Field } from '../../conversation/flow';
import { text } from '../../core/texts';
import { plain, tidy, wordsOf } from '../../speech/typed';
import type { Remark } from '../progress';

const NONE = 'none';

/**
 * A text, or "none": nothing to say is an answer of its own, which is printed in a Thai form (Cho Raka) and
 * differs from not having been asked. A mere dash means the same (Nong Chang Laen).
 */
export function noneOr(field: Field<string>): Field<Remark> {
  return {
    accepts: ['choice', ...field.accepts.filter((kind) => kind !== 'choice')],
    controls: async (turn, asked) => [
      { kind: 'choice', value: NONE, label: { key: 'measures.none' }, asked },
      ...(await field.controls(turn, asked)),
    ],
    read: async (input, turn, soFar) => {
      const pressed = input.kind === 'choice' && input.value === NONE;
      const typed = input.kind === 'text' && meansNone(input.text);
      if (pressed || typed) return { ok: true, value: { none: true } };
      const before = soFar !== undefined && 'text' in soFar ? soFar.text : undefined;
      const reading = await field.read(input, turn, before);
      return reading.ok ? { ok: true, value: { text: reading.value } } : reading;
    },
    show: (remark, turn) => ('text' in remark ? field.show(remark.text, turn) : { key: 'measures.none' }),
  };
}

/** A remark as version 0.1 kept it: the official word for "none" in every language, or the text. */
export function remarkFrom(said: unknown): Remark | undefined {
  if (typeof said !== 'string') return undefined;
  return said === text('th', 'measures.none') ? { none: true } : { text: said };
}

function meansNone(typed: string): boolean {
  const compact = plain(typed);
  return compact === '' ? tidy(typed) !== '' : wordsOf('measures.words.none').includes(compact);
}
