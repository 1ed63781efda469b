import type { Browser, Page } from 'playwright-core';
import { closeTabs, describeInBrowser, DESKTOP, launch, openTab, PHONE } from './browser';
import { samples } from './samples';
import { answering, chatLink, setStage, SOMSRI, type Stage } from './stage';

describeInBrowser('what people do and see on their devices', () => {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    browser = await launch();
  });
  beforeEach(async () => {
    stage = await setStage();
    stage.script = answering(samples(stage.origin));
  });
  afterEach(() => stage.close());
  afterAll(() => browser.close());
  afterEach(() => closeTabs(browser));

  const enter = async (viewport = PHONE) => {
    const tab = await openTab(browser, stage.origin, viewport);
    await tab.page.goto(stage.origin + chatLink(SOMSRI));
    await tab.page.getByRole('log').waitFor();
    return tab;
  };
  const field = (page: Page) => page.getByRole('textbox', { name: 'ข้อความ' });
  const say = async (page: Page, words: string) => {
    await field(page).fill(words);
    await page.keyboard.press('Enter');
  };
  const quickReplies = (page: Page) => page.getByRole('group', { name: 'คำตอบด่วน' });
  const tool = (page: Page, name: string) =>
    page.getByRole('group', { name: 'เครื่องมือของแชต' }).getByRole('button', { name }).click();

  it.each([PHONE, DESKTOP])(
    'marks quick replies that are off a phone’s screen, at $width',
    async (viewport) => {
      const { page, offences } = await enter(viewport);
      await say(page, 'แบบสอบถาม');
      await quickReplies(page).waitFor();

      await page.getByText('อีก 3 ปุ่มอยู่นอกจอ').waitFor();
      const beyond = quickReplies(page).locator('.beyond');
      expect(await beyond.allInnerTexts()).toEqual(['เลือกวันที่', 'ข้าม', 'ไม่ทราบ']);
      expect((await page.locator('.chat').boundingBox())?.width).toBeLessThanOrEqual(390);
      // They can still be reached, with the keyboard too.
      await beyond.last().focus();
      await page.keyboard.press('Enter');
      await page.locator('.from-user').getByText('ไม่ทราบ').waitFor();
      expect(offences).toEqual([]);
    },
  );

  it('shows what a computer shows: no quick replies, no menu, and a line in the chat list', async () => {
    const { page } = await enter();
    await say(page, 'การ์ด');
    await page.getByRole('button', { name: 'บันทึกผล' }).first().waitFor();
    await tool(page, 'คอมพิวเตอร์');
    await page.getByText('ในรายการแชต: มาตรการของท่าน 2 รายการ').waitFor();

    await say(page, 'แบบสอบถาม');
    await page.getByText('LINE บนคอมพิวเตอร์ไม่แสดงปุ่มคำตอบด่วน 6 ปุ่ม').waitFor();
    expect(await quickReplies(page).count()).toBe(0);
    await page.reload();
    await page.getByText('LINE บนคอมพิวเตอร์ไม่แสดงปุ่มคำตอบด่วน 6 ปุ่ม').waitFor();

    await tool(page, 'โทรศัพท์');
    await quickReplies(page).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('shows what a lock screen tells everybody nearby', async () => {
    const { page } = await enter();
    await say(page, 'การ์ด');
    await page.getByRole('button', { name: 'บันทึกผล' }).first().waitFor();
    const quiet = { type: 'text', text: 'เงียบ ๆ' };
    await stage.call('/v2/bot/message/push', { to: SOMSRI, messages: [quiet], notificationDisabled: true });
    await page.getByText('เงียบ ๆ').waitFor();
    await tool(page, 'หน้าจอล็อก');

    const dialog = page.getByRole('dialog', { name: 'หน้าจอล็อก' });
    expect(await dialog.locator('li span').allInnerTexts()).toEqual(['มาตรการของท่าน 2 รายการ']);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('sends several messages at once, pasted lines and photos among them', async () => {
    const { page, offences } = await enter();
    const picture = Buffer.from(await (await fetch(`${stage.origin}/bot/picture.png`)).arrayBuffer());
    const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: picture });
    await page.getByRole('button', { name: 'แนบไฟล์หรือตำแหน่ง' }).click();
    await page.getByRole('button', { name: 'หลายข้อความ' }).click();
    const tray = page.getByRole('region', { name: 'ส่งทีละหลายข้อความ' });

    await page.evaluate('navigator.clipboard.writeText("ไฟดับ\\n\\nหน้าวัด\\nมืดมาก")');
    await field(page).focus();
    await page.keyboard.press('ControlOrMeta+V');
    await tray.getByText('มืดมาก').waitFor();
    await page.locator('input[data-for=album]').setInputFiles([photo('a.png'), photo('b.png')]);
    await tray.getByText('รูปภาพ 2 รูป').waitFor();
    await tray.getByRole('button', { name: 'เอาออก: หน้าวัด' }).click();
    await say(page, 'สามคืนแล้ว');
    expect(stage.events).toEqual([]);
    await tray.getByRole('button', { name: 'ส่งทั้งหมด (4)' }).click();

    await stage.heard('message', 5);
    await tray.waitFor({ state: 'detached' });
    const told = stage.events.map(({ message }) => message as { text?: string; imageSet?: unknown });
    expect(told.map(({ text, imageSet }) => text ?? (imageSet === undefined ? '?' : 'set'))).toEqual([
      'ไฟดับ',
      'มืดมาก',
      'set',
      'set',
      'สามคืนแล้ว',
    ]);
    await page.locator('.from-user').getByText('สามคืนแล้ว').waitFor();
    expect(offences).toEqual([]);
  });
});
