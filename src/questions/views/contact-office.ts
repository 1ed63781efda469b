import type { View } from '../../conversation/flow';
import type { Organizations } from '../../organizations/service';
import type { Control } from '../../speech/prompt';
import { contactCard } from '../contact-card';

/** How to reach a person instead of this bot; and where those turn who are to become staff. */
export function contactOffice({ organizations }: { organizations: Pick<Organizations, 'find'> }): View {
  return {
    name: 'contact-office',
    mayOpen: () => true,
    show: async (_subject, { actor }) => [
      contactCard(await organizations.find(actor.orgId), actor.locale, {
        text: { key: 'questions.contact.text' },
        title: 'questions.contact.title',
        footnote: { key: 'questions.contact.footnote' },
        actions: [ask, ...(actor.posts.length === 0 ? [register] : [])],
      }),
    ],
  };
}

const ask: Control = { kind: 'open', name: 'ask-question', label: { key: 'questions.contact.ask' } };
const register: Control = {
  kind: 'open',
  name: 'register-staff',
  label: { key: 'questions.contact.register' },
};
