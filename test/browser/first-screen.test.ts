import type { Browser } from 'playwright-core';
import { closeTabs, describeInBrowser, DESKTOP, launch, openTab, PHONE } from './browser';
import { BOT, setStage, SOMCHAI, SOMSRI, type Stage } from './stage';

describeInBrowser('the first screen', () => {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    [browser, stage] = await Promise.all([launch(), setStage()]);
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  const arrive = async (viewport = PHONE) => {
    const tab = await openTab(browser, stage.origin, viewport);
    await tab.page.goto(`${stage.origin}/simulator`);
    await tab.page.getByRole('heading', { name: 'วันนี้ฉันเป็นใคร' }).waitFor();
    return tab;
  };

  it('shows every account with its people and what they are for', async () => {
    const { page, offences } = await arrive();

    const account = page.getByRole('region', { name: 'อบต. ตัวอย่าง' });
    expect(await account.getByRole('link').allInnerTexts()).toEqual([
      expect.stringContaining('เจ้าหน้าที่สำนักปลัด'),
      expect.stringContaining('ประชาชน'),
    ]);
    expect(await page.getByText('ส่งแจ้งเตือนแล้ว 0 จาก 300 ข้อความในเดือนนี้').isVisible()).toBe(true);
    expect(offences).toEqual([]);
  });

  it('opens a suggestion with its text ready to be sent', async () => {
    const { page } = await arrive();

    await page.getByRole('link', { name: /ลองแจ้งเรื่อง/ }).click();

    await page.getByRole('textbox', { name: 'ข้อความ' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'ข้อความ' }).inputValue()).toBe('ไฟถนนดับ');
    expect(page.url()).toContain(`#/${BOT}/${SOMCHAI}`);
  });

  it('moves the clock by itself where a suggestion is about what comes later', async () => {
    stage.clock.set(new Date('2026-02-16T05:00:00Z'));
    const { page } = await arrive();

    await page.getByRole('link', { name: /ลองรับการแจ้งเตือน/ }).click();

    await page.getByText('ย้ายเวลาไปวันที่ 17 กุมภาพันธ์ 2569 แล้ว').waitFor();
    expect(stage.clock.now().toISOString()).toMatch(/^2026-02-17T05:00/);
    expect(page.url()).toContain(`#/${BOT}/${SOMSRI}`);
    stage.clock.set(undefined);
  });

  it('says what the time machine is', async () => {
    const { page } = await arrive();
    await page.getByRole('button', { name: /^ย้ายเวลา/ }).waitFor();
    expect(await page.locator('.clock-label').isVisible()).toBe(true);
  });

  it('moves the time forwards and back', async () => {
    const { page } = await arrive();
    stage.clock.set(new Date('2026-02-16T05:00:00Z'));
    await page.getByText('วันจันทร์ที่ 16 กุมภาพันธ์ 2569').waitFor();

    await page.getByRole('button', { name: /วันจันทร์ที่ 16/ }).click();
    await page.getByRole('button', { name: '31 มี.ค.' }).click();
    await page.getByText('วันอังคารที่ 31 มีนาคม 2569').waitFor();
    expect(stage.clock.now().toISOString()).toMatch(/^2026-03-31T02:00/);
    await page.getByRole('button', { name: '+1 สัปดาห์' }).click();
    await page.getByText('วันอังคารที่ 7 เมษายน 2569').waitFor();
    await page.getByLabel('ไปยังวันที่').fill('2026-09-30');
    await page.getByText('วันพุธที่ 30 กันยายน 2569').waitFor();
    await page.getByRole('button', { name: 'กลับเวลาจริง' }).click();
    await page.getByRole('button', { name: 'กลับเวลาจริง', disabled: true }).waitFor();
    expect(stage.clock.isSet).toBe(false);
  });

  it('adds a new person and opens the chat', async () => {
    const { page } = await arrive();

    await page.getByRole('button', { name: 'เพิ่มผู้ใช้ใหม่' }).first().click();
    await page.getByLabel('ชื่อที่แสดง').fill('คุณตาสมมติ');
    await page.getByRole('button', { name: 'เริ่มคุย' }).click();

    await page.getByRole('log').waitFor();
    expect(await page.getByRole('combobox', { name: 'ฉันคือ' }).locator('option:checked').innerText()).toBe(
      'คุณตาสมมติ',
    );
  });

  it('speaks English when asked to, and remembers it', async () => {
    const { page } = await arrive();

    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Who am I today?' }).waitFor();
    const account = page.getByRole('region', { name: 'Example SAO' });
    await account.getByRole('link', { name: /Somsri Sommot\s*An officer/ }).waitFor();
    const tries = page.getByRole('region', { name: 'Things to try' });
    expect(await tries.getByText('ลองย้ายเวลา').count()).toBe(0);
    await tries.getByRole('link', { name: /Try a complaint/ }).waitFor();
    await page.reload();

    await page.getByRole('heading', { name: 'Who am I today?' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  it.each([PHONE, DESKTOP])('needs no sideways scrolling at $width pixels', async (viewport) => {
    const { page } = await arrive(viewport);

    await page.locator('.clock-now').click();

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  });
});
