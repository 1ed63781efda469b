/**
 * Takes the pictures of README.th.md again: `npm run docs:pictures` (after a build; needs a Chromium). The
 * whole bot runs on an embedded database in a folder of its own, the sample people play the scenes of
 * `pictures/scenes.json`, and the simulator's page shows them on a screen 390 pixels wide.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { readConfig } from '../src/config';
import { SettableClock } from '../src/core/clock';
import { createLog } from '../src/core/log';
import { projectRoot } from '../src/core/project-root';
import { serve } from '../src/process/serve';
import { launch } from '../test/browser/chromium';
import type { Scene } from './pictures/scenes';
import { play, readScenes } from './pictures/scenes';

const SCREEN = { width: 390, height: 844 };
const FOLDER = join(projectRoot, 'docs/pictures');

/** An answer that is taller than the screen is shown from its head on; the page stands at its end. */
const SHOW_TOP_OF_TALL_ANSWER = `(() => {
  const log = document.querySelector('.log');
  const newest = [...(log?.querySelectorAll('.item') ?? [])].at(-1);
  if (newest?.offsetHeight > log?.clientHeight) newest.scrollIntoView({ block: 'start' });
})()`;

/** Few colours are enough for text and buttons, and keep the pictures small. */
async function save(name: string, shot: Buffer): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  const { size } = await sharp(shot).png({ palette: true, colours: 64, effort: 10 }).toFile(path);
  process.stdout.write(`docs/pictures/${name}.png ${Math.round(size / 1024)} KB\n`);
}

async function takePicture(page: Page, url: string, { name, chat }: Scene): Promise<void> {
  // From an empty page: another chat of the same page would keep its own scrolling.
  await page.goto('about:blank');
  await page.goto(`${url}/simulator${chat === undefined ? '' : `#/${chat.botUserId}/${chat.userId}`}`);
  await page
    .locator(chat === undefined ? '.home h1' : '.log .from-bot')
    .last()
    .waitFor();
  // The menu would cover half of what was said.
  const openMenu = page.locator('.menu-bar[aria-expanded=true]');
  if ((await openMenu.count()) > 0) await openMenu.click();
  await page.evaluate('document.fonts.ready');
  await page.evaluate(SHOW_TOP_OF_TALL_ANSWER);
  await save(name, await page.screenshot());
}

async function takeAll(browser: Browser, dataDir: string): Promise<void> {
  const scenes = readScenes(readFileSync(join(__dirname, 'pictures/scenes.json'), 'utf8'));
  const clock = new SettableClock();
  // Before the sample people take up their posts, which they hold from that day on.
  clock.set(new Date(scenes[0]?.at ?? ''));
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  const bot = await serve(config, { clock, log: createLog('warn') });
  try {
    const { simulator } = bot.container;
    if (simulator === undefined) throw new Error('the simulator is not there');
    const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: 1.5 });
    const page = await context.newPage();
    for (const scene of scenes) {
      await takePicture(page, bot.url, await play(scene, simulator.platform, clock));
    }
    await context.close();
  } finally {
    await bot.close();
  }
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-pictures-'));
  const browser = await launch();
  try {
    await takeAll(browser, dataDir);
  } finally {
    await browser.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

void main();
