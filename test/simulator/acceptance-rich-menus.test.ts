import type { Stage } from './harness';
import { BOT, NOBODY, png, setStage, SOMCHAI, SOMSRI } from './harness';

/** Case 22 of docs/line-platform.md §21. */
const menu = (more: object = {}) => ({
  size: { width: 2500, height: 1686 },
  selected: true,
  name: 'main',
  chatBarText: 'เมนู',
  areas: [
    { bounds: { x: 0, y: 0, width: 1250, height: 1686 }, action: { type: 'message', text: 'มาตรการ' } },
  ],
  ...more,
});

describe('case 22: rich menus', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const create = async (more?: object) => stage.call('POST', '/v2/bot/richmenu', menu(more));
  const upload = (id: string, bytes: Buffer, type = 'image/png') =>
    stage.call('POST', `/v2/bot/richmenu/${id}/content`, bytes, { 'content-type': type });
  const created = async (): Promise<string> => (await create()).body.richMenuId as string;
  const ready = async () => {
    const id = await created();
    await upload(id, png(2500, 1686));
    return id;
  };

  test.each([
    ['ratio 1.44', { size: { width: 1440, height: 1000 } }, { size: { width: 1450, height: 1000 } }],
    ['width 799', { size: { width: 799, height: 250 } }, { size: { width: 800, height: 250 } }],
    ['21 areas', { areas: Array(21).fill(menu().areas[0]) }, { areas: Array(20).fill(menu().areas[0]) }],
    ['chatBarText 15', { chatBarText: 'ก'.repeat(15) }, { chatBarText: 'ก'.repeat(14) }],
    ['no name', { name: '' }, { name: 'a'.repeat(300) }],
    [
      'a wrong uri',
      { areas: [{ ...menu().areas[0], action: { type: 'uri', uri: 'mailto:a@example.com' } }] },
      { areas: [{ ...menu().areas[0], action: { type: 'uri', uri: 'https://example.com' } }] },
    ],
  ])('%s is refused, its neighbour accepted', async (_what, refused, accepted) => {
    expect((await create(refused)).status).toBe(400);
    expect((await stage.call('POST', '/v2/bot/richmenu/validate', menu(refused))).status).toBe(400);
    expect((await create(accepted)).status).toBe(200);
    expect((await stage.call('GET', '/v2/bot/richmenu/list')).body.richmenus).toHaveLength(1);
  });

  test('a picture is neither too large, too small, of another type, nor uploaded twice', async () => {
    const id = await created();
    expect((await upload(id, png(2500, 1686, 1024 * 1024 + 1))).status).toBe(413);
    expect((await upload(id, png(2500, 2000))).status).toBe(400);
    expect((await upload(id, png(2500, 1686), 'image/gif')).status).toBe(415);
    expect((await upload(`richmenu-${'0'.repeat(32)}`, png(2500, 1686))).status).toBe(404);
    expect((await upload(id, png(2500, 1686, 1024 * 1024))).status).toBe(200);
    expect(await upload(id, png(2500, 1686))).toMatchObject({
      status: 400,
      body: { message: 'An image has already been uploaded to the richmenu', details: [] },
    });
    const image = await stage.call('GET', `/v2/bot/richmenu/${id}/content`);
    expect(image.headers.get('content-type')).toBe('image/png');
  });

  test('a default needs its picture, and gives way to the menu of a user', async () => {
    const bare = await created();
    expect((await stage.call('POST', `/v2/bot/user/all/richmenu/${bare}`)).status).toBe(400);
    const [all, own] = [await ready(), await ready()];
    expect((await stage.call('GET', '/v2/bot/user/all/richmenu')).status).toBe(404);
    expect((await stage.call('POST', `/v2/bot/user/all/richmenu/${all}`)).status).toBe(200);
    expect((await stage.call('POST', `/v2/bot/user/${SOMSRI}/richmenu/${own}`)).status).toBe(200);
    expect((await stage.call('POST', `/v2/bot/user/${NOBODY}/richmenu/${own}`)).status).toBe(200);
    expect(stage.somsri.chat.richMenu?.richMenuId).toBe(own);
    expect(stage.platform.chat(BOT, SOMCHAI).richMenu?.richMenuId).toBe(all);
    await stage.call('DELETE', `/v2/bot/user/${SOMSRI}/richmenu`);
    expect(stage.somsri.chat.richMenu?.richMenuId).toBe(all);
    expect((await stage.call('GET', `/v2/bot/user/${SOMSRI}/richmenu`)).status).toBe(404);
    await stage.call('DELETE', `/v2/bot/richmenu/${all}`);
    expect(stage.somsri.chat.richMenu).toBeUndefined();
  });

  test('many users are linked and unlinked at once', async () => {
    const id = await ready();
    const link = (userIds: unknown, richMenuId: unknown = id) =>
      stage.call('POST', '/v2/bot/richmenu/bulk/link', { richMenuId, userIds });
    expect((await link([SOMSRI, SOMCHAI])).status).toBe(202);
    expect((await stage.call('GET', `/v2/bot/user/${SOMCHAI}/richmenu`)).body.richMenuId).toBe(id);
    expect((await link(['somsri'])).body.message).toContain("'userIds[0]'");
    expect((await link([SOMSRI], 'richmenu-none')).status).toBe(404);
    const unlinked = await stage.call('POST', '/v2/bot/richmenu/bulk/unlink', { userIds: [SOMSRI] });
    expect(unlinked.status).toBe(202);
    expect(stage.somsri.chat.richMenu).toBeUndefined();
  });

  test('tabs switch by alias, and the bot is told how that went', async () => {
    const [first, second] = [await ready(), await ready()];
    const alias = (richMenuAliasId: string, richMenuId: string) =>
      stage.call('POST', '/v2/bot/richmenu/alias', { richMenuAliasId, richMenuId });
    expect((await alias('tab-a', first)).status).toBe(200);
    expect((await alias('tab-a', first)).body.message).toBe('conflict richmenu alias id');
    expect((await alias('Tab', first)).status).toBe(400);
    expect((await alias('tab-b', 'richmenu-none')).body.message).toBe('richmenu not found');
    const tabs = menu({
      areas: [
        {
          bounds: { x: 0, y: 0, width: 10, height: 10 },
          action: { type: 'richmenuswitch', label: 'แท็บ', richMenuAliasId: 'tab-a', data: 'tab=a' },
        },
      ],
    });
    const withTabs = (await stage.call('POST', '/v2/bot/richmenu', tabs)).body.richMenuId as string;
    await upload(withTabs, png(2500, 1686));
    await stage.call('POST', `/v2/bot/user/all/richmenu/${withTabs}`);
    await stage.call('POST', '/v2/bot/richmenu/alias/tab-a', { richMenuId: second });
    await stage.somsri.taps('แท็บ');
    expect(stage.lastEvent().postback).toEqual({
      data: 'tab=a',
      params: { newRichMenuAliasId: 'tab-a', status: 'SUCCESS' },
    });
    expect(stage.somsri.chat.richMenu?.richMenuId).toBe(second);
    expect((await stage.call('DELETE', '/v2/bot/richmenu/alias/tab-a')).status).toBe(200);
    expect((await stage.call('GET', '/v2/bot/richmenu/alias/tab-a')).status).toBe(404);
    expect((await stage.call('GET', '/v2/bot/richmenu/alias/list')).body).toEqual({ aliases: [] });
  });
});
