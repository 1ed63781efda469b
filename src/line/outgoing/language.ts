import { setTimeout as wait } from 'node:timers/promises';
import type { Locale } from '../../core/texts';
import type { Channels } from './channels';
import type { Gateway } from './gateway';

/** The language somebody's phone speaks; `undefined`: not known. Never rejects, and never takes long. */
export type LanguageOf = (orgId: string, lineUserId: string) => Promise<Locale | undefined>;

/** Somebody waits for their first answer: rather in Thai than late. */
const PATIENCE_MS = 1_500;

/** Asks LINE. English phones get English; for all others Thai is the language of the office. */
export function createLanguageOf(parts: {
  readonly channels: Pick<Channels, 'of'>;
  readonly gateway: Pick<Gateway, 'languageOf'>;
  readonly patienceMs?: number;
}): LanguageOf {
  const ask = async (orgId: string, lineUserId: string): Promise<Locale | undefined> => {
    const channel = await parts.channels.of(orgId);
    if (channel === undefined) return undefined;
    // BCP 47: `en`, `en-GB`.
    const language = await parts.gateway.languageOf(channel, lineUserId);
    return language === undefined ? undefined : /^en\b/i.test(language) ? 'en' : 'th';
  };
  return (orgId, lineUserId) => {
    const late = new AbortController();
    const answered = ask(orgId, lineUserId)
      .catch(() => undefined)
      .finally(() => late.abort());
    const patience = wait(parts.patienceMs ?? PATIENCE_MS, undefined, { signal: late.signal, ref: false });
    return Promise.race([answered, patience.catch(() => answered)]);
  };
}
