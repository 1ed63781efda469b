import { silentLog } from '../../../src/core/log';
import type { Channel } from '../../../src/line/outgoing/channels';
import { createGateway } from '../../../src/line/outgoing/gateway';
import { richMenuModel } from '../../../src/line/outgoing/rich-menu-model';
import type { RichMenus } from '../../../src/line/outgoing/rich-menus';
import { createRichMenus } from '../../../src/line/outgoing/rich-menus';
import { postsOf } from '../../helpers/actors';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import type { Stage } from '../../simulator/harness';
import { SECRET, setStage, SOMSRI, TOKEN } from '../../simulator/harness';

const CHANNEL: Channel = { orgId: 'na-kok', channelSecret: SECRET, accessToken: TOKEN };

describe('publishing the rich menus', () => {
  let db: TestDatabase;
  let stage: Stage;
  let menus: RichMenus;
  const freshProcess = () =>
    createRichMenus({
      connection: db.connection,
      log: silentLog,
      machineClock: stage.clock,
      calls: createGateway({
        apiBaseUrl: stage.origin,
        dataApiBaseUrl: stage.origin,
        timeoutMs: 10_000,
        log: silentLog,
        machineClock: stage.clock,
      }).richMenus,
    });
  const registered = async () => {
    const { body } = await stage.call('GET', '/v2/bot/richmenu/list');
    return (body.richmenus as { name: string; richMenuId: string }[]).map(({ name }) => name);
  };
  /** The menu that is linked to her alone. */
  const linkedTo = async () => {
    const { body } = await stage.call('GET', `/v2/bot/user/${SOMSRI}/richmenu`);
    return body.richMenuId as string | undefined;
  };
  const linkCalls = () =>
    stage.platform.log.filter((entry) => entry.kind === 'call' && entry.path.startsWith('/v2/bot/user/U'))
      .length;
  const somsri = (who: 'citizen' | 'reporter', locale: 'th' | 'en') =>
    menus.link(CHANNEL, { personId: 'p1', posts: postsOf(who), locale }, SOMSRI);

  beforeAll(async () => (db = await connectTestDatabase()));
  afterAll(() => db.close());
  beforeEach(async () => {
    stage = await setStage();
    await richMenuModel(db.connection).deleteMany({});
    menus = freshProcess();
    await stage.somsri.follows();
  });
  afterEach(() => stage.close());

  test("shows everybody the citizens' menu in Thai", async () => {
    expect(await menus.publish(CHANNEL)).toEqual({ created: 6, removed: 0 });
    expect(stage.somsri.chat.richMenu).toMatchObject({ chatBarText: 'เมนู', selected: true });
    await stage.somsri.taps('แจ้งเรื่องร้องเรียน');
    expect(stage.lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'o=file-complaint' } });
  });

  test('again changes nothing', async () => {
    await menus.publish(CHANNEL);
    const before = await registered();
    expect(await freshProcess().publish(CHANNEL)).toEqual({ created: 0, removed: 0 });
    expect(await registered()).toEqual(before);
  });

  test('replaces what has changed, and removes it once people have moved on', async () => {
    await menus.publish(CHANNEL);
    await richMenuModel(db.connection).updateOne({ _id: 'na-kok:staff:th' }, { $set: { hash: 'older' } });
    expect(await menus.publish(CHANNEL)).toEqual({ created: 1, removed: 0 });
    await richMenuModel(db.connection).updateOne({ _id: 'na-kok:staff:th' }, { $set: { hash: 'older' } });
    expect(await menus.publish(CHANNEL)).toEqual({ created: 1, removed: 1 });
    expect(await registered()).toHaveLength(7);
  });

  test('makes good what a crash left without a picture', async () => {
    stage.platform.setFaults({ api: [{ path: '/v2/bot/richmenu/richmenu-', kind: 'cut', times: 1 }] });
    await expect(menus.publish(CHANNEL)).rejects.toMatchObject({ code: 'line-call-failed' });
    expect(await menus.publish(CHANNEL)).toEqual({ created: 6, removed: 1 });
    expect(await registered()).toHaveLength(6);
  });

  test('leaves menus of others alone', async () => {
    const foreign = { ...validMenu, name: 'made by hand' };
    await stage.call('POST', '/v2/bot/richmenu', foreign);
    await menus.publish(CHANNEL);
    await menus.publish(CHANNEL);
    expect(await registered()).toContain('made by hand');
  });

  test('gives people the menu of their office and language, asking LINE once', async () => {
    await menus.publish(CHANNEL);
    await somsri('reporter', 'th');
    await somsri('reporter', 'th');
    expect(stage.somsri.chat.richMenu?.areas).toHaveLength(6);
    expect(linkCalls()).toBe(1);
    await somsri('reporter', 'en');
    expect(stage.somsri.chat.richMenu).toMatchObject({ chatBarText: 'Menu' });
    await somsri('citizen', 'th');
    expect(stage.somsri.chat.richMenu?.areas).toHaveLength(5);
  });

  test('gives people the new menu after a publication, here at once and in another process soon', async () => {
    const other = freshProcess();
    const viaOther = (lineUserId = SOMSRI) =>
      other.link(CHANNEL, { personId: 'p1', posts: postsOf('reporter'), locale: 'th' }, lineUserId);
    await menus.publish(CHANNEL);
    await somsri('reporter', 'th');
    await viaOther();
    for (let publication = 0; publication < 2; publication++) {
      await richMenuModel(db.connection).updateOne({ _id: 'na-kok:staff:th' }, { $set: { hash: 'older' } });
      await menus.publish(CHANNEL);
    }
    const current = await richMenuModel(db.connection).findById('na-kok:staff:th');

    // What she was linked to is gone.
    await somsri('reporter', 'th');
    expect(await linkedTo()).toBe(current?.richMenuId);
    await stage.call('DELETE', `/v2/bot/user/${SOMSRI}/richmenu`);
    await viaOther();
    expect(await linkedTo()).not.toBe(current?.richMenuId);
    stage.clock.forward(61);
    await viaOther();
    expect(await linkedTo()).toBe(current?.richMenuId);
  });

  test('has no menu to give before it happened, and does not fail when LINE does', async () => {
    await somsri('reporter', 'th');
    expect(linkCalls()).toBe(0);
    await menus.publish(CHANNEL);
    stage.platform.setFaults({ api: [{ path: '/v2/bot/user/U', kind: 'status', status: 500, times: 1 }] });
    await somsri('reporter', 'th');
    await somsri('reporter', 'th');
    expect(stage.somsri.chat.richMenu?.areas).toHaveLength(6);
  });
});

const validMenu = {
  size: { width: 2500, height: 843 },
  selected: false,
  chatBarText: 'x',
  areas: [{ bounds: { x: 0, y: 0, width: 10, height: 10 }, action: { type: 'postback', data: 'x' } }],
};
