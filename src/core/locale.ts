/** The languages people are spoken to in: Thai, the source of all texts, and English. */
export type Locale = 'th' | 'en';
/** Thai first: it is the source of all texts. */
export const LOCALES: readonly Locale[] = ['th', 'en'];
