import type { Params, TextKey } from '../../core/texts';
import { toArabicDigits } from '../../core/thai-digits';
import { tidy } from '../../speech/typed';
import type { Field } from '../flow';
import { typedText } from './text';

/**
 * A code somebody was given (a ticket number, an invitation): Thai digits, blanks, hyphens, dots and small
 * letters do not matter. `pattern` is matched against the compact form (`AB12CD`), which is also the value.
 */
export function code(options: { pattern: RegExp; problem: TextKey; params?: Params }): Field<string> {
  const { pattern, problem, params = {} } = options;
  return {
    accepts: ['text'],
    controls: () => [],
    read: (input) => {
      const value = compactCode(typedText(input));
      return pattern.test(value) ? { ok: true, value } : { ok: false, problem, params };
    },
    show: (value) => ({ literal: value }),
  };
}

/** A code without blanks, hyphens and dots, in capitals and Arabic digits. */
export function compactCode(typed: string): string {
  return toArabicDigits(tidy(typed))
    .toUpperCase()
    .replace(/[\s\-–—._]+/g, '');
}

/** Fixed line: 0, 2–7, seven more. Mobile: 06, 08 or 09, eight more. Source: NBTC numbering plan. */
const THAI_PHONE = /^0(?:[2-7]\d{7}|[689]\d{8})$/;

/** A Thai telephone number, kept as nine or ten digits; `+66` becomes `0`. */
export function phone(): Field<string> {
  return {
    accepts: ['text'],
    controls: () => [],
    read: (input) => {
      const digits = nationalDigits(typedText(input));
      return THAI_PHONE.test(digits)
        ? { ok: true, value: digits }
        : { ok: false, problem: 'conversation.problem.notAPhone' };
    },
    find: phoneIn,
    show: (value) => ({ literal: grouped(value) }),
  };
}

function nationalDigits(typed: string): string {
  return compactCode(typed)
    .replace(/[()]/g, '')
    .replace(/^(?:\+|00)?660?(?=\d{8,9}$)/, '0');
}

/** The one telephone number in a sentence. */
function phoneIn(sentence: string): string | undefined {
  const runs = toArabicDigits(sentence).match(/\+?\d[\d\s().–-]{7,18}\d/g) ?? [];
  const numbers = new Set(runs.map(nationalDigits).filter((digits) => THAI_PHONE.test(digits)));
  return numbers.size === 1 ? [...numbers][0] : undefined;
}

function grouped(digits: string): string {
  const area = digits.startsWith('02') ? 2 : 3;
  return [digits.slice(0, area), digits.slice(area, -4), digits.slice(-4)].join('-');
}
