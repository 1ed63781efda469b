import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, heard } from '../helpers/talk';

const LOADING = '/v2/bot/chat/loading/start';

/** Whoever waits for more than a moment sees that the bot is at work. */
describe('the typing sign', () => {
  let app: TestApp;
  let phone: Phone;
  let seen: number;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    app.simulator.platform.resetFaults();
    phone = app.stranger('na-kok');
    seen = app.simulator.platform.log.length;
  });

  const photo = (): Promise<Buffer> =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: '#777777' } })
      .jpeg()
      .toBuffer();
  const calls = (): string[] =>
    app.simulator.platform.log
      .slice(seen)
      .flatMap((entry) =>
        entry.kind === 'call' && [LOADING, REPLY].includes(entry.path) ? [entry.path] : [],
      );
  const answered = async (): Promise<string> => {
    const words = heard(await phone.answer({ timeoutMs: 20_000 }));
    await app.container.line.dispatcher.idle();
    return words;
  };

  test('is shown once while photos are long in coming, and goes with the answer', async () => {
    // LINE is not ready twice: half a second, then a whole one.
    app.simulator.platform.setFaults({ contentPreparing: 2 });
    await phone.sendsPhotos([await photo(), await photo(), await photo()], { webhooks: 'one' });
    await app.simulator.platform.waitFor(() => phone.isBotThinking, { what: 'the typing sign' });

    await answered();
    expect(phone.isBotThinking).toBe(false);
    expect(calls().filter((path) => path === LOADING)).toHaveLength(1);
    expect(calls()[0]).toBe(LOADING);
  });

  test('is not shown for words, which are answered at once', async () => {
    await phone.says('สวัสดี');
    await answered();
    expect(calls()).not.toContain(LOADING);
  });

  test('fails without trouble for anybody', async () => {
    app.simulator.platform.setFaults({
      contentPreparing: 2,
      api: [{ path: LOADING, kind: 'status', status: 429, times: 9 }],
    });
    await phone.sends({ kind: 'image', bytes: await photo(), name: 'a.jpg' });
    expect(await answered()).not.toBe('');
    expect(calls()).toContain(LOADING);
    await expectWellAndIdle(app);
  });
});

const REPLY = '/v2/bot/message/reply';
