import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOT, png, setStage, SOMSRI, text } from './harness';

describe('the state on disk', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'simulator-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));

  test('chats, media, people and the use of the plan outlive a restart', async () => {
    const first = await setStage({}, { dataDir });
    const id = await first.somsri.sends({ kind: 'image', bytes: png(5, 5), name: 'a.png' });
    await first.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages: [text('ก')] });
    const newcomer = first.platform.addUser(BOT, { displayName: 'ใหม่' });
    const before = first.somsri.chat;
    await first.close();

    const second = await setStage({ displayName: 'ชื่อใหม่' }, { dataDir });
    expect(second.somsri.chat).toEqual(before);
    const image = await second.call('GET', `/v2/bot/message/${id}/content`);
    expect(image.headers.get('content-type')).toBe('image/png');
    const [account] = second.platform.state.channels;
    expect(account).toMatchObject({ displayName: 'ชื่อใหม่', used: 1 });
    expect(account?.users.map((user) => user.userId)).toContain(newcomer.userId);
    await second.somsri.says('ยังอยู่');
    expect(second.received).toHaveLength(1);
    await second.close();
  });

  test('is not written any more once the simulator is closed, whatever still ends', async () => {
    const stage = await setStage({}, { dataDir });
    await stage.close();
    rmSync(join(dataDir, 'simulator.json'));

    jest.useFakeTimers();
    try {
      stage.platform.addUser(BOT, { displayName: 'สาย' });
      jest.runAllTimers();
    } finally {
      jest.useRealTimers();
    }
    expect(existsSync(join(dataDir, 'simulator.json'))).toBe(false);
  });

  test('a broken file is a fresh start', async () => {
    writeFileSync(join(dataDir, 'simulator.json'), '{"version":1,"kept":');
    const stage = await setStage({}, { dataDir });
    expect(stage.somsri.chat.items).toEqual([]);
    await stage.close();
  });
});
