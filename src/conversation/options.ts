import type { Locale } from '../core/texts';
import { showNumber } from '../core/thai-digits';
import type { Control, Wording } from '../speech/prompt';
import { say } from '../speech/wording';
import { leadingNumber } from './fields/choosing';
import { MOST_CHOICES } from './fields/pages';

/**
 * A question with its choices in its text: at a computer LINE shows no quick replies, and on a phone only the
 * first of them are seen. They are numbered where a typed number means their place, so not where `isPart`
 * says that only some of all are shown, nor where the choices are numbers themselves. A question that names
 * its choices already stays as it is.
 */
export function withOptions(
  question: Wording,
  controls: readonly Control[],
  { locale, isPart }: { locale: Locale; isPart: boolean },
): Wording {
  const labels = controls.flatMap((control) =>
    control.kind === 'choice' ? [say(control.label, locale)] : [],
  );
  const said = say(question, locale);
  if (labels.length < 2 || labels.length > MOST_CHOICES || labels.every((label) => said.includes(label)))
    return question;
  const areNumbers = labels.some((label) => leadingNumber(label) !== undefined);
  const lines = labels.map((label, index) =>
    isPart || areNumbers ? `• ${label}` : `${showNumber(index + 1, locale)}. ${label}`,
  );
  return { literal: `${said}\n\n${lines.join('\n')}` };
}
