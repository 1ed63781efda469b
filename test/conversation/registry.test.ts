import type { Actor } from '../../src/conversation/actor';
import type { View } from '../../src/conversation/flow';
import { anyFlow } from '../../src/conversation/flow';
import { createRegistry } from '../../src/conversation/registry';
import { helpViews } from '../../src/conversation/views/help';
import { CITIZEN, STAFF } from '../helpers/chat';
import { findControl, readAloud } from '../helpers/presses';
import { rating, request } from './sample-flows';

const flows = [anyFlow(request()), anyFlow(rating())];
const status: View = {
  name: 'status',
  mayOpen: (actor) => actor.posts.length > 0,
  show: () => Promise.resolve([]),
};
const openers = [{ name: 'request', words: { th: ['แจ้งเรื่อง', 'แจ้ง'], en: ['report'] } }];

describe('the registry', () => {
  test('finds flows and views by name, and by word in either language', () => {
    const registry = createRegistry({ flows, views: [status], openers });

    expect(registry.flow('request')?.name).toBe('request');
    expect(registry.view('status')).toBe(status);
    expect(registry.flow('status')).toBeUndefined();
    expect([registry.opener('แจ้งเรื่อง ครับ'), registry.opener('REPORT'), registry.opener('แจ้งว่า')]).toEqual([
      'request',
      'request',
      undefined,
    ]);
  });

  test('lets a word that two things bear open one of them for those who may, and the other for all', () => {
    const shared = { th: ['เรื่อง'], en: [] };
    const registry = createRegistry({
      flows,
      views: [status],
      openers: [
        { name: 'status', words: shared, first: true },
        { name: 'request', words: shared },
      ],
    });

    expect(registry.opener('เรื่อง', STAFF)).toBe('status');
    expect(registry.opener('เรื่อง', CITIZEN)).toBe('request');
  });

  test('refuses what could never work and lists all of it', () => {
    const words = (...th: string[]) => ({ th, en: [] });
    const unsound = () =>
      createRegistry({
        flows: [...flows, ...flows.slice(0, 1)],
        views: [],
        openers: [
          { name: 'request', words: words('แจ้ง', 'ยกเลิก') },
          { name: 'rating', words: words('แจ้ง') },
          { name: 'gone', words: words('หาย', '') },
        ],
      });

    expect(unsound).toThrow(/two flows or views are called request/);
    expect(unsound).toThrow(/nothing is called gone/);
    expect(unsound).toThrow(/"แจ้ง" opens rating and something else/);
    expect(unsound).toThrow(/an opener of gone is empty/);
    expect(unsound).toThrow(/"ยกเลิก" is a command/);
  });
});

describe('the help view', () => {
  const entries = [
    { name: 'request', about: 'common.more', label: 'common.edit' },
    { name: 'rating', about: 'common.none', label: 'common.menu' },
    { name: 'status', about: 'common.help', label: 'common.help' },
  ] as const;
  const title = ({ posts }: Actor) => (posts.length > 0 ? 'common.menu' : 'common.help');
  const [view, more] = helpViews({ entries, flows, views: [status], openers, title });
  const now = new Date('2026-02-15T09:00+07:00');

  test('offers each person what they may open, with the word for it', async () => {
    const names = async (actor: Actor) => {
      const [prompt] = (await view?.show(undefined, { actor, now })) ?? [];
      return prompt?.card?.rows.map(({ action }) => (action?.kind === 'open' ? action.name : undefined));
    };

    expect(await names(CITIZEN)).toEqual(['request', 'rating']);
    expect(await names(STAFF)).toEqual(['request', 'status']);
    const [prompt] = (await view?.show(undefined, { actor: CITIZEN, now })) ?? [];
    expect(prompt?.card?.rows.map(({ note }) => note)).toEqual([
      { key: 'conversation.help.typed', params: { word: 'แจ้งเรื่อง' } },
      undefined,
    ]);
    expect(findControl([prompt!], 'แก้ไข', 'th')).toMatchObject({ kind: 'open', name: 'request' });
    expect(readAloud([prompt!], 'en')).toContain('Show more');
  });

  test('is titled by what the person is', async () => {
    const titleFor = async (actor: Actor) => (await view?.show(undefined, { actor, now }))?.[0]?.card?.title;
    expect(await titleFor(CITIZEN)).toEqual({ key: 'common.help' });
    expect(await titleFor(STAFF)).toEqual({ key: 'common.menu' });
  });

  test('shows on one screen what a person often wants, and the rest behind a button and its word', async () => {
    const seldom = ({ posts }: Actor) => posts.length > 0;
    const [first, second] = helpViews({
      ...{ flows, views: [status], openers, title },
      entries: entries.map((entry) => (entry.name === 'request' ? { ...entry, seldom } : entry)),
    });
    const read = async (page: View | undefined, actor: Actor) =>
      (await page?.show(undefined, { actor, now })) ?? [];

    const [prompt] = await read(first, STAFF);
    expect(prompt?.card?.rows.map(({ action }) => action)).toMatchObject([{ name: 'status' }]);
    expect(prompt?.card?.actions).toMatchObject([{ kind: 'open', name: second?.name }]);
    const [rest] = await read(second, STAFF);
    expect(rest?.card?.rows.map(({ action }) => action)).toMatchObject([{ name: 'request' }]);
    expect((await read(first, CITIZEN))[0]?.card?.actions).toBeUndefined();
    expect(more?.name).toBe('help-more');
  });

  test('says before the first of a group what it belongs to', async () => {
    const grouped = entries.map((entry) => ({ ...entry, group: 'common.more' as const }));
    const [first] = helpViews({ entries: grouped, flows, views: [status], openers, title });

    const [prompt] = (await first?.show(undefined, { actor: CITIZEN, now })) ?? [];
    expect(prompt?.card?.rows.map(({ label }) => label)).toEqual([{ key: 'common.more' }, undefined]);
  });

  test('refuses to offer what is not there', () => {
    const gone = [{ name: 'gone', about: 'common.none', label: 'common.none' }] as const;

    expect(() => helpViews({ entries: gone, flows, views: [], openers, title })).toThrow('gone');
  });
});
