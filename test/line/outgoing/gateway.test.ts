import type { Faults } from '../../../simulator/contract';
import { createLog, silentLog } from '../../../src/core/log';
import type { LineMessage } from '../../../src/line/messages/render';
import type { Channel } from '../../../src/line/outgoing/channels';
import type { Gateway, GatewayParts } from '../../../src/line/outgoing/gateway';
import { createGateway } from '../../../src/line/outgoing/gateway';
import type { Stage } from '../../simulator/harness';
import { BOT, heardFrom, NOBODY, SECRET, setStage, SOMSRI, TOKEN } from '../../simulator/harness';

const KEY = '123e4567-e89b-12d3-a456-426614174000';
const CHANNEL: Channel = { orgId: 'na-kok', channelSecret: SECRET, accessToken: TOKEN };
const TOKENLESS: Channel = { orgId: 'na-kok', channelSecret: SECRET, channelId: '1234567890' };
const hello: LineMessage[] = [{ type: 'text', text: 'สวัสดี' }];

describe('the gateway', () => {
  let stage: Stage;
  let gateway: Gateway;
  const gatewayWith = (more: Partial<GatewayParts> = {}) =>
    createGateway({
      apiBaseUrl: stage.origin,
      dataApiBaseUrl: stage.origin,
      timeoutMs: 5_000,
      log: silentLog,
      machineClock: stage.clock,
      ...more,
    });
  const trouble = (path: string, fault: Partial<Faults['api'][number]>) =>
    stage.platform.setFaults({ api: [{ path, kind: 'status', times: 1, ...fault }] });
  const heard = () => heardFrom(stage);
  const callsOf = (path: string) =>
    stage.platform.log.flatMap((entry) =>
      entry.kind === 'call' && entry.path === path ? [entry.status] : [],
    );

  beforeEach(async () => {
    stage = await setStage();
    gateway = gatewayWith();
  });
  afterEach(() => stage.close());

  describe('pushes', () => {
    test('arrive once, however often the same is pushed', async () => {
      expect(await gateway.push(CHANNEL, SOMSRI, hello, KEY)).toMatchObject({ kind: 'sent' });
      expect(await gateway.push(CHANNEL, SOMSRI, hello, KEY)).toMatchObject({ kind: 'sent' });
      expect(callsOf('/v2/bot/message/push')).toEqual([200, 409]);
      expect(heard()).toHaveLength(1);
    });

    test('that may have arrived are safe to repeat', async () => {
      trouble('/v2/bot/message/push', { kind: 'accept-then-cut' });
      expect(await gateway.push(CHANNEL, SOMSRI, hello, KEY)).toMatchObject({ kind: 'later' });
      expect(await gateway.push(CHANNEL, SOMSRI, hello, KEY)).toMatchObject({ kind: 'sent' });
      expect(heard()).toHaveLength(1);
    });

    test('to nobody are refused', async () => {
      expect(await gateway.push(CHANNEL, NOBODY, hello, KEY)).toMatchObject({ kind: 'refused', status: 400 });
    });

    test('to what is no user id never leave the house', async () => {
      expect(await gateway.push(CHANNEL, '../../v2/bot/info', hello, KEY)).toMatchObject({ kind: 'refused' });
      expect(callsOf('/v2/bot/message/push')).toEqual([]);
    });

    test('beyond the monthly limit wait for the quota', async () => {
      await stage.close();
      stage = await setStage({ monthlyQuota: 1 });
      gateway = gatewayWith();
      await gateway.push(CHANNEL, SOMSRI, hello, KEY);
      const second = KEY.replace('1', '2');
      expect(await gateway.push(CHANNEL, SOMSRI, hello, second)).toEqual({ kind: 'paused', why: 'quota' });
      expect(await gateway.quota(CHANNEL)).toEqual({ limit: 1, used: 1 });
    });

    test('know the used-up quota by its figures, whatever the words are', async () => {
      await stage.close();
      stage = await setStage({ monthlyQuota: 0 });
      gateway = gatewayWith();
      trouble('/v2/bot/message/push', { status: 429, message: 'Too many requests' });
      expect(await gateway.push(CHANNEL, SOMSRI, hello, KEY)).toEqual({ kind: 'paused', why: 'quota' });
    });

    test('over the rate limit wait a little', async () => {
      trouble('/v2/bot/message/push', { status: 429, message: 'The API rate limit has been exceeded.' });
      expect(await gateway.push(CHANNEL, SOMSRI, hello, KEY)).toEqual({ kind: 'paused', why: 'rate' });
    });

    test('wait for a repair when the token is wrong for good', async () => {
      const wrong = { ...CHANNEL, accessToken: 'wrong' };
      expect(await gateway.push(wrong, SOMSRI, hello, KEY)).toEqual({ kind: 'repair', problem: '401' });
      const nothing = { orgId: 'na-kok', channelSecret: SECRET };
      expect(await gateway.push(nothing, SOMSRI, hello, KEY)).toEqual({ kind: 'repair', problem: '401' });
    });
  });

  describe('tokens', () => {
    const issued = () => callsOf('/oauth2/v3/token').length;

    test('are issued once for all calls that wait, and held for thirteen minutes', async () => {
      await Promise.all([
        gateway.quota(TOKENLESS),
        gateway.botInfo(TOKENLESS),
        gateway.languageOf(TOKENLESS, SOMSRI),
      ]);
      stage.clock.forward(12 * 60);
      await gateway.botInfo(TOKENLESS);
      expect(issued()).toBe(1);
      stage.clock.forward(90);
      await gateway.botInfo(TOKENLESS);
      expect(issued()).toBe(2);
    });

    test('that LINE refuses are issued anew, once', async () => {
      await gateway.botInfo(TOKENLESS);
      trouble('/v2/bot/info', { status: 401 });
      await expect(gateway.botInfo(TOKENLESS)).resolves.toMatchObject({ userId: BOT });
      expect(issued()).toBe(2);
      trouble('/v2/bot/info', { status: 401, times: 5 });
      await expect(gateway.botInfo(TOKENLESS)).rejects.toMatchObject({ code: 'line-call-failed' });
    });

    test('are not issued for a wrong secret, which somebody has to mend', async () => {
      const wrong = { ...TOKENLESS, channelSecret: 'wrong' };
      expect(await gateway.push(wrong, SOMSRI, hello, KEY)).toEqual({ kind: 'repair', problem: '401' });
    });
  });

  test('knows the language of somebody, and nothing of nobody', async () => {
    expect(await gateway.languageOf(CHANNEL, SOMSRI)).toBe('th');
    expect(await gateway.languageOf(CHANNEL, NOBODY)).toBeUndefined();
  });

  test('refuses ids that could reach another endpoint', async () => {
    await expect(gateway.languageOf(CHANNEL, '../info')).rejects.toMatchObject({ code: 'line-id-malformed' });
    await expect(gateway.richMenus.setDefault(CHANNEL, '../x')).rejects.toMatchObject({
      code: 'line-id-malformed',
    });
  });

  test('logs endpoint, status and request, and neither people, texts nor tokens', async () => {
    const lines: string[] = [];
    const telling = gatewayWith({ log: createLog('debug', (line) => lines.push(line)) });
    await telling.push(CHANNEL, SOMSRI, hello, KEY);
    await telling.languageOf(CHANNEL, SOMSRI);
    const log = lines.join('');
    expect(log).toContain('POST /v2/bot/message/push');
    expect(log).toContain('GET /v2/bot/profile/{userId}');
    expect(log).toMatch(/"requestId":"[0-9a-f-]{36}"/);
    for (const secret of [SOMSRI, TOKEN, SECRET, 'สวัสดี', 'สมศรี']) expect(log).not.toContain(secret);
  });
});
