import type { Locale } from './locale';
import { LOCALES } from './locale';
import type { TextTree } from './text-tree';
import { loadTexts } from './text-tree';
import { showNumber } from './thai-digits';

export { LOCALES } from './locale';
export type { Locale } from './locale';

export type Params = Readonly<Record<string, string | number>>;

type Leaves<T, Prefix extends string> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Every text a person can read: `file.key` of `locales/th`, checked by the compiler. */
export type TextKey = Leaves<TextTree, ''>;

/** A text taken apart: what stands between the placeholders, and at every second place a placeholder's name. */
type Compiled = readonly string[];

const PLACEHOLDER = /\{\{(\w+)\}\}/;

const TEXTS: Readonly<Record<Locale, ReadonlyMap<string, Compiled>>> = {
  th: compiled(loadTexts('th')),
  en: compiled(loadTexts('en')),
};

function compiled(tree: object): ReadonlyMap<string, Compiled> {
  return new Map(leavesOf(tree, '').map(([key, source]) => [key, source.split(PLACEHOLDER)]));
}

function leavesOf(tree: object, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    const key = `${prefix}${name}`;
    if (typeof value === 'string') return [[key, value] as [string, string]];
    return typeof value === 'object' && value !== null ? leavesOf(value, `${key}.`) : [];
  });
}

/**
 * The text behind `key`, numbers among `params` in the language's own digits. What is filled in is never read again. A
 * missing key is a defect that `test/locales.test.ts` finds; it shows the key.
 */
export function text(locale: Locale, key: TextKey, params: Params = {}): string {
  const parts = TEXTS[locale].get(key);
  if (parts === undefined) return key;
  const [only = ''] = parts;
  if (parts.length === 1) return only;
  return parts.map((part, place) => (place % 2 === 0 ? part : filled(part, params[part], locale))).join('');
}

/**
 * Numbers are written as the language's documents write them; what must stay as it is, is a string. What is not
 * given shows its name: a defect that the walks through all flows find.
 */
function filled(name: string, param: string | number | undefined, locale: Locale): string {
  return typeof param === 'number' ? showNumber(param, locale) : (param ?? `{{${name}}}`);
}

/** True when `key` names a text in every language: for keys that are put together at run time. */
export function isTextKey(key: string): key is TextKey {
  return LOCALES.every((locale) => TEXTS[locale].has(key));
}
