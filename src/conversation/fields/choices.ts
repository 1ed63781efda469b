import type { TextKey } from '../../core/texts';
import { LOCALES, text } from '../../core/texts';
import type { Wording } from '../../speech/prompt';
import { say } from '../../speech/wording';
import { saysNo, saysYes } from '../../speech/words';
import type { Field, Reading } from '../flow';
import { choiceControls, readChoice } from './choosing';
import { MOST_CHOICES } from './pages';

interface OneOf<T> {
  /** Other words by which people choose a value, divided by `|`. */
  names?: (value: T) => TextKey | undefined;
  /** See `Field.find`. */
  find?: (sentence: string) => T | undefined;
}

/** One of a fixed set of values, each with its text: `oneOf(STATUSES, (status) => LABELS[status])`. */
export function oneOf<T extends string>(
  values: readonly T[],
  labelKey: (value: T) => TextKey,
  { names = () => undefined, find }: OneOf<T> = {},
): Field<T> {
  const choices = values.map((value) => ({ value, label: { key: labelKey(value) } }));
  const others = otherNames(values.map(names));
  return {
    accepts: ['choice', 'text'],
    controls: (turn, asked, excerpt = {}) => choiceControls(choices, turn, asked, excerpt, MOST_CHOICES),
    read: (input) => {
      const reading = readChoice(input, {
        values,
        labels: [...LOCALES.map((locale) => choices.map(({ label }) => say(label, locale))), ...others],
        perPage: MOST_CHOICES,
        problem: 'conversation.problem.noSuchChoice',
      });
      return ofType(reading, values);
    },
    ...(find === undefined ? {} : { find }),
    show: (value) => ({ key: labelKey(value) }),
  };
}

/** Lists as long as the values: of each value its first other name, its second, and so on, in all languages. */
function otherNames(keys: readonly (TextKey | undefined)[]): readonly (readonly string[])[] {
  const names = keys.map((key) =>
    key === undefined ? [] : LOCALES.flatMap((locale) => text(locale, key).split('|')),
  );
  const most = Math.max(0, ...names.map(({ length }) => length));
  return Array.from({ length: most }, (_, index) => names.map((each) => each[index] ?? ''));
}

function ofType<T extends string>(reading: Reading<string>, values: readonly T[]): Reading<T> {
  if (!reading.ok) return reading;
  const value = values.find((each) => each === reading.value);
  return value === undefined
    ? { ok: false, problem: 'conversation.problem.choicePlease' }
    : { ok: true, value };
}

/** Yes or no, with the words people use for it. The labels may say more ("Yes, anonymously"). */
export function yesNo(labels: { yes?: TextKey; no?: TextKey } = {}): Field<boolean> {
  const yes = labels.yes ?? 'common.yes';
  const no = labels.no ?? 'common.no';
  const shown = (value: boolean): Wording => ({ key: value ? yes : no });
  return {
    accepts: ['choice', 'text'],
    controls: (_turn, asked) => [
      { kind: 'choice', value: 'yes', label: shown(true), asked },
      { kind: 'choice', value: 'no', label: shown(false), asked },
    ],
    read: (input, { actor }) => {
      const reading = readChoice(input, {
        values: ['yes', 'no'],
        labels: LOCALES.map((locale) => [text(locale, yes), text(locale, no)]),
        perPage: MOST_CHOICES,
        problem: 'conversation.problem.yesOrNo',
      });
      // A word for yes or no counts before a part of a label: "no" must not be found in "not known".
      if (input.kind === 'text' && saysYes(input.text)) return { ok: true, value: true };
      if (input.kind === 'text' && saysNo(input.text)) return { ok: true, value: false };
      if (reading.ok) return { ok: true, value: reading.value === 'yes' };
      const params = { yes: text(actor.locale, yes), no: text(actor.locale, no) };
      return { ok: false, problem: 'conversation.problem.yesOrNo', params };
    },
    show: shown,
  };
}
