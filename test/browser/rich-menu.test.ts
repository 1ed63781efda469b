import type { Browser } from 'playwright-core';
import { closeTabs, describeInBrowser, launch, openTab } from './browser';
import { chatLink, setStage, SOMSRI, type Stage } from './stage';

describeInBrowser('the rich menu', () => {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    [browser, stage] = await Promise.all([launch(), setStage()]);
    const picture = new Uint8Array(await (await fetch(`${stage.origin}/bot/picture.png`)).arrayBuffer());
    const half = (x: number, action: unknown) => ({ bounds: { x, y: 0, width: 520, height: 700 }, action });
    const make = async (name: string, alias: string, actions: readonly [unknown, unknown]) => {
      const { richMenuId } = await stage.call('/v2/bot/richmenu', {
        size: { width: 1040, height: 700 },
        selected: true,
        name,
        chatBarText: name,
        areas: [half(0, actions[0]), half(520, actions[1])],
      });
      await stage.call(`/v2/bot/richmenu/${String(richMenuId)}/content`, picture, 'image/png');
      await stage.call('/v2/bot/richmenu/alias', { richMenuAliasId: alias, richMenuId });
      return String(richMenuId);
    };
    await make('เมนูสอง', 'two', [
      { type: 'message', label: 'สอง', text: 'จากเมนูสอง' },
      { type: 'uri', label: 'เว็บ', uri: 'https://example.org' },
    ]);
    const first = await make('เมนูหนึ่ง', 'one', [
      { type: 'postback', label: 'แจ้งเรื่อง', data: 'begin', displayText: 'แจ้งเรื่องใหม่' },
      { type: 'richmenuswitch', label: 'ไปเมนูสอง', richMenuAliasId: 'two', data: 'to=two' },
    ]);
    await stage.call(`/v2/bot/user/all/richmenu/${first}`, {});
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  it('answers taps on its areas, opens and closes, and switches to its other tab', async () => {
    const { page, offences } = await openTab(browser, stage.origin);
    await page.goto(stage.origin + chatLink(SOMSRI));

    await page.getByRole('button', { name: 'แจ้งเรื่อง', exact: true }).click();
    await page.getByText('แจ้งเรื่องใหม่').waitFor();
    expect(await stage.heard('postback')).toMatchObject({ postback: { data: 'begin' } });

    await page.getByRole('button', { name: 'เมนูหนึ่ง' }).click();
    await page.getByRole('button', { name: 'ไปเมนูสอง' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'เมนูหนึ่ง' }).click();
    await page.getByRole('button', { name: 'ไปเมนูสอง' }).click();

    await page.getByRole('button', { name: 'เมนูสอง' }).waitFor();
    await page.getByRole('button', { name: 'สอง', exact: true }).click();
    await page.getByText('จากเมนูสอง').waitFor();
    expect(offences).toEqual([]);
  });
});
