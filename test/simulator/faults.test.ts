import type { Faults } from '../../simulator/contract';
import { noFaults, readFaults } from '../../simulator/faults';
import type { Stage } from './harness';
import { setStage, SOMSRI, text } from './harness';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

describe('trouble on demand', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const push = () =>
    stage.call(
      'POST',
      '/v2/bot/message/push',
      { to: SOMSRI, messages: [text('a')] },
      { 'x-line-retry-key': KEY },
    );
  const trouble = (fault: Partial<Faults['api'][number]>) =>
    stage.platform.setFaults({ api: [{ path: '/v2/bot/message', kind: 'status', times: 1, ...fault }] });

  test('a status is answered as often as ordered, on its path only', async () => {
    trouble({ status: 503, message: 'busy', times: 2 });
    expect((await stage.call('GET', '/v2/bot/info')).status).toBe(200);
    expect(await push()).toMatchObject({ status: 503, body: { message: 'busy' } });
    expect((await push()).status).toBe(503);
    expect((await push()).status).toBe(200);
    expect(stage.somsri.chat.items).toHaveLength(1);
  });

  test('a cut connection means nothing was sent', async () => {
    trouble({ kind: 'cut' });
    await expect(push()).rejects.toThrow('fetch failed');
    expect(stage.somsri.chat.items).toHaveLength(0);
    expect(stage.platform.log.at(-1)).toMatchObject({ kind: 'call', status: 0 });
  });

  test('a connection cut after accepting means it was sent, and the retry tells so', async () => {
    trouble({ kind: 'accept-then-cut' });
    await expect(push()).rejects.toThrow('fetch failed');
    expect(stage.somsri.chat.items).toHaveLength(1);
    expect((await push()).status).toBe(409);
    expect(stage.somsri.chat.items).toHaveLength(1);
  });

  test('a call that hangs ends when the simulator closes', async () => {
    trouble({ kind: 'timeout' });
    const hanging = push();
    const ended = expect(hanging).rejects.toThrow('fetch failed');
    await stage.platform.whenIdle();
    await stage.close();
    await ended;
  });

  test('the page switches trouble on and off', async () => {
    const put = await stage.call('PUT', '/simulator/api/faults', {
      webhook: { copies: 2 },
      quotaExhausted: true,
    });
    expect(put.body).toMatchObject({ webhook: { copies: 2, shuffle: false }, quotaExhausted: true });
    expect((await stage.call('GET', '/simulator/api/faults')).body).toEqual(put.body);
    expect((await stage.call('POST', '/simulator/api/faults/reset')).body).toEqual(noFaults());
  });

  test.each([[null], ['x'], [[]], [{ api: 'x', webhook: [], contentPreparing: 'x', quotaExhausted: 1 }]])(
    'nonsense %j changes nothing',
    (nonsense) => {
      stage.platform.setFaults(readFaults(nonsense));
      expect(stage.platform.faults).toEqual(noFaults());
    },
  );
});
