import type { View } from '../../conversation/flow';

/** What becomes of a wish to be forgotten: what is kept at all, and who erases it (PDPA, section 33). */
export const eraseData: View = {
  name: 'erase-data',
  mayOpen: () => true,
  show: (_subject, { actor }) =>
    Promise.resolve([
      {
        text: { key: actor.posts.length === 0 ? 'people.erase.citizen' : 'people.erase.staff' },
        controls: [
          { kind: 'open', name: 'who-am-i', label: { key: 'people.erase.show' } },
          { kind: 'open', name: 'contact-office', label: { key: 'people.erase.contact' } },
          { kind: 'command', command: 'drafts', label: { key: 'conversation.drafts.title' } },
        ],
      },
    ]),
};
