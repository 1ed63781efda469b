import type { messagingApi } from '@line/bot-sdk';
import type { Locale } from '../../core/texts';
import type { Card, CardRow, Control, Wording } from '../../speech/prompt';
import { say } from '../../speech/wording';
import type { LineAction } from './actions';
import { actionOf, fitsCard } from './actions';
import { clip, greatestThat, presentable } from './clip';
import type { Scope } from './flex';
import { fillTemplate, flexTemplate } from './flex';

/** Bytes of a bubble as JSON. Source: LINE, Flex Message, 30 KB, taken as 30,000. */
export const LONGEST_BUBBLE = 30_000;
/** Buttons at a card's foot. */
const MOST_BUTTONS = 4;
/** Characters of one text below which a row no longer says what it is. */
const SHORTEST_TEXT = 24;
const LONGEST_TEXT = 2_000;

/**
 * A card as a Flex bubble from `flex-templates/<kind>.json`. What would exceed 30,000 bytes has all its
 * texts shortened to the same length, so that every row stays named; `undefined` when even that is too much.
 */
export function bubbleOf(card: Card, locale: Locale): messagingApi.FlexBubble | undefined {
  const draw = (limit: number) => fillTemplate(flexTemplate(card.kind), scopeOf(card, locale, limit));
  const fits = (limit: number) => Buffer.byteLength(JSON.stringify(draw(limit))) <= LONGEST_BUBBLE;
  const limit = greatestThat(fits, SHORTEST_TEXT, LONGEST_TEXT);
  return limit === undefined ? undefined : (draw(limit) as messagingApi.FlexBubble);
}

/** Controls of a card that its bubble has no room for, or LINE no way to draw in one. */
export function leftOver(card: Card): readonly Control[] {
  return (card.actions ?? []).filter((control) => !buttonsOf(card).includes(control));
}

function buttonsOf({ actions = [] }: Card): readonly Control[] {
  return actions.filter(fitsCard).slice(0, MOST_BUTTONS);
}

function scopeOf(card: Card, locale: Locale, limit: number): Scope {
  const shown = (wording: Wording): string => clip(presentable(say(wording, locale)), limit, 'utf-16');
  const optional = (wording: Wording | undefined) => (wording === undefined ? undefined : shown(wording));
  const [first, ...others] = buttonsOf(card).flatMap((control) => actionOf(control, locale) ?? []);
  const rows = card.rows.map((row, index) => rowScope(row, index, { shown, action: rowAction(row, locale) }));
  return {
    title: shown(card.title),
    subtitle: optional(card.subtitle),
    rows,
    footnote: optional(card.footnote),
    body: rows.length > 0 || card.footnote !== undefined,
    firstButton: first,
    buttons: others.map((action) => ({ button: action })),
  };
}

interface RowParts {
  readonly shown: (wording: Wording) => string;
  readonly action: LineAction | undefined;
}

function rowScope({ label, value, note }: CardRow, index: number, { shown, action }: RowParts): Scope {
  return {
    label: label === undefined ? undefined : shown(label),
    value: shown(value),
    note: note === undefined ? undefined : shown(note),
    action,
    actionLabel: action?.label,
    head: label !== undefined || action !== undefined,
    divided: index > 0,
    loose: index > 0 && label === undefined && action === undefined,
  };
}

function rowAction({ action }: CardRow, locale: Locale): LineAction | undefined {
  return action !== undefined && fitsCard(action) ? actionOf(action, locale) : undefined;
}
