import type { Log } from '../../../src/core/log';
import { createLog } from '../../../src/core/log';
import type { Channel } from '../../../src/line/outgoing/channels';
import type { Gateway } from '../../../src/line/outgoing/gateway';
import { createGateway } from '../../../src/line/outgoing/gateway';
import { createTypingSign } from '../../../src/line/outgoing/typing';
import type { Stage } from '../../simulator/harness';
import { NOBODY, SECRET, setStage, SOMSRI, text, TOKEN } from '../../simulator/harness';

const CHANNEL: Channel = { orgId: 'na-kok', channelSecret: SECRET, accessToken: TOKEN };
const LOADING = '/v2/bot/chat/loading/start';

describe('the loading animation', () => {
  let stage: Stage;
  let gateway: Gateway;
  let logged: string[];

  beforeEach(async () => {
    stage = await setStage();
    logged = [];
    const log: Log = createLog('info', (line) => void logged.push(line));
    gateway = createGateway({
      apiBaseUrl: stage.origin,
      dataApiBaseUrl: stage.origin,
      timeoutMs: 5_000,
      machineClock: stage.clock,
      log,
    });
  });
  afterEach(() => stage.close());

  const calls = () =>
    stage.platform.log.flatMap((entry) =>
      entry.kind === 'call' && entry.path === LOADING ? [entry.status] : [],
    );

  test('runs in the chat of one person until the bot speaks', async () => {
    await gateway.showLoading(CHANNEL, SOMSRI, 20);
    expect(stage.somsri.chat.loadingSeconds).toBe(20);

    await stage.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages: [text('เสร็จแล้ว')] });
    expect(stage.somsri.isBotThinking).toBe(false);
    expect(calls()).toEqual([202]);
  });

  test('is never asked for a group', async () => {
    await gateway.showLoading(CHANNEL, NOBODY.replace('U', 'C'), 20);
    expect(calls()).toEqual([]);
  });

  test.each(['status', 'cut'] as const)('fails (%s) without trouble, not even in the log', async (kind) => {
    stage.platform.setFaults({ api: [{ path: LOADING, kind, status: 429, times: 9 }] });
    await gateway.showLoading(CHANNEL, SOMSRI, 20);
    expect(stage.somsri.isBotThinking).toBe(false);
    expect(logged).toEqual([]);
  });
});

describe('the typing sign', () => {
  /** Pauses that end when the test says so. */
  function pauses() {
    const ends: (() => void)[] = [];
    const wait = (_ms: number, over: AbortSignal) =>
      new Promise<void>((end) => {
        ends.push(end);
        over.addEventListener('abort', () => end());
      });
    return { wait, end: () => ends.at(-1)?.() };
  }

  test('is not shown for what is done at once', async () => {
    const show = jest.fn(() => Promise.resolve());
    const sign = createTypingSign(show, pauses().wait);
    expect(await sign.during(() => Promise.resolve('done'))).toBe('done');
    await Promise.resolve();
    expect(show).not.toHaveBeenCalled();
  });

  test('is shown while work takes long, once in a turn, and before the answer', async () => {
    const order: string[] = [];
    const { wait, end } = pauses();
    const sign = createTypingSign(async () => {
      await new Promise(setImmediate);
      order.push('shown');
    }, wait);
    const long = () =>
      sign.during(async () => {
        end();
        await Promise.resolve();
        await Promise.resolve();
      });
    await long();
    order.push('answer');
    await long();
    expect(order).toEqual(['shown', 'answer']);
  });

  test('holds an answer up only a little when it hangs itself', async () => {
    const { wait, end } = pauses();
    const sign = createTypingSign(() => new Promise<void>(() => undefined), wait);
    const done = sign.during(async () => {
      end();
      await Promise.resolve();
      await Promise.resolve();
      return 'done';
    });
    await new Promise(setImmediate);
    end();
    expect(await done).toBe('done');
  });

  test('hides no failure of the work', async () => {
    const sign = createTypingSign(() => Promise.resolve(), pauses().wait);
    await expect(sign.during(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  });
});
