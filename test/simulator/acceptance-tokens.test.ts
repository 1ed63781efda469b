import type { Stage } from './harness';
import { NOBODY, SECRET, setStage, SOMCHAI, SOMSRI } from './harness';

/** Cases 24 and 25 of docs/line-platform.md §21. */
describe('case 24: profiles and followers', () => {
  test('who blocks the account has no profile, an unverified account no list', async () => {
    const stage = await setStage();
    const profile = (userId: string) => stage.call('GET', `/v2/bot/profile/${userId}`);
    expect((await profile(SOMSRI)).body).toEqual({ displayName: 'สมศรี', userId: SOMSRI, language: 'th' });
    await stage.somsri.blocks();
    expect(stage.lastEvent()).toMatchObject({ type: 'unfollow' });
    expect(await profile(SOMSRI)).toMatchObject({ status: 404, body: { message: 'Not found' } });
    expect((await profile('somsri')).status).toBe(400);
    expect((await profile(NOBODY)).status).toBe(404);
    await stage.somsri.follows();
    expect(stage.lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: true } });
    expect((await profile(SOMSRI)).status).toBe(200);
    expect((await stage.call('GET', '/v2/bot/followers/ids')).status).toBe(403);
    await stage.close();
  });

  test('a verified account lists its friends page by page', async () => {
    const stage = await setStage({ verified: true });
    const page = (query: string) => stage.call('GET', `/v2/bot/followers/ids?${query}`);
    expect((await page('limit=1')).body).toEqual({ userIds: [SOMSRI], next: '1' });
    expect((await page('limit=1&start=1')).body).toEqual({ userIds: [SOMCHAI] });
    expect((await page('start=x')).body).toEqual({ message: 'Invalid start param' });
    await stage.close();
  });
});

describe('case 25: tokens', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const form = async (path: string, fields: Record<string, string>) => {
    const response = await fetch(`${stage.origin}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const credentials = { grant_type: 'client_credentials', client_id: '1234567890', client_secret: SECRET };
  const info = async (authorization: string) =>
    (await stage.call('GET', '/v2/bot/info', undefined, { authorization })).status;

  test('a missing, malformed or unknown token is a 401 before anything else', async () => {
    expect(await Promise.all(['', 'Bearer ', 'Bearer nonsense', 'Basic a'].map(info))).toEqual([
      401, 401, 401, 401,
    ]);
    const headers = { authorization: 'Bearer nonsense', 'content-type': 'text/plain' };
    expect((await stage.call('POST', '/v2/bot/message/push', {}, headers)).status).toBe(401);
  });

  test('a stateless token lives for 900 seconds and cannot be revoked', async () => {
    const { body } = await form('/oauth2/v3/token', credentials);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    const token = body.access_token ?? '';
    await form('/oauth2/v2.1/revoke', { access_token: token });
    expect(await info(`Bearer ${token}`)).toBe(200);
    stage.clock.forward(60);
    const verified = await stage.call('GET', `/oauth2/v2.1/verify?access_token=${token}`);
    expect(verified.body).toMatchObject({ client_id: '1234567890', expires_in: 840 });
    stage.clock.forward(840);
    expect(await info(`Bearer ${token}`)).toBe(401);
    expect((await stage.call('GET', `/oauth2/v2.1/verify?access_token=${token}`)).status).toBe(400);
  });

  test('a short-lived token lives until it is revoked', async () => {
    const { body } = await form('/v2/oauth/accessToken', credentials);
    const token = body.access_token ?? '';
    stage.clock.forward(29 * 24 * 60 * 60);
    expect(await info(`Bearer ${token}`)).toBe(200);
    expect((await form('/v2/oauth/verify', { access_token: token })).body.expires_in).toBe(24 * 60 * 60);
    await form('/v2/oauth/revoke', { access_token: token });
    expect(await info(`Bearer ${token}`)).toBe(401);
  });

  test('wrong credentials are refused in the words of OAuth', async () => {
    expect(await form('/oauth2/v3/token', { ...credentials, client_secret: 'x' })).toEqual({
      status: 400,
      body: { error: 'invalid_client', error_description: 'invalid client_secret' },
    });
    expect(await form('/oauth2/v3/token', { ...credentials, client_id: '1' })).toMatchObject({
      body: { error: 'invalid_request' },
    });
  });

  test('an account link is finished with the token and a nonce, once', async () => {
    const { body } = await stage.call('POST', `/v2/bot/user/${SOMSRI}/linkToken`);
    await stage.somsri.linksAccount(body.linkToken as string, 'a-nonce-of-enough-length');
    expect(stage.lastEvent()).toMatchObject({
      type: 'accountLink',
      link: { result: 'ok', nonce: 'a-nonce-of-enough-length' },
    });
    await expect(stage.somsri.linksAccount(body.linkToken as string, 'again-again')).rejects.toThrow(
      'link token',
    );
  });
});
