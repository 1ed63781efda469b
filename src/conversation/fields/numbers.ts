import type { TextKey } from '../../core/texts';
import { readNumber } from '../../core/thai-digits';
import { tidy, wordsOf } from '../../speech/typed';
import type { Field } from '../flow';
import { typedText } from './text';

interface NumberLimits {
  min: number;
  max: number;
  decimals: number;
  /** Words around the number that mean nothing more, e.g. "baht". */
  around: TextKey;
  shown: TextKey;
  example: string;
}

/** A whole number from 0 to 100: "๕๐", "50%", "ร้อยละ 50". */
export function percent(): Field<number> {
  return numberField({
    min: 0,
    max: 100,
    decimals: 0,
    around: 'conversation.words.percent',
    shown: 'conversation.percent',
    example: '50',
  });
}

/** An amount of money in baht with up to two decimals, from 0 to `max`: "12,500", "๑๒,๕๐๐.๕๐ บาท". */
export function baht(limits: { max?: number } = {}): Field<number> {
  return numberField({
    min: 0,
    max: limits.max ?? 1_000_000_000,
    decimals: 2,
    around: 'conversation.words.baht',
    shown: 'conversation.baht',
    example: '12,500',
  });
}

function numberField(limits: NumberLimits): Field<number> {
  const { min, max, decimals } = limits;
  return {
    accepts: ['text'],
    controls: () => [],
    read: (input) => {
      const value = readNumber(bare(typedText(input), limits.around));
      if (value === undefined)
        return { ok: false, problem: 'conversation.problem.notANumber', params: { example: limits.example } };
      if (value < min) return { ok: false, problem: 'conversation.problem.numberTooSmall', params: { min } };
      if (value > max)
        return {
          ok: false,
          problem: 'conversation.problem.numberTooLarge',
          params: { max: max.toLocaleString('en') },
        };
      if (Number(value.toFixed(decimals)) === value) return { ok: true, value };
      return decimals === 0
        ? { ok: false, problem: 'conversation.problem.wholeNumber' }
        : { ok: false, problem: 'conversation.problem.tooManyDecimals', params: { decimals } };
    },
    show: (value) => ({ key: limits.shown, params: { number: value.toLocaleString('en') } }),
  };
}

function bare(typed: string, around: TextKey): string {
  const words = [...wordsOf(around), ...wordsOf('conversation.words.particles'), '%'];
  const compact = tidy(typed).toLowerCase().replace(/\s+/g, '');
  const found = words.find((word) => compact.startsWith(word) || compact.endsWith(word));
  if (found === undefined || found === '') return compact;
  const rest = compact.startsWith(found) ? compact.slice(found.length) : compact.slice(0, -found.length);
  return bare(rest, around);
}
