import fc from 'fast-check';
import { destinationIn } from '../../../src/line/incoming/destination';

const BOT = `U${'8'.repeat(32)}`;
const of = (text: string): string | undefined => destinationIn(Buffer.from(text));

describe('the destination of a body', () => {
  test.each([
    ['as LINE writes it', `{"destination":"${BOT}","events":[]}`],
    ['after the events', `{"events":[{"type":"message"}],"destination":"${BOT}"}`],
    ['with spaces and lines', ` {\n "destination" :\t"${BOT}" }\n`],
    ['after words with quotes and brackets', `{"a":"\\"}]{\\\\","destination":"${BOT}"}`],
    ['in JSON that was cut off behind it', `{"destination":"${BOT}","events":[`],
  ])('is found %s', (_how, body) => {
    expect(of(body)).toBe(BOT);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'destination'],
    ['a list of words', `["destination","${BOT}"]`],
    ['a deeper one', `{"events":[{"destination":"${BOT}"}]}`],
    ['one in what somebody wrote', JSON.stringify({ text: `"destination":"${BOT}"` })],
    ['a value of that name', `{"x":"destination"}`],
    ['an object', '{"destination":{"$gt":""}}'],
    ['an empty one', '{"destination":""}'],
    ['an endless one', `{"destination":"${'U'.repeat(65)}"}`],
    ['one in escapes', '{"destination":"\\u0055"}'],
    ['a text that never ends', '{"destination":"U'.padEnd(100, 'x')],
    ['bytes that are no text', '\u0000\ufffd'],
  ])('is not found in %s', (_what, body) => {
    expect(of(body)).toBeUndefined();
  });

  test('is what parsing would give, wherever it stands, and nothing ever throws', () => {
    const others = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(others, others, (before, after) => {
        const body = { ...before, ...after, destination: BOT };
        expect(of(JSON.stringify(body))).toBe(BOT);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void destinationIn(Buffer.from(bytes))),
    );
  });

  test('takes one pass, however the body is built to make it take more', () => {
    const size = 256 * 1024;
    const begun = performance.now();
    for (const hostile of ['\\', '"', '\\"', '{', '{"', '"destination"', '"destination":'])
      of(`{${hostile.repeat(Math.floor(size / hostile.length))}`);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
