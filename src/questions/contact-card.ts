import { present } from '../core/present';
import type { Locale, TextKey } from '../core/texts';
import { inDigitsOf, toThaiDigits } from '../core/thai-digits';
import type { OfficeContact, OfficeHours, Organization } from '../organizations/rules';
import { contactOf } from '../organizations/rules';
import type { CardRow, Control, Prompt, Wording } from '../speech/prompt';

/** The office as people reach it: telephone, hours and address, as far as they are known. */
export function contactCard(
  organization: Organization | undefined,
  locale: Locale,
  said: {
    readonly text: Wording;
    readonly title: TextKey;
    /** What comes before the office. */
    readonly rows?: readonly CardRow[];
    readonly footnote?: Wording;
    readonly actions: readonly Control[];
  },
): Prompt {
  const contact = organization && contactOf(organization);
  const { text, title, rows = [], footnote, actions } = said;
  return {
    text,
    card: {
      kind: 'status',
      title: { key: title },
      ...(organization === undefined ? {} : { subtitle: { literal: organization.name } }),
      rows: [
        ...rows,
        ...(contact === undefined
          ? [{ value: { key: 'questions.contact.none' } } as const]
          : rowsOf(contact, locale)),
      ],
      ...present({ footnote }),
      actions: [...callTo(contact), ...actions],
    },
  };
}

function rowsOf({ phone, hours, address }: OfficeContact, locale: Locale): CardRow[] {
  const row = (label: TextKey, value: Wording | undefined): CardRow[] =>
    value === undefined ? [] : [{ label: { key: label }, value }];
  return [
    ...row('questions.contact.phone', phone === undefined ? undefined : { literal: phone }),
    ...row('questions.contact.hours', hours === undefined ? undefined : hoursIn(hours, locale)),
    ...row(
      'questions.contact.address',
      address === undefined ? undefined : { literal: inDigitsOf(address, locale) },
    ),
  ];
}

function hoursIn({ days, from, to }: OfficeHours, locale: Locale): Wording {
  // Thai writes a dot between hours and minutes.
  const time = (clock: string) => (locale === 'th' ? toThaiDigits(clock.replace(':', '.')) : clock);
  const params = { from: time(from), to: time(to) };
  return { key: days === 'weekdays' ? 'questions.contact.weekdays' : 'questions.contact.everyDay', params };
}

function callTo(contact: OfficeContact | undefined): Control[] {
  return contact?.phone === undefined
    ? []
    : [{ kind: 'call', phone: contact.phone, label: { key: 'questions.contact.call' } }];
}
