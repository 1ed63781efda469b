import { AppError } from '../../src/core/errors';
import { createLog, silentLog } from '../../src/core/log';

function recording(level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const log = createLog(level, (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  return { log, lines };
}

const lineId = `U${'0123456789abcdef'.repeat(2)}`;

describe('the log', () => {
  test('writes one JSON line per event with level, time and fields', () => {
    const { log, lines } = recording();

    log.info('outbox.sent', { outboxId: 'reminder:1', attempts: 2 });

    expect(lines).toEqual([
      { level: 30, time: expect.any(String), event: 'outbox.sent', outboxId: 'reminder:1', attempts: 2 },
    ]);
    expect(new Date(String(lines[0]?.time)).toISOString()).toBe(lines[0]?.time);
  });

  test('leaves out what is below its level', () => {
    const { log, lines } = recording('warn');

    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');

    expect(lines.map((line) => line.event)).toEqual(['c', 'd']);
  });

  test('hides LINE ids and tokens wherever they turn up', () => {
    const { log, lines } = recording();

    log.warn('push.refused', { from: `person ${lineId}`, problem: `Bearer abc.def ${lineId}` });

    expect(lines[0]).toMatchObject({ from: 'person [line-id]', problem: 'Bearer [token] [line-id]' });
  });

  test('tells an error by code and stack, never by its message or details', () => {
    const { log, lines } = recording();

    const error = new AppError('not-a-file', 'somebody wrote this\nand this', {
      details: { text: 'secret words' },
    });
    log.error('inbox.failed', { error });

    const written = JSON.stringify(lines[0]);
    expect(lines[0]?.error).toMatchObject({ code: 'not-a-file', stack: expect.stringContaining('log.test') });
    expect(written).not.toMatch(/somebody|and this|secret words/);
  });

  test('names errors of others by their class', () => {
    const { log, lines } = recording();

    log.error('inbox.failed', { error: new TypeError('x') });

    expect(lines[0]?.error).toMatchObject({ code: 'TypeError' });
  });

  test('is silent when it is told to be', () => {
    expect(() => silentLog.error('anything', { a: 1 })).not.toThrow();
  });
});
