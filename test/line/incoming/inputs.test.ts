import { isTextKey } from '../../../src/core/texts';
import type { EventMessage, KnownEvent } from '../../../src/line/incoming/events';
import { inputOf, isPickable } from '../../../src/line/incoming/inputs';

const userId = `U${'1'.repeat(32)}`;
const message = (one: EventMessage): KnownEvent => ({
  kind: 'message',
  userId,
  messageId: '42',
  message: one,
});
const postback = (data: string, more: { date?: string; menuSwitched?: boolean } = {}): KnownEvent => ({
  kind: 'postback',
  userId,
  data,
  menuSwitched: false,
  ...more,
});
const asked = { conversationId: 'c1', step: 'day' };

describe('what an event means', () => {
  test('is the text somebody wrote, with the message it came from', () => {
    expect(inputOf(message({ type: 'text', text: 'ถนนพัง' }))).toEqual({
      kind: 'text',
      text: 'ถนนพัง',
      source: '42',
    });
  });

  test('is the place somebody sent', () => {
    const place = { latitude: 14.9, longitude: 100.4, title: 'ตลาด' };
    expect(inputOf(message({ type: 'location', place }))).toEqual({ kind: 'place', place, source: '42' });
  });

  test('is a file to fetch first', () => {
    expect(inputOf(message({ type: 'image' }))).toEqual({
      kind: 'fetch',
      messageId: '42',
      mediaKind: 'image',
    });
    expect(inputOf(message({ type: 'file', fileName: 'รายงาน.pdf', fileSize: 9 }))).toEqual({
      kind: 'fetch',
      messageId: '42',
      mediaKind: 'file',
      fileName: 'รายงาน.pdf',
      fileSize: 9,
    });
  });

  test.each(['sticker', 'video', 'audio', 'other'] as const)(
    'of %s is explained in words that exist',
    (type) => {
      const input = inputOf(message({ type }));
      expect(input).toMatchObject({ kind: 'unusable' });
      expect(isTextKey((input as { problem: string }).problem)).toBe(true);
    },
  );

  test('is the button that was pressed', () => {
    expect(inputOf(postback('o=file-complaint'))).toEqual({ kind: 'open', name: 'file-complaint' });
    expect(inputOf(postback('c=c1&s=day&v=x'))).toEqual({ kind: 'choice', value: 'x', asked });
    expect(inputOf(postback('k=cancel'))).toEqual({ kind: 'command', command: 'cancel' });
  });

  test('is the day that was picked', () => {
    expect(inputOf(postback('c=c1&s=day&d=1', { date: '2026-02-15' }))).toEqual({
      kind: 'date',
      date: '2026-02-15',
      asked,
    });
  });

  test.each([undefined, '2026-02-30', 'tomorrow'])('of a picker without a day (%s) is explained', (date) => {
    expect(inputOf(postback('c=c1&s=day&d=1', date === undefined ? {} : { date }))).toMatchObject({
      problem: 'line.unusable.date',
    });
  });

  test('of a button nobody made is explained', () => {
    expect(inputOf(postback('action=buy&itemid=1'))).toMatchObject({ problem: 'line.unusable.button' });
  });

  test('of a switched menu tab, or of a friend, is nothing', () => {
    expect(inputOf(postback('tab', { menuSwitched: true }))).toBe('ignored');
    expect(inputOf({ kind: 'follow', userId })).toBe('ignored');
  });
});

describe('a day', () => {
  test.each(['2024-02-29', '1900-01-01', '2100-12-31'])('is %s', (day) => {
    expect(isPickable(day)).toBe(true);
  });

  test.each(['2025-02-29', '2026-13-01', '2026-1-1', '1899-12-31', '2101-01-01', '2569-02-15'])(
    'is not %s',
    (day) => {
      expect(isPickable(day)).toBe(false);
    },
  );
});
