import type { Json } from '../json';
import { isJson } from '../json';
import { codePoints } from './values';

const LABEL = 20;
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

function warnAboutObject(value: Json, warn: (warning: string) => void): void {
  const { label, type } = value;
  if (
    typeof label === 'string' &&
    codePoints(label) > LABEL &&
    [...graphemes.segment(label)].length <= LABEL
  ) {
    warn('label: at most 20 characters to the eye, but more as LINE counts');
  }
  if (typeof value.uri === 'string' && value.uri.toLowerCase().startsWith('line://'))
    warn('uri: line:// is deprecated');
  if (value.size === 'deca' || value.size === 'hecto') warn('size: older phones show deca and hecto as kilo');
  if (type === 'carousel' && Array.isArray(value.contents) && value.contents.length === 1) {
    warn('carousel: a single bubble needs no carousel');
  }
  const offsets = ['offsetTop', 'offsetBottom', 'offsetStart', 'offsetEnd'];
  if (value.position === 'absolute' && offsets.every((offset) => value[offset] === undefined)) {
    warn('position: absolute without an offset');
  }
}

function walk(value: unknown, warn: (warning: string) => void): void {
  if (isJson(value)) warnAboutObject(value, warn);
  if (typeof value === 'object' && value !== null) Object.values(value).forEach((each) => walk(each, warn));
}

/** Notes about messages that LINE accepts but that are likely to disappoint on a phone (line-platform.md §18.2). */
export function warnAbout(messages: unknown): string[] {
  const warnings = new Set<string>();
  const warn = (warning: string) => void warnings.add(warning);
  walk(messages, warn);
  const withQuickReply = Array.isArray(messages)
    ? messages.slice(0, -1).some((message) => isJson(message) && message.quickReply !== undefined)
    : false;
  if (withQuickReply) warn('quickReply: only that of the last message is shown');
  return [...warnings];
}
