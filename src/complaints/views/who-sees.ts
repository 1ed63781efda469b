import type { View } from '../../conversation/flow';
import { explain } from '../../speech/prompt';

/** What becomes of the reporter's name and account, in full: the notice that the question for a name has no room for. */
export const whoSees: View = {
  name: 'who-sees',
  mayOpen: () => true,
  show: () => Promise.resolve([explain('complaints.file.whoSeesText')]),
};
