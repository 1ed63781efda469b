import type { Clock } from '../../core/clock';
import { isWithin } from '../../core/clock';
import type { Log } from '../../core/log';
import type { Post } from '../../core/posts';
import { present } from '../../core/present';
import type { Locale } from '../../core/texts';
import type { Connection, Model } from '../../mongo/connection';
import type { Channel } from './channels';
import type { RichMenuCalls } from './rich-menu-calls';
import type { PublishedMenu } from './rich-menu-model';
import { richMenuModel } from './rich-menu-model';
import { pictureOf } from './rich-menu-picture';
import type { MenuGroup, MenuPlan } from './rich-menu-plan';
import { hashOf, MENU_PREFIX, menuGroupOf, menuPlans, richMenuOf } from './rich-menu-plan';

/** What a publication did. */
export interface Publication {
  readonly created: number;
  readonly removed: number;
}

/** Somebody whose menu is to be right. */
export interface MenuOwner {
  readonly personId: string;
  readonly posts: readonly Post[];
  readonly locale: Locale;
}

/** The menus below the chat, one per group of people and language. */
export interface RichMenus {
  /**
   * Makes the channel show the menus of `rich-menus.json`: what is there already stays, what is outdated is
   * removed one publication later, the citizens' Thai menu is everybody's default. Repeating is harmless;
   * two processes should not publish the same channel at once. Throws `line-call-failed`.
   */
  publish(channel: Channel): Promise<Publication>;
  /**
   * Gives somebody the current menu of their widest office and their language; asks LINE only when it is another
   * one than this process last gave them. A publication of another process is noticed within a minute, while
   * the menu before is still there. Never throws: a menu is a convenience.
   */
  link(channel: Channel, owner: MenuOwner, lineUserId: string): Promise<void>;
}

export interface RichMenuParts {
  readonly connection: Connection;
  readonly calls: RichMenuCalls;
  readonly machineClock: Clock;
  readonly log: Log;
}

/** People whose menu this process remembers. */
const MOST_REMEMBERED = 20_000;
/** How long it is believed which menu is current, or that there is none. */
const BELIEVED_MS = 60_000;

/** See `RichMenus`. */
export function createRichMenus(parts: RichMenuParts): RichMenus {
  const model = richMenuModel(parts.connection);
  /** The menu each person was given last. */
  const linked = new Map<string, string>();
  const current = new Map<string, { readonly richMenuId: string | undefined; readonly at: number }>();
  const currentOf = async (key: string): Promise<string | undefined> => {
    const now = parts.machineClock.now().getTime();
    const believed = current.get(key);
    if (believed !== undefined && isWithin(BELIEVED_MS, believed.at, now)) return believed.richMenuId;
    const richMenuId = (await model.findById(key).lean<PublishedMenu>())?.richMenuId;
    current.set(key, { richMenuId, at: now });
    return richMenuId;
  };
  return {
    publish: (channel) => publish(parts, model, channel).finally(() => current.clear()),
    link: async (channel, { personId, posts, locale }, lineUserId) => {
      try {
        const richMenuId = await currentOf(keyOf(channel, menuGroupOf({ posts }), locale));
        if (richMenuId === undefined || linked.get(personId) === richMenuId) return;
        await parts.calls.link(channel, lineUserId, richMenuId);
        if (linked.size >= MOST_REMEMBERED) linked.clear();
        linked.set(personId, richMenuId);
      } catch (error) {
        const problem = error instanceof Error ? error : undefined;
        parts.log.warn('rich-menu.not-linked', { orgId: channel.orgId, error: problem });
      }
    },
  };
}

function keyOf({ orgId }: Channel, group: MenuGroup, locale: Locale): string {
  return `${orgId}:${group}:${locale}`;
}

async function publish(
  { calls, log }: RichMenuParts,
  model: Model<PublishedMenu>,
  channel: Channel,
): Promise<Publication> {
  const present = (await calls.list(channel)).filter(({ name }) => name.startsWith(MENU_PREFIX));
  const keep = new Set<string>();
  let created = 0;
  for (const plan of menuPlans()) {
    const _id = keyOf(channel, plan.group, plan.locale);
    const known = await model.findById(_id).lean<PublishedMenu>();
    const isThere = present.some(({ richMenuId }) => richMenuId === known?.richMenuId);
    let current = known;
    if (current === null || !isThere || current.hash !== hashOf(plan)) {
      current = await create(calls, channel, plan, _id, isThere ? known?.richMenuId : undefined);
      await model.replaceOne({ _id }, current, { upsert: true });
      created += 1;
    }
    keep.add(current.richMenuId);
    if (current.replaces !== undefined) keep.add(current.replaces);
    if (plan.group === 'citizen' && plan.locale === 'th') await calls.setDefault(channel, current.richMenuId);
  }
  const outdated = present.filter(({ richMenuId }) => !keep.has(richMenuId));
  for (const { richMenuId } of outdated) await calls.remove(channel, richMenuId);
  log.info('rich-menu.published', { orgId: channel.orgId, created, removed: outdated.length });
  return { created, removed: outdated.length };
}

async function create(
  calls: RichMenuCalls,
  channel: Channel,
  plan: MenuPlan,
  _id: string,
  replaces: string | undefined,
): Promise<PublishedMenu> {
  const picture = await pictureOf(plan);
  const richMenuId = await calls.create(channel, richMenuOf(plan));
  await calls.uploadPicture(channel, richMenuId, picture, 'image/png');
  return { _id, richMenuId, hash: hashOf(plan), ...present({ replaces }) };
}
