import pino from 'pino';

/** What a log line may hold: ids, counts, durations, codes. Never a name, a LINE id, a text or a photo. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined | Error>>;

/** One JSON line per event. `event` is dotted and stable: `ticket.opened`, `push.refused`. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const LINE_ID = /\b[UCR][0-9a-f]{32}\b/g;
const BEARER = /Bearer\s+\S+/g;

/**
 * A log that writes to standard output (or to `write`, for tests). As a second line of defence every
 * string is searched for LINE ids and tokens, and an error gives its code and stack, never its details.
 */
export function createLog(level: string, write?: (line: string) => void): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    write === undefined ? pino.destination({ dest: 1, sync: false }) : { write },
  );
  return wrap(logger);
}

/** A log that says nothing. */
export const silentLog: Log = wrap(pino({ level: 'silent' }));

function wrap(logger: pino.Logger): Log {
  const at =
    (level: keyof Log): Log['info'] =>
    (event, fields) => {
      // What nobody reads is not cleaned either: the calls of every turn are told on the lowest level.
      if (logger.isLevelEnabled(level)) logger[level](clean(fields), event);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function clean(fields: LogFields = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, cleanValue(value)]));
}

function cleanValue(value: LogFields[string]): unknown {
  if (value instanceof Error) {
    const code = 'code' in value ? String(value.code) : value.name;
    // A message may quote what a person wrote; the frames of the stack never do.
    const frames = (value.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
    return { code, stack: frames.slice(0, 8).join('\n') };
  }
  return typeof value === 'string'
    ? value.replace(LINE_ID, '[line-id]').replace(BEARER, 'Bearer [token]')
    : value;
}
