import { oneOf } from '../../conversation/fields';
import type { Field, Turn } from '../../conversation/flow';
import type { TextKey } from '../../core/texts';
import type { Control } from '../../speech/prompt';
import { refusesName } from '../anonymity';
import { isProtected } from '../rules';

const REPORTERS = ['anonymous', 'named'] as const;

/** Whether the office shall know who reports. */
export type Reporter = (typeof REPORTERS)[number];

const KEYS: Record<Reporter, TextKey> = {
  anonymous: 'complaints.file.anonymous',
  named: 'complaints.file.named',
};
const NAMES: Record<Reporter, TextKey> = {
  anonymous: 'complaints.words.anonymous',
  named: 'complaints.words.named',
};

const choice = oneOf(REPORTERS, (reporter) => KEYS[reporter], { names: (reporter) => NAMES[reporter] });

/**
 * With or without a name. Whoever refuses in any words stays unknown; what each choice means in full is a tap
 * away, so that both are on a phone's screen.
 */
export const reporterField: Field<Reporter> = {
  ...choice,
  controls: async (turn, asked, excerpt) => [...(await choice.controls(turn, asked, excerpt)), whoSees],
  read: (input, turn, soFar) => {
    const refuses = input.kind === 'text' && refusesName(input.text);
    return refuses ? { ok: true, value: 'anonymous' } : choice.read(input, turn, soFar);
  },
};

const whoSees: Control = { kind: 'open', name: 'who-sees', label: { key: 'complaints.file.whoSees' } };

/** Who sees what, said before the choice is made. */
export function askReporter({ answers }: Turn<{ category: string }>): { key: TextKey } {
  const few = isProtected(answers.category ?? '');
  return { key: few ? 'complaints.file.askReporterProtected' : 'complaints.file.askReporter' };
}
