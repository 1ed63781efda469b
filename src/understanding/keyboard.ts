import keys from './keyboard.json';

const LATIN = Array.from(keys.latin);
const THAI = Array.from(keys.thai);
const toThai = new Map(LATIN.map((key, index) => [key, THAI[index] ?? key]));
const toLatin = new Map(THAI.map((key, index) => [key, LATIN[index] ?? key]));

const ANY_THAI = /[\u0e01-\u0e4e]/;
const ANY_LATIN = /[a-z]/i;

/**
 * What was meant when the keyboard was set to the other language (Kedmanee): `l;ylfu` is a Thai greeting.
 * `undefined` for a text of both scripts or of none.
 */
export function asOnOtherKeys(typed: string): string | undefined {
  const [thai, latin] = [ANY_THAI.test(typed), ANY_LATIN.test(typed)];
  if (thai === latin) return undefined;
  const keysOf = latin ? toThai : toLatin;
  return Array.from(typed, (letter) => keysOf.get(letter) ?? letter).join('');
}
