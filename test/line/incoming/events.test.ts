import fc from 'fast-check';
import { eventsToKeep, parseEvent, parseWebhookBody } from '../../../src/line/incoming/events';

const USER = `U${'1'.repeat(32)}`;
const event = (more: object) => ({
  type: 'message',
  mode: 'active',
  timestamp: 1_768_068_175_131,
  source: { type: 'user', userId: USER },
  webhookEventId: '01KEMH6NRRRZ7E5JC5QTA9YRZE',
  deliveryContext: { isRedelivery: false },
  replyToken: 'aa1d71468ceb40aa82c041fa149a0378',
  ...more,
});
const text = (words: string) => event({ message: { type: 'text', id: '595988571795226693', text: words } });
const buffer = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('a webhook body', () => {
  test('names its bot and keeps its events as they came', () => {
    const events = [text('สวัสดี'), { type: 'not invented yet' }];
    expect(parseWebhookBody(buffer({ destination: 'Ubot', events }))).toEqual({
      destination: 'Ubot',
      events,
    });
  });

  test('of the console\'s "Verify" has no events', () => {
    expect(parseWebhookBody(buffer({ destination: 'Ubot', events: [] }))).toEqual({
      destination: 'Ubot',
      events: [],
    });
  });

  test.each([
    ['{'],
    ['null'],
    ['[]'],
    ['{"events":[]}'],
    ['{"destination":1,"events":[]}'],
    ['{"destination":"U"}'],
  ])('is none when it reads %s', (body) => {
    expect(parseWebhookBody(Buffer.from(body))).toBeUndefined();
  });
});

describe('the events to keep', () => {
  test('carry what they are sorted and found by', () => {
    const one = text('สวัสดี');
    expect(eventsToKeep([one], 'na-kok')).toEqual([
      {
        id: one.webhookEventId,
        orgId: 'na-kok',
        userId: USER,
        timestamp: one.timestamp,
        event: one,
      },
    ]);
  });

  test.each([
    ['an unknown type', event({ type: 'membership' })],
    ['a group', event({ source: { type: 'group', groupId: `C${'1'.repeat(32)}`, userId: USER } })],
    ['no source', event({ source: undefined })],
    ['a user id that is none', event({ source: { type: 'user', userId: '../../info' } })],
    ['standby', event({ mode: 'standby' })],
    ['a dummy token', event({ replyToken: '0'.repeat(32) })],
    ['no id', { ...text('hello'), webhookEventId: undefined }],
    ['no object', 'hello'],
  ])('leave out what has %s', (_what, odd) => {
    expect(eventsToKeep([odd], 'na-kok')).toEqual([]);
  });
});

describe('an event', () => {
  test('keeps a text whole, and no more of an endless one than a phone can write', () => {
    expect(parseEvent(text('ก'.repeat(6_000)))).toMatchObject({ message: { text: 'ก'.repeat(6_000) } });
    expect(parseEvent(text('ก'.repeat(50_000)))).toMatchObject({ message: { text: 'ก'.repeat(10_000) } });
  });

  test('loses characters that no database keeps', () => {
    expect(parseEvent(text('a\0b\ud800c'))).toMatchObject({ message: { text: 'ab\ufffdc' } });
  });

  test('of a picture that another app keeps is nothing to fetch', () => {
    const message = {
      type: 'image',
      id: '1',
      contentProvider: { type: 'external', originalContentUrl: 'https://x.y' },
    };
    expect(parseEvent(event({ message }))).toMatchObject({ message: { type: 'other' } });
  });

  test.each([
    [{ latitude: 91, longitude: 0 }],
    [{ latitude: '15', longitude: 100 }],
    [{ latitude: null, longitude: null }],
  ])('of a place outside the earth is no place: %j', (where) => {
    const message = { type: 'location', id: '1', ...where };
    expect(parseEvent(event({ message }))).toMatchObject({ message: { type: 'other' } });
  });

  test('never makes the reader fail, whatever is where', () => {
    const odd = fc.record(
      {
        type: fc.oneof(fc.constantFrom('message', 'postback', 'unsend', 'follow'), fc.anything()),
        source: fc.oneof(fc.constant({ type: 'user', userId: USER }), fc.anything()),
        message: fc.oneof(
          fc.record({
            type: fc.constantFrom('text', 'image', 'file', 'location', 'sticker', 'novel'),
            id: fc.constantFrom('1', 1, undefined),
            text: fc.anything(),
            fileName: fc.anything(),
            fileSize: fc.anything(),
            latitude: fc.anything(),
            longitude: fc.anything(),
            contentProvider: fc.anything(),
          }),
          fc.anything(),
        ),
        postback: fc.oneof(fc.record({ data: fc.anything(), params: fc.anything() }), fc.anything()),
        unsend: fc.anything(),
        replyToken: fc.anything(),
        webhookEventId: fc.anything(),
        timestamp: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(odd, (one) => {
        expect(() => eventsToKeep([one], 'na-kok')).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
