import type { Loose, Stage } from './harness';
import { BOT, png, setStage, SOMSRI, text } from './harness';

/** What people do within a second: several photos chosen at once, half sentences, a photo and a sentence. */
describe('several messages at once', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const photos = [png(1, 1), png(2, 2), png(3, 3)];
  const bodies = () => stage.received.map((each): Loose[] => each.body.events);
  const indexes = () =>
    bodies().map((events) => events.map((event) => event.message.imageSet?.index as number | undefined));
  const texts = () => bodies().map((events) => events.map((event) => event.message.text as string));

  test('photos chosen together are a message each, and name their set', async () => {
    const ids = await stage.somsri.sendsPhotos(photos);

    expect(indexes()).toEqual([[3], [2], [1]]);
    const sets = bodies()
      .flat()
      .map((event) => event.message.imageSet as { id: string; total: number });
    expect(new Set(sets.map(({ id }) => id)).size).toBe(1);
    expect(sets[0]).toMatchObject({ id: expect.stringMatching(/^[0-9A-F]{20}$/), total: 3 });
    // The chat shows them as they were chosen, whatever order they arrive in.
    expect(stage.somsri.chat.items.map(({ id }) => id)).toEqual(ids);
    expect(stage.somsri.chat.items.map(({ message }) => message.fileName)).toEqual([
      '1.jpg',
      '2.jpg',
      '3.jpg',
    ]);
  });

  test('old phones tell the set alone, and one photo is no set', async () => {
    await stage.somsri.sendsAtOnce([{ photos, numbered: false }]);
    const sets = bodies().flatMap((events) => events.map((event) => Object.keys(event.message.imageSet)));
    expect(sets).toEqual([['id'], ['id'], ['id']]);

    await stage.somsri.sendsPhotos([png(1, 1)]);
    expect(stage.lastEvent().message).not.toHaveProperty('imageSet');
  });

  test('the events arrive in any order, in one webhook or several', async () => {
    await stage.somsri.sendsPhotos(photos, { webhooks: 'one', order: 'sent' });
    await stage.somsri.sendsPhotos(photos, { webhooks: [1, 2], order: [1, 2, 0] });

    expect(indexes()).toEqual([[1, 2, 3], [2], [3, 1]]);
  });

  test('photos swap places among themselves only; each event has its own time, id and token', async () => {
    await stage.somsri.sendsAtOnce([
      { says: 'ไฟดับ' },
      { photos: photos.slice(0, 2) },
      { says: 'หน้าวัด' },
      { location: { latitude: 14.8, longitude: 100.6 } },
    ]);

    const events = bodies().flat();
    const told = ({ message }: Loose): unknown => message.text ?? message.imageSet?.index ?? message.type;
    expect(events.map(told)).toEqual(['ไฟดับ', 2, 1, 'หน้าวัด', 'location']);
    const times = events.map(({ timestamp }) => (timestamp as number) - stage.clock.now().getTime());
    expect(times).toEqual([0, 2, 1, 3, 4]);
    for (const name of ['webhookEventId', 'replyToken']) {
      expect(new Set(events.map((event) => event[name] as string)).size).toBe(5);
    }
  });

  test('its answer is what comes after all of it', async () => {
    stage.bot.answer = async ({ body }) => {
      const { replyToken, message } = body.events[0];
      const messages = [text(`ได้รับ ${String(message.text)}`)];
      if (message.text === 'ข') await stage.call('POST', '/v2/bot/message/reply', { replyToken, messages });
      return 200;
    };
    await stage.somsri.sendsAtOnce([{ says: 'ก' }, { says: 'ข' }]);

    expect((await stage.somsri.answer()).map(({ message }) => message.text)).toEqual(['ได้รับ ข']);
    expect(stage.somsri.chat.items.map(({ from }) => from)).toEqual(['user', 'user', 'bot']);
  });

  test.each([
    [[], {}],
    [[{ says: '' }], {}],
    [[{ says: 'ก' }], { order: [0, 1] }],
    [[{ says: 'ก' }, { says: 'ข' }], { webhooks: [1] }],
  ])('%j with %j is refused, and nothing of it was sent', async (messages, arrival) => {
    await expect(stage.somsri.sendsAtOnce(messages, arrival)).rejects.toThrow();
    expect(stage.somsri.chat.items).toEqual([]);
  });

  describe('over the page’s calls', () => {
    const api = (path: string, body: unknown, headers?: Record<string, string>) =>
      stage.call('POST', `/simulator/api${path}`, body, headers);
    const burst = (body: unknown) => api(`/chats/${BOT}/${SOMSRI}/burst`, body);
    const store = async (photo: Buffer): Promise<string> =>
      (await api('/media?kind=image&name=a.png', photo, { 'content-type': 'image/png' })).body
        .mediaId as string;

    test('files are stored first and sent together with everything else', async () => {
      const stored = await Promise.all(photos.map(store));
      const { status, body } = await burst({
        webhooks: 'one',
        messages: [
          { text: 'ดูนี่' },
          { photos: stored.slice(0, 2) },
          { file: { mediaId: stored[2], kind: 'file' } },
          { sticker: { packageId: '446', stickerId: '1988' } },
          { location: { latitude: 14.8, longitude: 100.6, title: 'วัด' } },
        ],
      });
      expect([status, body.messageIds.length]).toEqual([200, 6]);
      await stage.platform.whenIdle();

      const messages = stage.received[0]?.body.events.map((event): Loose => event.message);
      expect(messages?.map(({ type }) => type as string)).toEqual([
        'text',
        'image',
        'image',
        'file',
        'sticker',
        'location',
      ]);
      // Photos of a set arrive in any order, unless asked otherwise.
      expect(messages?.slice(1, 3).map(({ imageSet }) => imageSet.index as number)).toEqual(
        expect.arrayContaining([1, 2]),
      );
      const content = await stage.call('GET', `/v2/bot/message/${String(body.messageIds[1])}/content`);
      expect(content.status).toBe(200);
    });

    test('texts keep their order', async () => {
      await burst({ messages: [{ text: 'ก' }, { text: 'ข' }, { text: 'ค' }] });
      await stage.platform.whenIdle();
      expect(texts()).toEqual([['ก'], ['ข'], ['ค']]);
    });

    test.each([
      [{}],
      [{ messages: [] }],
      [{ messages: ['ก'] }],
      [{ messages: [{ dance: 1 }] }],
      [{ messages: [{ photos: ['none'] }] }],
      [{ messages: [{ file: { mediaId: 'a', kind: 'hologram' } }] }],
      [{ messages: [{ text: 'ก' }], webhooks: 'some' }],
      [{ messages: [{ text: 'ก' }], order: 'best' }],
      [{ messages: [{ text: 'ก' }], order: [1] }],
    ])('%j is refused with an explanation', async (body) => {
      const { status, body: answer } = await burst(body);
      expect({ status, message: typeof answer.message }).toEqual({ status: 400, message: 'string' });
    });
  });
});
