import { isJson, type Json, numberOf, textOf } from '../json';
import { borderWidth, color, extent, inset, space } from './metrics';

/** CSS properties of one element; never a key without a value, which Preact would write over shorthands. */
export type Style = Record<string, string>;

/** How the parent box lays out its children. */
export type Layout = 'horizontal' | 'vertical' | 'baseline';

/** Leaves out what is not set. */
export function style(properties: Readonly<Record<string, string | undefined>>): Style {
  const set: Style = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) set[name] = value;
  return set;
}

/** The layout of a box; an unknown one is laid out vertically. */
export function layoutOf(node: Json): Layout {
  const layout = textOf(node, 'layout');
  return layout === 'horizontal' || layout === 'baseline' ? layout : 'vertical';
}

/** A child's share of its parent: LINE's `flex`, 1 by default in a row and 0 in a column. */
export function flex(node: Json, parent: Layout): string {
  const column = parent === 'vertical';
  const fixed = node.type === 'icon' || extent(node.width) !== undefined || extent(node.height) !== undefined;
  const standard = node.type === 'filler' ? 1 : column || fixed ? 0 : 1;
  const share = node.type === 'icon' ? 0 : (numberOf(node, 'flex') ?? standard);
  if (share <= 0) return '0 0 auto';
  return column ? `${share} 0 auto` : `${share} 0 0px`;
}

/** Where a child stands: its share, its distance from the child before it, its position and offsets. */
export function placing(node: Json, parent: Layout, isFirst: boolean, spacing: unknown): Style {
  const absolute = node.position === 'absolute';
  const gap = isFirst || absolute ? undefined : (space(node.margin) ?? space(spacing));
  return style({
    flex: flex(node, parent),
    marginTop: parent === 'vertical' ? gap : undefined,
    marginInlineStart: parent === 'vertical' ? undefined : gap,
    position: absolute ? 'absolute' : undefined,
    top: inset(node.offsetTop),
    bottom: inset(node.offsetBottom),
    insetInlineStart: inset(node.offsetStart),
    insetInlineEnd: inset(node.offsetEnd),
  });
}

function gradient(background: unknown): string | undefined {
  if (!isJson(background) || background.type !== 'linearGradient') return undefined;
  const angle = textOf(background, 'angle') ?? '';
  const [from, to, middle] = [background.startColor, background.endColor, background.centerColor].map(color);
  if (!/^\d+(\.\d+)?deg$/.test(angle) || from === undefined || to === undefined) return undefined;
  const at = /^\d+(\.\d+)?%$/.exec(textOf(background, 'centerPosition') ?? '')?.[0] ?? '50%';
  return `linear-gradient(${angle}, ${from}, ${middle === undefined ? '' : `${middle} ${at}, `}${to})`;
}

const PLACES: Readonly<Record<string, string>> = {
  center: 'center',
  'flex-start': 'flex-start',
  'flex-end': 'flex-end',
  'space-between': 'space-between',
  'space-around': 'space-around',
  'space-evenly': 'space-evenly',
};

const place = (value: unknown) => (typeof value === 'string' ? PLACES[value] : undefined);

/** How a box looks, without its padding. */
export function boxLook(node: Json): Style {
  const layout = layoutOf(node);
  const border = borderWidth(node.borderWidth);
  const radius = space(node.cornerRadius);
  return style({
    flexDirection: layout === 'vertical' ? 'column' : 'row',
    alignItems: layout === 'baseline' ? 'baseline' : place(node.alignItems),
    justifyContent: place(node.justifyContent),
    backgroundColor: color(node.backgroundColor),
    backgroundImage: gradient(node.background),
    border: border === undefined ? undefined : `${border} solid ${color(node.borderColor) ?? '#000000'}`,
    borderRadius: radius,
    overflow: radius === undefined && extent(node.maxHeight) === undefined ? undefined : 'hidden',
    width: extent(node.width),
    maxWidth: extent(node.maxWidth),
    height: extent(node.height),
    maxHeight: extent(node.maxHeight),
  });
}

/** The padding of a box: what it sets itself, over `standard`. */
export function boxPadding(node: Json, standard?: string): Style {
  return style({
    padding: inset(node.paddingAll) ?? standard,
    paddingTop: inset(node.paddingTop),
    paddingBottom: inset(node.paddingBottom),
    paddingInlineStart: inset(node.paddingStart),
    paddingInlineEnd: inset(node.paddingEnd),
  });
}

const ALIGNS: Readonly<Record<string, string>> = { start: 'flex-start', center: 'center', end: 'flex-end' };
const GRAVITIES: Readonly<Record<string, string>> = {
  top: 'flex-start',
  center: 'center',
  bottom: 'flex-end',
};

/** `align` as a place on the cross axis of a column. */
export const alignment = (value: unknown) => (typeof value === 'string' ? ALIGNS[value] : undefined);

/** `gravity` as a place on the main axis of a column. */
export const gravity = (value: unknown) => (typeof value === 'string' ? GRAVITIES[value] : undefined);
