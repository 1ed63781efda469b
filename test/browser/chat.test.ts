import type { Browser, Page } from 'playwright-core';
import { closeTabs, describeInBrowser, DESKTOP, launch, openTab, PHONE } from './browser';
import { samples } from './samples';
import { answering, BOT, chatLink, setStage, SOMCHAI, SOMSRI, type Stage } from './stage';

describeInBrowser('the chat', () => {
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

  const enter = async (userId = SOMSRI, viewport = PHONE) => {
    const tab = await openTab(browser, stage.origin, viewport);
    await tab.page.goto(stage.origin + chatLink(userId));
    await tab.page.getByRole('log').waitFor();
    return tab;
  };
  const say = async (page: Page, words: string) => {
    await page.getByRole('textbox', { name: 'ข้อความ' }).fill(words);
    await page.keyboard.press('Enter');
  };
  it('sends what is typed and shows what is answered, as text and never as markup', async () => {
    const { page, offences } = await enter();

    await say(page, 'ลิงก์');

    await page.getByRole('log').getByText('<b>ไม่ใช่ตัวหนา</b>').waitFor();
    const links = page.locator('.words a');
    expect(await links.first().getAttribute('href')).toBe('/healthz');
    expect(await links.last().getAttribute('href')).toBe('https://www.oic.go.th/');
    expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer');
    expect(offences).toEqual([]);
  });

  it('draws every kind of message without leaving the machine or the screen', async () => {
    const { page, offences } = await enter();

    for (const words of ['การ์ด', 'แม่แบบ', 'สื่อ']) await say(page, words);

    await page.getByRole('button', { name: 'ครึ่งซ้าย' }).waitFor();
    expect(await page.locator('.fx-bubble').count()).toBe(3);
    expect(await page.getByText('ไฟล์อยู่นอกเครื่องนี้').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    expect(offences).toEqual([]);
  });

  it('tells the bot what was tapped on a card', async () => {
    const { page } = await enter();
    await say(page, 'การ์ด');

    await page.getByRole('button', { name: 'บันทึกผล' }).first().click();

    await page.getByText('บันทึกผล', { exact: true }).nth(3).waitFor();
    expect(await stage.heard('postback')).toMatchObject({ postback: { data: 'open=ข้อ 1' } });
  });

  it('offers quick replies under the newest message alone', async () => {
    const { page } = await enter();
    await say(page, 'แบบสอบถาม');
    const offers = page.getByRole('group', { name: 'คำตอบด่วน' });
    await offers.waitFor();

    await offers.getByRole('button', { name: 'ไม่ทราบ' }).click();

    await offers.waitFor({ state: 'detached' });
    await page.locator('.from-user').getByText('ไม่ทราบ').waitFor();
  });

  it('asks for a date in the native field and says it in Buddhist years', async () => {
    const { page } = await enter();
    await say(page, 'แบบสอบถาม');

    await page.getByRole('button', { name: 'เลือกวันที่' }).click();
    const dialog = page.getByRole('dialog', { name: 'เลือกวันที่' });
    await dialog.getByText('30 กันยายน 2569').waitFor();
    await dialog.getByRole('textbox').or(dialog.locator('input')).first().fill('2026-10-01');
    await dialog.getByText('1 ตุลาคม 2569').waitFor();
    await dialog.getByRole('button', { name: 'ตกลง' }).click();

    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'คำตอบด่วน' }).waitFor({ state: 'detached' });
    expect(await stage.heard('postback')).toMatchObject({
      postback: { data: 'when', params: { date: '2026-10-01' } },
    });
  });

  it('sends a place chosen from the list', async () => {
    const { page } = await enter();
    await say(page, 'แบบสอบถาม');

    await page.getByRole('button', { name: 'ส่งตำแหน่ง' }).click();
    await page.getByRole('button', { name: 'ตลาดสด' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ส่งตำแหน่ง' }).click();

    await page.locator('.from-user').getByText('ตลาดสด').waitFor();
    expect(await stage.heard('message', 2)).toMatchObject({ message: { type: 'location', title: 'ตลาดสด' } });
  });

  it('sends several photos as one set, in whatever order they arrive, and any file', async () => {
    const { page, offences } = await enter();
    const picture = Buffer.from(await (await fetch(`${stage.origin}/bot/picture.png`)).arrayBuffer());
    const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: picture });

    await page.locator('input[data-for=album]').setInputFiles([photo('a.png'), photo('b.png')]);
    await page.locator('.from-user .photo').nth(1).waitFor();
    await page.locator('input[data-for=file]').setInputFiles({
      name: 'ประกาศ.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4'),
    });

    await page.getByRole('link', { name: /ประกาศ\.pdf/ }).waitFor();
    await stage.heard('message', 3);
    const sets = stage.events.map((event) => (event.message as { imageSet?: { index: number } }).imageSet);
    expect(sets.map((set) => set?.index).sort()).toEqual([1, 2, undefined]);
    expect(sets[0]).toMatchObject({ total: 2 });
    expect(offences).toEqual([]);
  });

  it('sends a sticker', async () => {
    const { page } = await enter();

    await page.getByRole('button', { name: 'สติกเกอร์' }).click();
    await page.getByRole('button', { name: 'ขอบคุณ' }).click();

    await page.locator('.from-user .sticker').waitFor();
    expect(await stage.heard('message')).toMatchObject({ message: { type: 'sticker', packageId: '11537' } });
  });

  it('takes back an own message', async () => {
    const { page } = await enter();
    await say(page, 'พิมพ์ผิด');
    await page.locator('.from-user').getByText('พิมพ์ผิด').click({ button: 'right' });

    await page.getByRole('button', { name: 'ยกเลิกข้อความ' }).click();

    await page.getByText('ยกเลิกข้อความแล้ว').waitFor();
    expect(await page.getByText('พิมพ์ผิด').count()).toBe(0);
    await stage.heard('unsend');
  });

  it('copies what a clipboard button holds', async () => {
    const { page } = await enter();
    await say(page, 'แม่แบบ');

    await page.getByRole('button', { name: 'คัดลอกเลขเรื่อง' }).click();

    await page.getByText('คัดลอกแล้ว').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('PKT-69-0001');
  });

  it('opens a link in a tab that knows nothing of this one', async () => {
    const { page } = await enter();
    await say(page, 'แม่แบบ');

    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'เปิดเว็บ' }).click(),
    ]);

    await opened.waitForLoadState();
    expect(opened.url()).toBe(`${stage.origin}/bot/picture-page`);
    expect(await opened.evaluate('window.opener')).toBeNull();
  });

  it('blocks and unblocks the account', async () => {
    const { page } = await enter();
    await say(page, 'สวัสดี');

    await page.getByRole('button', { name: 'บล็อกบัญชีนี้' }).click();
    await page.getByRole('button', { name: 'เลิกบล็อก' }).click();

    await page.getByRole('textbox', { name: 'ข้อความ' }).waitFor();
    await stage.heard('follow');
    expect(stage.events.slice(-2).map(({ type }) => type)).toEqual(['unfollow', 'follow']);
  });

  it('shows what arrives for others on the list of people', async () => {
    const { page } = await enter(SOMSRI, DESKTOP);

    await stage.push(SOMCHAI, ...(samples(stage.origin)['การ์ด'] ?? []));

    const other = page.getByRole('navigation', { name: 'บุคคล' }).getByRole('link', { name: /สมชาย/ }).first();
    await other.getByText('มาตรการของท่าน 2 รายการ').waitFor();
    expect(await other.locator('.badge').innerText()).toMatch(/^1/);
    await other.click();
    await other.locator('.badge').waitFor({ state: 'detached' });
  });

  it('shows that the bot is thinking, until it has answered', async () => {
    const { page } = await enter();
    await say(page, 'สวัสดี');
    await page.locator('.from-user').getByText('สวัสดี').waitFor();

    await stage.call('/v2/bot/chat/loading/start', { chatId: SOMSRI, loadingSeconds: 20 });
    await page.getByRole('status', { name: 'กำลังพิมพ์' }).waitFor();
    await stage.push(SOMSRI, { type: 'text', text: 'เสร็จแล้ว' });

    await page.getByText('เสร็จแล้ว').waitFor();
    await page.getByRole('status', { name: 'กำลังพิมพ์' }).waitFor({ state: 'detached' });
  });

  it('logs webhooks and calls beside the chat', async () => {
    const { page } = await enter(SOMSRI, DESKTOP);

    await say(page, 'การ์ด');

    const log = page.getByRole('complementary', { name: 'บันทึกการรับส่ง' });
    await log.getByText('POST /v2/bot/message/reply').waitFor();
    await log.getByText(/1 เหตุการณ์/).waitFor();
  });

  it('catches up after the stream was cut', async () => {
    const { page } = await enter();
    await page.context().setOffline(true);
    stage.cut();
    await page.getByText('การเชื่อมต่อขาดหาย').waitFor();
    await stage.push(SOMSRI, { type: 'text', text: 'ระหว่างที่ไม่อยู่' });

    await page.context().setOffline(false);

    await page.getByText('ระหว่างที่ไม่อยู่').waitFor();
    await page.getByText('การเชื่อมต่อขาดหาย').waitFor({ state: 'detached' });
  });

  it('switches the person without leaving the chat screen', async () => {
    const { page } = await enter();

    await page.getByRole('combobox', { name: 'ฉันคือ' }).selectOption(`#/${BOT}/${SOMCHAI}`);

    await page.waitForURL(`**${chatLink(SOMCHAI)}`);
  });
});
