import { createHash } from 'node:crypto';
import type { messagingApi } from '@line/bot-sdk';
import type { Actor } from '../../conversation/actor';
import { AppError } from '../../core/errors';
import type { Locale } from '../../core/texts';
import { isTextKey, LOCALES, text } from '../../core/texts';
import type { Duty } from '../../duties/duties';
import { hasDuty } from '../../duties/duties';
import { actionOf } from '../messages/actions';
import data from './rich-menus.json';

/** Who shares a menu. */
export type MenuGroup = 'citizen' | 'staff' | 'administrator';

/** One tile, in pixels of the picture. */
export interface MenuTile {
  readonly label: string;
  /** Of `lucide-static`. */
  readonly icon: string;
  /** The flow or view it opens. */
  readonly opens: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** The tile that stands out: it is wider than the others. */
  readonly primary: boolean;
}

/** A menu in one language, ready to be drawn and registered. */
export interface MenuPlan {
  readonly group: MenuGroup;
  readonly locale: Locale;
  readonly accent: string;
  readonly tint: string;
  readonly tiles: readonly MenuTile[];
}

/** Pixels. Source: LINE, rich menu: 800–2500 wide, ratio at least 1.45. */
export const MENU_SIZE = { width: 2500, height: 1686 } as const;
const COLUMNS = 3;
const ROWS = 2;
/** To be raised when the drawing changes, so that pictures already published are replaced. */
const DRAWING = 1;
/** All menus of ours are called something that begins like this; others are left alone. */
export const MENU_PREFIX = 'prongsai:';

/** Whom a menu is for: the widest comes first, and who has several posts gets that. */
const SHOWN_TO: readonly { readonly group: MenuGroup; readonly duties: readonly Duty[] }[] = [
  { group: 'administrator', duties: ['see-round-status'] },
  { group: 'staff', duties: ['log-progress', 'see-measures', 'see-protected-complaints'] },
];

/** Which menu somebody sees. */
export function menuGroupOf(actor: Pick<Actor, 'posts'>): MenuGroup {
  return SHOWN_TO.find(({ duties }) => hasDuty(actor, ...duties))?.group ?? 'citizen';
}

/** Every menu in every language, from `rich-menus.json`. */
export function menuPlans(): MenuPlan[] {
  const groups = Object.keys(data) as MenuGroup[];
  return groups.flatMap((group) => LOCALES.map((locale) => planOf(group, locale)));
}

function planOf(group: MenuGroup, locale: Locale): MenuPlan {
  const { accent, tint, tiles } = data[group];
  let cell = 0;
  const placed = tiles.map((tile): MenuTile => {
    const columns = 'columns' in tile ? tile.columns : 1;
    const bounds = boundsOf(cell, columns);
    cell += columns;
    if (!isTextKey(tile.label)) throw new AppError('rich-menu', `no text is called ${tile.label}`);
    return {
      label: text(locale, tile.label),
      icon: tile.icon,
      opens: tile.opens,
      bounds,
      primary: columns > 1,
    };
  });
  if (cell !== COLUMNS * ROWS) throw new AppError('rich-menu', `the tiles of ${group} do not fill its grid`);
  return { group, locale, accent, tint, tiles: placed };
}

function boundsOf(cell: number, columns: number): MenuTile['bounds'] {
  const column = cell % COLUMNS;
  const row = Math.floor(cell / COLUMNS);
  const x = edge(MENU_SIZE.width, column, COLUMNS);
  const y = edge(MENU_SIZE.height, row, ROWS);
  return {
    x,
    y,
    width: edge(MENU_SIZE.width, column + columns, COLUMNS) - x,
    height: edge(MENU_SIZE.height, row + 1, ROWS) - y,
  };
}

function edge(length: number, index: number, parts: number): number {
  return Math.round((length * index) / parts);
}

/** The same for the same look and actions, whoever draws it. */
export function hashOf(plan: MenuPlan): string {
  const looks = JSON.stringify({ plan, size: MENU_SIZE, drawing: DRAWING });
  return createHash('sha256').update(looks).digest('hex').slice(0, 12);
}

/** The menu as LINE registers it. Its name tells menus of ours apart; nobody sees it. */
export function richMenuOf(plan: MenuPlan): messagingApi.RichMenuRequest {
  return {
    size: MENU_SIZE,
    selected: true,
    name: `${MENU_PREFIX}${plan.group}:${plan.locale}:${hashOf(plan)}`,
    chatBarText: text(plan.locale, 'line.menu.bar'),
    areas: plan.tiles.map(({ bounds, opens, label }) => {
      const action = actionOf({ kind: 'open', name: opens, label: { literal: label } }, plan.locale);
      if (action === undefined) throw new AppError('rich-menu', `${opens} cannot be opened by a button`);
      return { bounds, action };
    }),
  };
}
