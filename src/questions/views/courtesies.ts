import type { View } from '../../conversation/flow';
import type { Control } from '../../speech/prompt';

const offers: readonly Control[] = [
  { kind: 'open', name: 'file-complaint', label: { key: 'questions.which.report' } },
  { kind: 'open', name: 'ask-question', label: { key: 'questions.which.ask' } },
  { kind: 'command', command: 'menu', label: { key: 'common.menu' } },
];

/** Answers a greeting, and says what one can do here. */
export const greet: View = {
  name: 'greet',
  mayOpen: () => true,
  show: () => Promise.resolve([{ text: { key: 'questions.greet' }, controls: offers }]),
};

/** Answers thanks, and leaves people in peace. */
export const welcomeThanks: View = {
  name: 'thank',
  mayOpen: () => true,
  show: () => Promise.resolve([{ text: { key: 'questions.thank' } }]),
};

/** Answers "all right", in a word. */
export const takeNote: View = {
  name: 'take-note',
  mayOpen: () => true,
  show: () => Promise.resolve([{ text: { key: 'questions.noted' } }]),
};
