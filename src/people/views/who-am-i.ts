import type { View } from '../../conversation/flow';
import type { CardRow } from '../../speech/prompt';
import { officeOf } from '../office-names';
import type { OfficeNames } from '../office-names';
import { languageKey } from '../rules';

/** As what the bot knows a person, and what it keeps about them (PDPA, sections 23 and 30). */
export function whoAmI({ names }: { names: OfficeNames }): View {
  return {
    name: 'who-am-i',
    mayOpen: () => true,
    show: async (_param, { actor }) => {
      const { organization, role, unit } = await officeOf(names, actor, actor.locale);
      const unitRow: CardRow[] =
        unit === undefined ? [] : [{ label: { key: 'people.me.unit' }, value: { literal: unit } }];
      return [
        {
          text: { key: 'people.me.summary', params: { role, organization } },
          card: {
            kind: 'status',
            title: { key: 'people.me.title' },
            rows: [
              { label: { key: 'people.me.organization' }, value: { literal: organization } },
              { label: { key: 'people.me.role' }, value: { literal: role } },
              ...unitRow,
              { label: { key: 'people.me.language' }, value: { key: languageKey(actor.locale) } },
            ],
            footnote: { key: 'people.me.kept' },
            actions: [
              { kind: 'open', name: 'choose-language', label: { key: 'people.me.changeLanguage' } },
              { kind: 'open', name: 'register-staff', label: { key: 'people.me.haveCode' } },
            ],
          },
        },
      ];
    },
  };
}
