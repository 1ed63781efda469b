import i18next from 'i18next';
import type { Locale } from './locale';
import { LOCALES } from './locale';
import type { TextTree } from './text-tree';
import { loadTexts } from './text-tree';
import { showNumber } from './thai-digits';

export { LOCALES } from './locale';
export type { Locale } from './locale';

/** What stands for the placeholders of a text, by their names. */
export type Params = Readonly<Record<string, string | number>>;

type Leaves<T, Prefix extends string> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Every text a person can read: `file.key` of `locales/th`, checked by the compiler. */
export type TextKey = Leaves<TextTree, ''>;

const texts = i18next.createInstance({
  fallbackLng: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
  resources: { th: { translation: loadTexts('th') }, en: { translation: loadTexts('en') } },
});
void texts.init();

/** Texts as they stand in their files, looked up once: most have nothing to fill in. */
const sources: Readonly<Record<Locale, Map<TextKey, string>>> = { th: new Map(), en: new Map() };

/**
 * The text behind `key`, numbers among `params` in the language's own digits. What is filled in is never read
 * again; what is not given shows its name: a defect that the walks through all flows find. A missing key is
 * one that `test/locales.test.ts` finds; it shows the key.
 */
export function text(locale: Locale, key: TextKey, params: Params = {}): string {
  const source = sources[locale].get(key) ?? lookedUp(locale, key);
  if (!source.includes('{{')) return source;
  return texts.t(key, { ...inDigitsOf(locale, params), lng: locale });
}

function lookedUp(locale: Locale, key: TextKey): string {
  const source = texts.t(key, { lng: locale, skipInterpolation: true });
  sources[locale].set(key, source);
  return source;
}

/** Numbers are written as the language's documents write them; what must stay as it is, is a string. */
function inDigitsOf(locale: Locale, params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? showNumber(value, locale) : value,
    ]),
  );
}

/** True when `key` names a text in every language: for keys that are put together at run time. */
export function isTextKey(key: string): key is TextKey {
  return LOCALES.every((locale) => texts.exists(key, { lng: locale }));
}
