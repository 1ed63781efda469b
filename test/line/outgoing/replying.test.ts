import type { Faults } from '../../../simulator/contract';
import { silentLog } from '../../../src/core/log';
import type { LineMessage } from '../../../src/line/messages/render';
import type { Channel } from '../../../src/line/outgoing/channels';
import type { Gateway, GatewayParts } from '../../../src/line/outgoing/gateway';
import { createGateway } from '../../../src/line/outgoing/gateway';
import type { ReplyChance } from '../../../src/line/outgoing/replying';
import type { Stage } from '../../simulator/harness';
import { heardFrom, SECRET, setStage, TOKEN } from '../../simulator/harness';

const CHANNEL: Channel = { orgId: 'na-kok', channelSecret: SECRET, accessToken: TOKEN };
const hello: LineMessage[] = [{ type: 'text', text: 'สวัสดี' }];
const broken: LineMessage[] = [{ type: 'text', text: '' }];

describe('replies', () => {
  let stage: Stage;
  let gateway: Gateway;
  let pauses: number[];
  const gatewayWith = (more: Partial<GatewayParts> = {}) =>
    createGateway({
      apiBaseUrl: stage.origin,
      dataApiBaseUrl: stage.origin,
      timeoutMs: 5_000,
      log: silentLog,
      machineClock: stage.clock,
      wait: (ms) => {
        pauses.push(ms);
        stage.clock.forward(ms / 1_000);
        return Promise.resolve();
      },
      random: () => 1,
      ...more,
    });
  const trouble = (...faults: Partial<Faults['api'][number]>[]) =>
    stage.platform.setFaults({
      api: faults.map((fault) => ({ path: '/v2/bot/message/reply', kind: 'status', times: 1, ...fault })),
    });
  const heard = () => heardFrom(stage);
  const calls = () =>
    stage.platform.log.flatMap((entry) =>
      entry.kind === 'call' && entry.path === '/v2/bot/message/reply' ? [entry.status] : [],
    );
  /** What a message that has just come may be answered with. */
  const chance = async (more: Partial<ReplyChance> = {}): Promise<ReplyChance> => {
    await stage.somsri.says('สวัสดี');
    const token = String(stage.lastEvent().replyToken);
    return { token, receivedAt: stage.clock.now(), mayBeUsed: false, ...more };
  };

  beforeEach(async () => {
    stage = await setStage();
    pauses = [];
    gateway = gatewayWith();
  });
  afterEach(() => stage.close());

  test('arrive, and are known by their request', async () => {
    const outcome = await gateway.reply(CHANNEL, await chance(), hello);
    expect(outcome).toEqual({ kind: 'sent', requestId: expect.any(String) });
    expect(heard()).toMatchObject(hello);
  });

  test('with a used token are expired', async () => {
    const used = await chance();
    await gateway.reply(CHANNEL, used, hello);
    expect(await gateway.reply(CHANNEL, used, hello)).toMatchObject({ kind: 'expired' });
  });

  test('with a token older than a minute are expired', async () => {
    const old = await chance();
    stage.clock.forward(61);
    expect(await gateway.reply(CHANNEL, old, hello)).toMatchObject({ kind: 'expired' });
  });

  test('with a message LINE does not take are refused, and the token can be used for a better one', async () => {
    const first = await chance();
    expect(await gateway.reply(CHANNEL, first, broken)).toMatchObject({
      kind: 'refused',
      status: 400,
      problem: 'messages[0].text',
    });
    expect(await gateway.reply(CHANNEL, first, hello)).toMatchObject({ kind: 'sent' });
  });

  describe('that may be tried again', () => {
    test.each([
      ['an error of LINE', { status: 500 }],
      ['the rate limit', { status: 429 }],
      ['a cut connection', { kind: 'cut' as const }],
      ['a connection cut after it arrived', { kind: 'accept-then-cut' as const }],
    ])('arrive once in spite of %s', async (_what, fault) => {
      const given = await chance();
      trouble(fault, fault);
      expect(await gateway.reply(CHANNEL, given, hello)).toMatchObject({ kind: 'sent' });
      expect(heard()).toHaveLength(1);
    });

    test('arrive in spite of silence', async () => {
      const given = await chance();
      trouble({ kind: 'timeout' });
      expect(await gatewayWith({ timeoutMs: 50 }).reply(CHANNEL, given, hello)).toMatchObject({
        kind: 'sent',
      });
      expect(heard()).toHaveLength(1);
    });

    test('pause a little longer each time, and end while the token lives', async () => {
      const given = await chance();
      trouble({ status: 500, times: 100 });
      expect(await gateway.reply(CHANNEL, given, hello)).toMatchObject({ kind: 'later' });
      expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000]);
    });

    test('are not tried again when there is no time left', async () => {
      const given = await chance();
      trouble({ status: 429, times: 100 });
      stage.clock.forward(54.9);
      expect(await gateway.reply(CHANNEL, given, hello)).toEqual({ kind: 'paused', why: 'rate' });
      expect(calls()).toEqual([429]);
    });
  });

  describe('whose token does not work any more', () => {
    test('within its minute have arrived, if an earlier process may have sent them', async () => {
      const given = await chance();
      await gateway.reply(CHANNEL, given, hello);
      expect(await gateway.reply(CHANNEL, { ...given, mayBeUsed: true }, hello)).toMatchObject({
        kind: 'sent',
      });
      expect(heard()).toHaveLength(1);
    });

    test('after its minute may not have arrived', async () => {
      const given = await chance({ mayBeUsed: true });
      stage.clock.forward(61);
      expect(await gateway.reply(CHANNEL, given, hello)).toMatchObject({ kind: 'expired' });
    });

    test('have not arrived when the rate limit alone was in the way', async () => {
      const given = await chance();
      await gateway.reply(CHANNEL, given, hello);
      trouble({ status: 429 });
      expect(await gateway.reply(CHANNEL, given, hello)).toMatchObject({ kind: 'expired' });
    });
  });
});
