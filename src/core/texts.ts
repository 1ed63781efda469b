import i18next from 'i18next';
import type { TextTree } from './text-tree';
import { loadTexts } from './text-tree';

export type Locale = 'th' | 'en';
export const LOCALES: readonly Locale[] = ['th', 'en'];
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

/** The text behind `key`. A missing key is a defect that `test/locales.test.ts` finds; it shows the key. */
export function text(locale: Locale, key: TextKey, params: Params = {}): string {
  return texts.t(key, { ...params, lng: locale });
}

/** True when `key` names a text in every language: for keys that are put together at run time. */
export function isTextKey(key: string): key is TextKey {
  return LOCALES.every((locale) => texts.exists(key, { lng: locale }));
}
