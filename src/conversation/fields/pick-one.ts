import { showNumber } from '../../core/thai-digits';
import type { CardRow, Wording } from '../../speech/prompt';
import { lengthOf, LONGEST_LABEL, say, shorten } from '../../speech/wording';
import type { Awaitable, Field, Turn } from '../flow';
import { choiceControls, readChoice } from './choosing';
import { MOST_CHOICES, pageOf } from './pages';

/** One thing of a list that is looked up. `value` is short ASCII: it travels in a button. */
export interface Item {
  value: string;
  /** A plain string is data and is shown as it is. */
  label: string | Wording;
  note?: string | Wording;
}

/**
 * One of the things `from` finds for this person. Short labels become buttons; a list with longer ones, with
 * notes or with several pages is shown as a numbered card, and its buttons bear the numbers too.
 * `perPage` is at most ten. An empty list explains itself; better not to start a flow that would show one.
 */
export function pickOne(options: {
  from: (turn: Turn<unknown>) => Awaitable<readonly Item[]>;
  perPage?: number;
}): Field<string> {
  const perPage = Math.min(options.perPage ?? MOST_CHOICES, MOST_CHOICES);
  const itemsFor = async (turn: Turn<unknown>) => numbered(await options.from(turn), turn);
  return {
    accepts: ['choice', 'text'],
    controls: async (turn, asked, excerpt = {}) => {
      const items = await itemsFor(turn);
      const withNumbers = needsCard(items, perPage);
      const choices = items.map(({ value, label, number }) => {
        const literal = withNumbers ? shorten(`${showNumber(number, turn.actor.locale)}. ${label}`) : label;
        return { value, label: { literal } };
      });
      return choiceControls(choices, turn, asked, excerpt, perPage);
    },
    rows: async (turn, asked, excerpt = {}) => {
      const items = await itemsFor(turn);
      if (!needsCard(items, perPage)) return [];
      return pageOf(items, excerpt, perPage, (item) => item.value).items.map((item): CardRow => {
        const label: Wording = { key: 'conversation.controls.pickNumber', params: { number: item.number } };
        return {
          label: { literal: `${showNumber(item.number, turn.actor.locale)}.` },
          value: { literal: item.label },
          ...(item.note === undefined ? {} : { note: { literal: item.note } }),
          action: { kind: 'choice', value: item.value, label, asked },
        };
      });
    },
    read: async (input, turn) => {
      const items = await itemsFor(turn);
      if (items.length === 0) return { ok: false, problem: 'conversation.problem.nothingToChoose' };
      return readChoice(input, {
        values: items.map((item) => item.value),
        labels: [items.map((item) => item.label)],
        perPage,
        numbered: needsCard(items, perPage),
        problem: 'conversation.problem.noSuchItem',
      });
    },
    show: async (value, turn) => {
      const item = (await itemsFor(turn)).find((each) => each.value === value);
      return { literal: item?.label ?? value };
    },
  };
}

interface Numbered {
  value: string;
  number: number;
  label: string;
  note?: string;
}

function numbered(items: readonly Item[], turn: Turn<unknown>): readonly Numbered[] {
  const said = (wording: string | Wording) =>
    typeof wording === 'string' ? wording : say(wording, turn.actor.locale);
  return items.map(({ value, label, note }, index) => ({
    value,
    number: index + 1,
    label: said(label),
    ...(note === undefined ? {} : { note: said(note) }),
  }));
}

function needsCard(items: readonly Numbered[], perPage: number): boolean {
  const long = (item: Numbered) => lengthOf(item.label) > LONGEST_LABEL || item.note !== undefined;
  return items.length > perPage || items.some(long);
}
