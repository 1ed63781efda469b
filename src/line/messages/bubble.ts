import type { messagingApi } from '@line/bot-sdk';
import type { Locale } from '../../core/texts';
import type { Card, CardRow, Control, Wording } from '../../speech/prompt';
import { say } from '../../speech/wording';
import type { LineAction } from './actions';
import { actionOf, fitsCard } from './actions';
import { clip, greatestThat, presentable } from './clip';
import type { Scope } from './flex';
import { flexTemplate } from './flex';
import type { ShownRow } from './layout';
import { isBesideButton, isLargeTitle, isLeading, isOneLine } from './layout';

/** Bytes of a bubble as JSON. Source: LINE, Flex Message, 30 KB, taken as 30,000. */
const LONGEST_BUBBLE = 30_000;
/** Bytes of a carousel, and its bubbles. Source: LINE, Flex Message, carousel. */
const LONGEST_CAROUSEL = 50_000;
const MOST_BUBBLES = 12;
/** Buttons at a card's foot. */
const MOST_BUTTONS = 4;
/** Characters of one text below which a row no longer says what it is. */
const SHORTEST_TEXT = 24;
const LONGEST_TEXT = 2_000;

/**
 * A card as Flex from `flex-templates/<kind>.json`: a bubble, or several side by side for a long list. What would
 * exceed LINE's sizes has all its texts shortened to the same length, so that every row stays named; `undefined`
 * when even that is too much.
 */
export function flexOf(card: Card, locale: Locale): messagingApi.FlexContainer | undefined {
  const parts = partsOf(card);
  if (parts.length > MOST_BUBBLES) return undefined;
  const drawn = new Map<number, readonly messagingApi.FlexBubble[]>();
  const draw = (limit: number) => {
    const bubbles = parts.map((part) => bubbleOf(part, locale, limit));
    drawn.set(limit, bubbles);
    return bubbles;
  };
  const limit = greatestThat((each) => fits(draw(each)), SHORTEST_TEXT, LONGEST_TEXT);
  const bubbles = limit === undefined ? [] : (drawn.get(limit) ?? []);
  const [only, ...others] = bubbles;
  if (only === undefined || others.length === 0) return only;
  return { type: 'carousel', contents: [...bubbles] };
}

function bubbleOf(card: Card, locale: Locale, limit: number): messagingApi.FlexBubble {
  return flexTemplate(card.kind)(scopeOf(card, locale, limit)) as messagingApi.FlexBubble;
}

function fits(bubbles: readonly messagingApi.FlexBubble[]): boolean {
  const sizes = bubbles.map((each) => Buffer.byteLength(JSON.stringify(each)));
  const whole = sizes.reduce((sum, size) => sum + size + 1, CAROUSEL_FRAME);
  return sizes.every((size) => size <= LONGEST_BUBBLE) && whole <= LONGEST_CAROUSEL;
}

/** What stands around the bubbles of a carousel. */
const CAROUSEL_FRAME = 40;

/** A list of more rows than this would be taller than a screen. */
const MOST_ROWS = 5;
const ROWS_SIDE_BY_SIDE = 4;
const SIDE_BY_SIDE: readonly Card['kind'][] = ['list', 'digest'];

/** The card, or the parts of a long list: what is to be pressed stands below the first, where it is seen. */
function partsOf(card: Card): readonly Card[] {
  const { kind, title, rows } = card;
  if (rows.length <= MOST_ROWS || !SIDE_BY_SIDE.includes(kind)) return [card];
  const pages = Math.ceil(rows.length / ROWS_SIDE_BY_SIDE);
  const size = Math.ceil(rows.length / pages);
  return Array.from({ length: pages }, (_, index): Card => {
    const some = rows.slice(index * size, (index + 1) * size);
    if (index === 0) return { ...card, rows: some };
    const params = { page: index + 1, pages };
    return { kind, title, subtitle: { key: 'line.card.page', params }, rows: some };
  }).filter((part) => part.rows.length > 0);
}

/** Controls of a card that its bubble has no room for, or LINE no way to draw in one. */
export function leftOver(card: Card): readonly Control[] {
  return (card.actions ?? []).filter((control) => !buttonsOf(card).includes(control));
}

function buttonsOf({ actions = [] }: Card): readonly Control[] {
  return actions.filter(fitsCard).slice(0, MOST_BUTTONS);
}

function scopeOf(card: Card, locale: Locale, limit: number): Scope {
  const shown = (wording: Wording): string => clip(presentable(say(wording, locale)), limit);
  const [first, ...others] = buttonsOf(card).flatMap((control) => actionOf(control, locale) ?? []);
  const rows = card.rows.map((row, index) => rowScope(row, index, { shown, action: rowAction(row, locale) }));
  const title = shown(card.title);
  return {
    title,
    largeTitle: isLargeTitle(title),
    subtitle: card.subtitle && shown(card.subtitle),
    rows,
    items: SIDE_BY_SIDE.includes(card.kind),
    footnote: card.footnote && shown(card.footnote),
    body: rows.length > 0 || card.footnote !== undefined,
    firstButton: first,
    buttons: others.map((action) => ({ button: action })),
  };
}

interface RowParts {
  readonly shown: (wording: Wording) => string;
  readonly action: LineAction | undefined;
}

function rowScope(row: CardRow, index: number, { shown, action }: RowParts): Scope {
  const texts = {
    label: row.label && shown(row.label),
    value: shown(row.value),
    note: row.note && shown(row.note),
  };
  const divided = index > 0;
  return {
    ...texts,
    ...itemScope(texts, divided),
    action,
    actionLabel: action?.label,
    oneLine: isOneLine(texts, action !== undefined),
    beside: isBesideButton(texts, action !== undefined),
    head: texts.label !== undefined || action !== undefined,
    foot: texts.note !== undefined || action !== undefined,
    divided,
    secret: row.secret === true,
  };
}

/** A row as an item of a list: a number leads into its text, a longer label stands above it. */
function itemScope({ label, value }: ShownRow, divided: boolean): Scope {
  const isLead = label !== undefined && isLeading(label);
  const heading = isLead ? undefined : label;
  return { item: isLead ? `${label} ${value}` : value, heading, apart: divided && heading === undefined };
}

function rowAction({ action }: CardRow, locale: Locale): LineAction | undefined {
  return action !== undefined && fitsCard(action) ? actionOf(action, locale) : undefined;
}
