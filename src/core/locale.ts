/** The languages people are spoken to in: Thai, the source of all texts, and English. */
export type Locale = 'th' | 'en';
export const LOCALES: readonly Locale[] = ['th', 'en'];
