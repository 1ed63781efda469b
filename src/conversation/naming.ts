import { text } from '../core/texts';
import { findTyped, plain, plainLabel, readItemNumber, withoutBeginning } from '../speech/typed';
import type { AnyFlow, Conversation } from './flow';
import type { Moment } from './walk';
import { isNothing, reachable, stepOf } from './walk';

/**
 * The answer that a number of the review card, a title or another word for it names. Only what has an answer or
 * is offered can be meant; `undefined`: none of it, or it is unclear which.
 */
export function stepNamed(
  flow: AnyFlow,
  conversation: Conversation,
  named: string,
  moment: Moment,
): string | undefined {
  const number = readItemNumber(named);
  if (number !== undefined) return conversation.path[number - 1];
  const known = namesIn(flow, conversation, moment);
  const found = findTyped(
    named,
    known.map(({ name }) => name),
  );
  const steps = new Set(found.map((index) => known[index]?.step));
  return steps.size === 1 ? [...steps][0] : undefined;
}

/** A part of an answer, as "photo no. 2" names it; without a number the whole answer. */
export function partNamed(
  flow: AnyFlow,
  conversation: Conversation,
  named: string,
  moment: Moment,
): { step: string; index?: number } | undefined {
  const compact = plain(named);
  const names = namesIn(flow, conversation, moment).filter(({ step }) => isNamed(conversation, step));
  const named1 = names
    .filter(({ name }) => compact.startsWith(plainLabel(name)))
    .sort((one, other) => other.name.length - one.name.length)[0];
  if (named1 === undefined) return undefined;
  const { step, name } = named1;
  const beginning = plainLabel(name);
  const rest = compact === beginning ? '' : withoutBeginning(compact, [beginning]);
  if (rest === '') return { step };
  const number = readItemNumber(rest);
  const answer = conversation.answers[step];
  const count = Array.isArray(answer) ? answer.length : 1;
  return number === undefined || number < 1 || number > count ? undefined : { step, index: number - 1 };
}

/** The step whose button on the review card has this label. */
export function stepOffered(
  flow: AnyFlow,
  conversation: Conversation,
  label: string,
  moment: Moment,
): string | undefined {
  return reachable(flow, conversation, moment).find((step) => {
    const { offered } = stepOf(flow, step);
    return offered !== undefined && plainLabel(text(moment.actor.locale, offered)) === plain(label);
  });
}

/** Titles and other words for the answers there are, and for those that are offered. */
function namesIn(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
): readonly { step: string; name: string }[] {
  const { locale } = moment.actor;
  return reachable(flow, conversation, moment)
    .filter((step) => isNamed(conversation, step) || stepOf(flow, step).offered !== undefined)
    .flatMap((step) => {
      const { title, names } = stepOf(flow, step);
      const others = names === undefined ? [] : text(locale, names).split('|');
      return [text(locale, title), ...others].map((name) => ({ step, name }));
    });
}

function isNamed({ answers, path }: Conversation, step: string): boolean {
  return !isNothing(answers[step]) || path.includes(step);
}
