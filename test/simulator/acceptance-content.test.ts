import type { Stage } from './harness';
import { png, setStage } from './harness';

/** Case 23 of docs/line-platform.md §21. */
describe('case 23: content', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  test('is being prepared, then there, then gone with its message', async () => {
    stage.platform.setFaults({ contentPreparing: 1 });
    const id = await stage.somsri.sends({ kind: 'image', bytes: png(10, 10), name: 'a.png' });
    expect(stage.lastEvent().message).toMatchObject({ id, type: 'image', contentProvider: { type: 'line' } });
    const content = (path = '') => stage.call('GET', `/v2/bot/message/${id}/content${path}`);
    expect(await content()).toMatchObject({ status: 202, body: { text: '' } });
    const ready = await content();
    expect(ready.status).toBe(200);
    expect(ready.headers.get('content-type')).toBe('image/png');
    expect((await content('/preview')).status).toBe(200);
    expect((await content('/transcoding')).status).toBe(400);
    await stage.somsri.unsends(id);
    expect(stage.lastEvent()).toMatchObject({ type: 'unsend', unsend: { messageId: id } });
    expect(stage.lastEvent()).not.toHaveProperty('replyToken');
    expect((await content()).status).toBe(410);
    expect((await stage.call('GET', '/v2/bot/message/1/content')).status).toBe(404);
  });

  test('of a film has a transcoding state and a preview, a file has neither', async () => {
    stage.platform.setFaults({ contentPreparing: 1 });
    const film = await stage.somsri.sends({ kind: 'video', bytes: Buffer.from('film'), name: 'a.mp4' });
    const state = async (): Promise<unknown> =>
      (await stage.call('GET', `/v2/bot/message/${film}/content/transcoding`)).body.status;
    expect([await state(), await state()]).toEqual(['processing', 'succeeded']);
    expect((await stage.call('GET', `/v2/bot/message/${film}/content/preview`)).status).toBe(200);
    const file = await stage.somsri.sends({ kind: 'file', bytes: Buffer.from('%PDF-1.7'), name: 'แผน.pdf' });
    expect(stage.lastEvent().message).toMatchObject({ type: 'file', fileName: 'แผน.pdf', fileSize: 8 });
    expect((await stage.call('GET', `/v2/bot/message/${file}/content/preview`)).status).toBe(400);
  });

  test('of several photos comes as one event each, in disorder', async () => {
    await stage.somsri.sendsPhotos([png(1, 1), png(2, 2), png(3, 3)]);
    const sets = stage.received.map((each) => each.body.events[0].message.imageSet as { id: string });
    expect(sets).toMatchObject([{ index: 3 }, { index: 2 }, { index: 1 }]);
    expect(new Set(sets.map((set) => set.id)).size).toBe(1);
  });
});
