import { oneOf } from '../../conversation/fields';
import type { Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Locale } from '../../core/texts';
import { LOCALES } from '../../core/texts';
import type { Control } from '../../speech/prompt';
import { languageKey } from '../rules';
import type { People } from '../service';

export interface LanguageAnswers {
  locale: Locale;
}

/** Thai or English; it holds at once, the confirmation included. */
export function chooseLanguage({ people }: { people: Pick<People, 'setLocale'> }): Flow<LanguageAnswers> {
  return defineFlow<LanguageAnswers>({
    name: 'choose-language',
    version: 1,
    start: 'locale',
    title: 'people.language.title',
    send: 'people.language.send',
    idleMinutes: 60,
    mayStart: () => true,
    review: false,
    steps: {
      locale: {
        ask: 'people.language.ask',
        title: 'people.me.language',
        field: oneOf(LOCALES, languageKey),
        next: 'review',
      },
    },
    prefill: ({ subject }) => {
      const locale = LOCALES.find((each) => each === subject?.id);
      return locale === undefined ? undefined : { locale };
    },
    finish: async ({ locale }, { actor }) => {
      await people.setLocale(actor, locale);
      const menu: Control = { kind: 'command', command: 'menu', label: { key: 'common.menu' } };
      const prompts = [{ text: { key: 'people.language.changed' } as const, controls: [menu] }];
      return { prompts, unreplied: 'person', locale };
    },
  });
}
