import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { closeTabs, describeInBrowser, DESKTOP, launch, openTab, PHONE } from './browser';
import { samples } from './samples';
import { answering, chatLink, setStage, SOMSRI, type Stage } from './stage';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/**
 * What axe finds wrong, one line each, but for what lies in `judged` (a selector: looked at already, and
 * the better part of a minute to look at again). The script is evaluated from outside: the page's policy
 * stays as it is.
 */
async function violations(page: Page, judged?: string): Promise<string[]> {
  await page.evaluate(axe);
  const where = judged === undefined ? 'document' : JSON.stringify({ exclude: [[judged]] });
  const found = await page.evaluate<{ violations: Finding[] }>(
    `axe.run(${where}, { resultTypes: ['violations'] })`,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}

describeInBrowser('use by everybody', () => {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    [browser, stage] = await Promise.all([launch(), setStage()]);
    stage.script = answering(samples(stage.origin));
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  it.each([PHONE, DESKTOP])('has no accessibility faults on the first screen at $width', async (viewport) => {
    const { page } = await openTab(browser, stage.origin, viewport);
    await page.goto(`${stage.origin}/simulator`);
    await page.locator('.clock-now').click();

    expect(await violations(page)).toEqual([]);
  });

  it.each([PHONE, DESKTOP])('has no accessibility faults in a full chat at $width', async (viewport) => {
    const { page } = await openTab(browser, stage.origin, viewport);
    await page.goto(stage.origin + chatLink(SOMSRI));
    const field = page.getByRole('textbox', { name: 'ข้อความ' });
    for (const words of ['การ์ด', 'แม่แบบ', 'สื่อ', 'ลิงก์', 'แบบสอบถาม']) {
      const before = await page.locator('.from-bot').count();
      await field.fill(words);
      await page.keyboard.press('Enter');
      await page.locator('.from-bot').nth(before).waitFor();
    }
    await page.getByRole('group', { name: 'คำตอบด่วน' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'หน้าจอล็อก' }).click();
    expect(await violations(page, '[role="log"]')).toEqual([]);
    await page.keyboard.press('Escape');
    for (const opener of ['แนบไฟล์หรือตำแหน่ง', 'สติกเกอร์', 'เลือกวันที่', 'ส่งตำแหน่ง']) {
      await page.getByRole('button', { name: opener, exact: true }).click();
      expect(await violations(page, '[role="log"]')).toEqual([]);
      await page.keyboard.press('Escape');
    }

    await page.getByRole('button', { name: 'แนบไฟล์หรือตำแหน่ง' }).click();
    await page.getByRole('button', { name: 'หลายข้อความ' }).click();
    await field.fill('ครึ่งแรก');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'ส่งทีละหลายข้อความ' }).getByText('ครึ่งแรก').waitFor();
    await page.getByRole('button', { name: 'คอมพิวเตอร์' }).click();
    await page.getByText('LINE บนคอมพิวเตอร์ไม่แสดง').waitFor();
    expect(await violations(page, '[role="log"]')).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await openTab(browser, stage.origin, PHONE);
    await page.goto(`${stage.origin}/simulator`);
    await page
      .getByRole('link', { name: /เจ้าหน้าที่สำนักปลัด/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('log').waitFor();
    await page.getByRole('textbox', { name: 'ข้อความ' }).focus();
    await page.keyboard.type('การ์ด');
    await page.keyboard.press('Enter');
    const record = page.getByRole('button', { name: 'บันทึกผล' });
    await record.last().waitFor();

    // From the message field backwards: time and menu of the message, then the cards' buttons.
    const focused = 'document.activeElement.textContent';
    const seen: string[] = [];
    for (let steps = 0; steps < 40 && !seen.includes('บันทึกผล'); steps++) {
      await page.keyboard.press('Shift+Tab');
      seen.push(String(await page.evaluate(focused)));
    }
    expect(seen).toContain('บันทึกผล');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Space');
    await page.locator('.from-user').getByText('บันทึกผล').waitFor();

    await page.getByRole('button', { name: 'แนบไฟล์หรือตำแหน่ง' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'ตำแหน่ง', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
