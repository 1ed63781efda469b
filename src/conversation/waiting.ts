import { bangkokDay } from '../core/bangkok-day';
import type { TextKey } from '../core/texts';
import { text } from '../core/texts';
import { showDay } from '../core/thai-dates';
import { showNumber } from '../core/thai-digits';
import type { CardRow, Control, Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { say } from '../speech/wording';
import type { Actor } from './actor';
import { firstAnswer } from './answer-in-words';
import type { Drafts } from './drafts';
import { waitingIn } from './drafts';
import type { Conversation } from './flow';
import { askedAt, STAY } from './questions';
import type { Registry } from './registry';
import type { Moment } from './walk';

const showDrafts: Control = {
  kind: 'command',
  command: 'drafts',
  label: { key: 'conversation.drafts.title' },
};

const showMenu: Control = { kind: 'command', command: 'menu', label: { key: 'common.menu' } };

/** The list of what was put aside, each with the button to go on; empty when nothing waits. */
export async function waitingList(
  drafts: Drafts,
  registry: Registry,
  moment: Moment,
): Promise<readonly Prompt[]> {
  const waiting = waitingIn(drafts);
  if (waiting.length === 0) return [];
  const rows = waiting.map((each, index) => rowOf(each, index + 1, registry, moment));
  const number = showNumber(waiting.length, moment.actor.locale);
  return [
    {
      text: { key: 'conversation.drafts.left', params: { number } },
      card: {
        kind: 'list',
        title: { key: 'conversation.drafts.title' },
        rows: await Promise.all(rows),
        footnote: { key: 'conversation.drafts.footnote' },
      },
    },
  ];
}

/** A line that recalls what waits, at the end of something else. */
export function leftHint(drafts: Drafts, { locale }: Actor): readonly Prompt[] {
  const { length } = waitingIn(drafts);
  if (length === 0) return [];
  const number = showNumber(length, locale);
  return [{ ...explain('conversation.drafts.left', { number }), controls: [showDrafts] }];
}

/** Says in one message why nothing came of something, with the ways on: the menu, and what waits. */
export function withWayOn(
  { drafts, actor }: { readonly drafts: Drafts; readonly actor: Actor },
  said: Prompt | TextKey,
): Prompt {
  const waits = leftHint(drafts, actor);
  const whole = [typeof said === 'string' ? explain(said) : said, ...waits]
    .map((each) => say(each.text, actor.locale))
    .join('\n');
  return {
    text: { literal: whole },
    controls: [showMenu, ...waits.flatMap(({ controls = [] }) => controls)],
  };
}

/** Says what was put aside for something else, and how to come back to it. */
export function parkedNotice(
  parked: readonly Conversation[],
  registry: Registry,
  { locale }: Actor,
): readonly Prompt[] {
  return parked.map(({ flow }) =>
    explain('conversation.drafts.parked', { title: titleOf(flow, registry, locale) }),
  );
}

async function rowOf(
  conversation: Conversation,
  number: number,
  registry: Registry,
  moment: Moment,
): Promise<CardRow> {
  const { locale } = moment.actor;
  const day = showDay(bangkokDay(conversation.expiresAt), locale, 'medium');
  const flow = registry.flow(conversation.flow);
  const answer = flow && (await firstAnswer(flow, conversation, moment));
  return {
    label: { literal: `${showNumber(number, locale)}.` },
    value: { literal: titleOf(conversation.flow, registry, locale) },
    note:
      answer === undefined
        ? { key: 'conversation.drafts.until', params: { day } }
        : { key: 'conversation.drafts.about', params: { answer, day } },
    action: { kind: 'choice', value: STAY, label: { key: 'common.continue' }, asked: askedAt(conversation) },
  };
}

function titleOf(name: string, registry: Registry, locale: Actor['locale']): string {
  const flow = registry.flow(name);
  return flow === undefined ? '' : text(locale, flow.title);
}
