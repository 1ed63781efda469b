import type { Locale } from './locale';

const THAI_ZERO = 0x0e50;
const THAI_DIGIT = /[\u0e50-\u0e59]/g;

/** Writes every Arabic digit as a Thai one, as government letters do; everything else stays. */
export function toThaiDigits(text: string | number): string {
  return String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(THAI_ZERO + Number(digit)));
}

/** Writes every Thai digit as an Arabic one; everything else stays, and so does the length. */
export function toArabicDigits(text: string): string {
  return text.replace(THAI_DIGIT, (digit) => String(digit.charCodeAt(0) - THAI_ZERO));
}

/**
 * Reads a number in Thai or Arabic digits, with commas between thousands and a decimal point allowed.
 * `undefined` for anything else: no words, no signs, no exponents.
 */
export function readNumber(text: string): number | undefined {
  const plain = toArabicDigits(text).trim();
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return undefined;
  return Number(plain.replaceAll(',', ''));
}

/** A number as people read it: Thai digits in Thai. */
export function showNumber(value: number, locale: Locale): string {
  return locale === 'th' ? toThaiDigits(value) : String(value);
}

/** A number by itself: not part of a code ("O14", "70-12345-1") or of a telephone number. */
const NUMBER_ALONE = /(?<![A-Za-z0-9.\-])[0-9]+(?:[.,/:][0-9]+)*(?![A-Za-z0-9]|-[0-9])/g;

/** A text of somebody else's, e.g. a plan's, with its numbers in the digits of the language it is read in. */
export function inDigitsOf(text: string, locale: Locale): string {
  return locale === 'th' ? text.replace(NUMBER_ALONE, toThaiDigits) : toArabicDigits(text);
}
