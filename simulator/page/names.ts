import type { Language } from './dates';

/** Somebody or an account as the state tells them. */
interface Named {
  readonly displayName: string;
  readonly inEnglish?: { readonly displayName?: string };
}

/** The name a reader of this language can read. */
export function nameIn(language: Language, { displayName, inEnglish }: Named): string {
  return language === 'en' ? (inEnglish?.displayName ?? displayName) : displayName;
}

/** What there is to try as this person. */
export function hintIn(
  language: Language,
  { hint, inEnglish }: { readonly hint: string; readonly inEnglish?: { readonly hint?: string } },
): string {
  return language === 'en' ? (inEnglish?.hint ?? hint) : hint;
}
