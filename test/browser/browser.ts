import type { Browser, Page } from 'playwright-core';
import { chromiumPath } from './chromium';

export { launch } from './chromium';

/** A loaded machine draws slowly; a page that never comes still fails. */
jest.setTimeout(120_000);

/** A suite that needs Chromium; on a machine without it, one line says so and nothing fails. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (chromiumPath !== undefined) {
    describe(name, suite);
    return;
  }
  process.stderr.write(
    `SKIPPED: browser tests of “${name}”, because no Chromium was found. ` +
      'Install it (apt-get install chromium) or name it in PRONGSAI_CHROMIUM.\n',
  );
  describe.skip(name, suite);
}

/** Closes every tab: each holds a stream of the simulator open. */
export async function closeTabs(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** A tab, and everything it did that it should not have done. */
export interface Tab {
  page: Page;
  /** Requests to other machines, errors on the console, and scripts that threw. */
  offences: string[];
}

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

export async function openTab(browser: Browser, origin: string, viewport = PHONE): Promise<Tab> {
  const context = await browser.newContext({
    viewport,
    timezoneId: 'America/New_York',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const offences: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) {
      offences.push(`request to ${request.url()}`);
    }
  });
  page.on('console', (message) => {
    if (message.type() === 'error') offences.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => offences.push(`thrown: ${error.message}`));
  return { page, offences };
}
