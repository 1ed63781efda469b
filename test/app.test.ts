import type { TestApp } from './helpers/app';
import { startApp } from './helpers/app';

describe('whatever answers', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test.each([
    ['the webhook to a stranger', 'POST', '/webhook', 401],
    ['health', 'GET', '/healthz', 200],
    ['readiness', 'GET', '/readyz', 200],
    ['metrics', 'GET', '/metrics', 200],
    ['the way to the simulator', 'GET', '/', 302],
    ['an address that does not exist', 'GET', '/nowhere', 404],
  ])('tells browsers what they must not do: %s', async (_what, method, path, status) => {
    const answer = await fetch(`${app.url}${path}`, { method, redirect: 'manual' });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });
});
