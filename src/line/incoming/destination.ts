/** Longer than any user id LINE has; what is longer is no destination. */
const LONGEST = 64;

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const KEY = Buffer.from('destination');
const OPENS: ReadonlySet<number | undefined> = new Set([0x5b, 0x7b]);
const CLOSES: ReadonlySet<number | undefined> = new Set([0x5d, 0x7d]);
const SPACES: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The bot a webhook's body says it is for, picked from the raw bytes in one pass and without parsing: it
 * only chooses the secret to check the signature with, and strangers get no JSON parsed. `undefined` for
 * whatever names none on its top level. Never throws. What it gives is not to be trusted.
 */
export function destinationIn(body: Buffer): string | undefined {
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (OPENS.has(byte)) depth += 1;
    else if (CLOSES.has(byte)) depth -= 1;
    if (byte !== QUOTE) continue;
    const end = endOfString(body, at);
    const value = depth === 1 && isKey(body, at, end) ? valueAfter(body, end) : undefined;
    if (value !== undefined) return readable(body.subarray(value + 1, endOfString(body, value)));
    at = end;
  }
  return undefined;
}

/** Where the string that begins at `start` has its closing quote; the end of the body if it has none. */
function endOfString(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at;
  }
  return body.length;
}

function isKey(body: Buffer, start: number, end: number): boolean {
  return end - start - 1 === KEY.length && body.compare(KEY, 0, KEY.length, start + 1, end) === 0;
}

/** Where the text begins that a key names; `undefined` when it names something else, or is no key. */
function valueAfter(body: Buffer, endOfKey: number): number | undefined {
  const colon = afterSpaces(body, endOfKey + 1);
  if (body[colon] !== COLON) return undefined;
  const value = afterSpaces(body, colon + 1);
  return body[value] === QUOTE ? value : undefined;
}

function afterSpaces(body: Buffer, from: number): number {
  let at = from;
  while (SPACES.has(body[at])) at += 1;
  return at;
}

function readable(value: Buffer): string | undefined {
  if (value.length === 0 || value.length > LONGEST) return undefined;
  const text = value.toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) && !text.includes('\\') ? text : undefined;
}
