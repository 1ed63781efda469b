import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from './dates';
import englishTexts from './texts.en.json';
import thaiTexts from './texts.th.json';

/** Names a text of the page. */
export type TextKey = keyof typeof thaiTexts;

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  th: thaiTexts,
  en: englishTexts,
};

/** The text in a language, its `{{name}}`s filled in. */
export function pageText(
  language: Language,
  key: TextKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return TEXTS[language][key].replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

/** The language the page speaks. */
export const LanguageContext = createContext<Language>('th');

/** The texts of the page in its present language. */
export function useTexts() {
  const language = useContext(LanguageContext);
  return {
    language,
    t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => pageText(language, key, values),
  };
}
