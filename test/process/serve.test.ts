import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';

describe('the bot that is tried out', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test('is reached from this machine, and under none of its other addresses', async () => {
    const other = app.url.replace('127.0.0.1', '127.0.0.2');

    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    await expect(fetch(`${other}/healthz`)).rejects.toThrow();
  });
});
