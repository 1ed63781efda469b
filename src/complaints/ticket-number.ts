import { toArabicDigits } from '../core/thai-digits';
import { tidy } from '../speech/typed';

/**
 * Damm's quasigroup of order 10: a check digit that finds every wrong digit and every two neighbours
 * swapped. Source: H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004.
 */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The check digit of a row of digits. */
function checkDigitOf(digits: string): string {
  return digits.split('').reduce((interim, digit) => DAMM[Number(interim)]?.[Number(digit)] ?? '0', '0');
}

/** `69-12345-4`: last two digits of the fiscal year (Buddhist era), five digits, check digit. */
export function ticketNoOf(fiscalYear: number, fiveDigits: string): string {
  const year = String(fiscalYear).slice(-2);
  return `${year}-${fiveDigits}-${checkDigitOf(year + fiveDigits)}`;
}

/** `mistyped`: it has the right length, and the check digit says that a digit is wrong. */
export type TicketNoReading =
  | { readonly ok: true; readonly ticketNo: string }
  | { readonly ok: false; readonly why: 'not-a-number' | 'mistyped' };

const LONGEST_TEXT = 80;
const JOINERS = /(?<=\d)[\s\-–—−._/]+(?=\d)/g;

/**
 * The ticket number in a typed text, in its full form. Thai digits, blanks, missing or odd hyphens and
 * words around it do not matter; a second number beside it does.
 */
export function readTicketNo(typed: string): TicketNoReading {
  const text = toArabicDigits(tidy(typed));
  const numbers = text.length > LONGEST_TEXT ? [] : (text.replace(JOINERS, '').match(/\d+/g) ?? []);
  const [digits = '', ...others] = numbers;
  if (digits.length !== 8 || others.length > 0) return { ok: false, why: 'not-a-number' };
  if (checkDigitOf(digits) !== '0') return { ok: false, why: 'mistyped' };
  return { ok: true, ticketNo: [digits.slice(0, 2), digits.slice(2, 7), digits.slice(7)].join('-') };
}
