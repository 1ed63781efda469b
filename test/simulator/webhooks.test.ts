import { createHmac } from 'node:crypto';
import type { LogEntry } from '../../simulator/contract';
import { signature } from '../../simulator/webhooks';
import type { Received, Stage } from './harness';
import { BOT, SECRET, setStage, SOMCHAI, SOMSRI } from './harness';

/** The platform's side of case 26 of docs/line-platform.md §21: what a bot has to bear. */
describe('webhooks', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const said = () =>
    stage.received.map((each) => each.body.events.map((event) => event.message.text as string));
  const isSigned = ({ raw, headers }: Received) =>
    headers['x-line-signature'] === createHmac('sha256', SECRET).update(raw).digest('base64');
  const outcomes = () =>
    stage.platform.log
      .filter((entry): entry is Extract<LogEntry, { kind: 'webhook' }> => entry.kind === 'webhook')
      .map((entry) => entry.status);

  test('the signature is that of the platform’s own example', () => {
    const body = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
    expect(signature(SECRET, body)).toBe('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=');
  });

  test('a wrong signature is sent on demand', async () => {
    await stage.somsri.says('a');
    stage.platform.setFaults({ webhook: { wrongSignature: true } });
    await stage.somsri.says('b');
    stage.platform.resetFaults();
    await stage.somsri.says('c');
    expect(stage.received.map(isSigned)).toEqual([true, false, true]);
  });

  test('copies are the same to the byte', async () => {
    stage.platform.setFaults({ webhook: { copies: 3 } });
    await stage.somsri.says('a');
    expect(stage.received).toHaveLength(3);
    expect(new Set(stage.received.map((each) => each.raw.toString())).size).toBe(1);
  });

  test('what is not answered by a 2xx comes again, until it is', async () => {
    stage.platform.setFaults({ webhook: { redeliverAfterMs: [1, 1, 1] } });
    stage.bot.answer = () => (stage.received.length < 3 ? 500 : 200);
    await stage.somsri.says('a');
    await stage.platform.whenIdle();
    const events = stage.received.map((each) => each.body.events[0] as { webhookEventId: string });
    const again = { deliveryContext: { isRedelivery: true } };
    expect(events).toMatchObject([{ deliveryContext: { isRedelivery: false } }, again, again]);
    expect(new Set(events.map((event) => event.webhookEventId)).size).toBe(1);
    expect(outcomes()).toEqual([500, 500, 200]);
    expect(stage.received.every(isSigned)).toBe(true);
  });

  test('a bot that takes too long is a time-out, one that is away a failed connection', async () => {
    await stage.close();
    stage = await setStage({}, { limits: { webhookTimeoutMs: 300 } });
    const answers: ((status: number) => void)[] = [];
    stage.bot.answer = () => new Promise((resolve) => answers.push(resolve));
    await stage.somsri.says('a');
    for (const answer of answers) answer(200);
    await stage.call('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: 'http://127.0.0.1:1/webhook' });
    await stage.somsri.says('b');
    expect(outcomes()).toEqual(['request_timeout', 'could_not_connect']);
  });

  test('events of one chat arrive in their order', async () => {
    await Promise.all(['a', 'b', 'c'].map((words) => stage.somsri.says(words)));
    expect(said()).toEqual([['a'], ['b'], ['c']]);
  });

  test('shuffled events arrive in another order', async () => {
    stage.platform.setFaults({ webhook: { shuffle: true } });
    await Promise.all(['a', 'b', 'c'].map((words) => stage.somsri.says(words)));
    expect(said()).toEqual([['c'], ['b'], ['a']]);
  });

  test('one body may hold events of several users', async () => {
    await stage.platform.together(async () => {
      await stage.somsri.says('a');
      await stage.platform.phone(BOT, SOMCHAI).says('b');
    });
    expect(said()).toEqual([['a', 'b']]);
    const users = stage.received[0]?.body.events.map((event) => event.source.userId as string);
    expect(users).toEqual([SOMSRI, SOMCHAI]);
  });

  test('hand-made events keep what they say and get what they lack', async () => {
    await stage.somsri.causes({ type: 'somethingNew', detail: { a: 1 } });
    expect(stage.lastEvent()).toMatchObject({ type: 'somethingNew', detail: { a: 1 }, mode: 'active' });
    expect(stage.lastEvent()).not.toHaveProperty('replyToken');
    await stage.somsri.causes({ type: 'message', message: { type: 'hologram', id: '1' }, mode: 'standby' });
    expect(stage.lastEvent()).toMatchObject({ mode: 'standby', message: { type: 'hologram' } });
    expect(stage.lastEvent()).not.toHaveProperty('replyToken');
    await stage.somsri.causes({ type: 'follow', webhookEventId: '01KEMH6NRRRZ7E5JC5QTA9YRZE', timestamp: 1 });
    expect(stage.lastEvent()).toMatchObject({ webhookEventId: '01KEMH6NRRRZ7E5JC5QTA9YRZE', timestamp: 1 });
    expect(stage.lastEvent().replyToken).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the endpoint can be asked for, set and tried', async () => {
    const endpoint = '/v2/bot/channel/webhook/endpoint';
    const trial = (body?: unknown) => stage.call('POST', '/v2/bot/channel/webhook/test', body);
    expect((await trial()).body).toMatchObject({ success: true, statusCode: 200, reason: 'OK' });
    expect(stage.received[0]?.body).toEqual({ destination: BOT, events: [] });
    stage.bot.answer = () => 500;
    expect((await trial({})).body).toMatchObject({
      success: false,
      statusCode: 500,
      reason: 'ERROR_STATUS_CODE',
    });
    expect((await trial({ endpoint: 'http://127.0.0.1:1/' })).body).toMatchObject({
      reason: 'COULD_NOT_CONNECT',
    });
    expect((await stage.call('PUT', endpoint, { endpoint: 'http://example.com/' })).body).toEqual({
      message: 'Invalid webhook endpoint URL',
    });
    expect((await stage.call('PUT', endpoint, { endpoint: 'https://example.com/webhook' })).status).toBe(200);
    expect((await stage.call('GET', endpoint)).body).toEqual({
      endpoint: 'https://example.com/webhook',
      active: true,
    });
  });
});
