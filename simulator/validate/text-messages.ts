import { isJson } from '../json';
import type { Fields } from './fields';
import type { Findings } from './report';
import { INVALID } from './values';

const MAX_EMOJIS = 20;
const MAX_KEYS = 100;
const KEY = /^[a-zA-Z0-9_]{1,20}$/;

/** Checks `emojis` of a text message: each points at a `$` (line-platform.md §4). */
export function checkEmojis(fields: Fields): void {
  const { owner, findings } = fields;
  const { emojis, text } = owner;
  if (emojis === undefined || emojis === null) return;
  if (!Array.isArray(emojis)) {
    findings.addWrongType(fields.at('emojis'));
    return;
  }
  if (emojis.length > MAX_EMOJIS) {
    findings.add(fields.at('emojis'), `Size must be between 0 and ${MAX_EMOJIS}`);
  }
  emojis.forEach((emoji: unknown, index) => {
    const at = fields.at('emojis', index);
    const isWhole = isJson(emoji) && typeof emoji.productId === 'string' && typeof emoji.emojiId === 'string';
    if (!isWhole) findings.add(at, 'May not be empty');
    else if (typeof emoji.index !== 'number' || typeof text !== 'string' || text[emoji.index] !== '$') {
      findings.add([...at, 'index'], 'must point at a dollar sign');
    }
  });
}

/** The keys in braces of a textV2; `undefined`: a brace is not closed. */
function keysOf(text: string): string[] | undefined {
  const bare = text.replaceAll('{{', '').replaceAll('}}', '');
  const keys = [...bare.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  return /[{}]/.test(bare.replaceAll(/\{[^{}]*\}/g, '')) ? undefined : keys;
}

function isSubstitution(value: unknown): boolean {
  if (!isJson(value)) return false;
  if (value.type === 'emoji') return typeof value.productId === 'string' && typeof value.emojiId === 'string';
  return value.type === 'mention' && isJson(value.mentionee);
}

function checkKeys(findings: Findings, keys: readonly string[], substitution: unknown): void {
  for (const key of keys) {
    if (!KEY.test(key)) {
      findings.add(
        ['text'],
        `The key '${key}' enclosed in '{}' does not match the pattern '^[a-zA-Z0-9_]{1,20}$'.`,
      );
    } else if (!isJson(substitution) || !Object.hasOwn(substitution, key)) {
      findings.add(['text'], `The key '${key}' is not in the substitution.`);
    }
  }
}

/** Checks braces and substitution of a textV2 message; findings belong to the inner layer. */
export function checkSubstitution(findings: Findings, message: Readonly<Record<string, unknown>>): void {
  const { text, substitution } = message;
  if (typeof text !== 'string') return;
  const keys = keysOf(text);
  if (keys === undefined) findings.add(['text'], 'The braces in the text are not closed.');
  checkKeys(findings, keys ?? [], substitution);
  if (substitution === undefined || substitution === null) return;
  if (!isJson(substitution) || Object.keys(substitution).length > MAX_KEYS) {
    findings.add(['substitution'], INVALID);
    return;
  }
  for (const [key, value] of Object.entries(substitution)) {
    const fits = keys?.includes(key) === true && isSubstitution(value);
    if (!fits) findings.add(['substitution', key], INVALID);
  }
}
