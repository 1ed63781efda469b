import { isJson, type Json, objectOf, textOf } from '../json';
import { linkify } from '../links';

/** LINE's own emoji are pictures on its servers; a sign stands for each. */
const EMOJI = '☺';

function withEmojis(message: Json, text: string): string {
  const emojis = Array.isArray(message.emojis) ? message.emojis.filter(isJson) : [];
  const letters = [...text.split('')];
  for (const { index } of emojis)
    if (typeof index === 'number' && letters[index] === '$') letters[index] = EMOJI;
  return letters.join('');
}

function substituted(message: Json, text: string): string {
  const values = objectOf(message, 'substitution') ?? {};
  return text.replace(/\{\{|\}\}|\{(\w{1,20})\}/g, (whole, key: string | undefined) => {
    if (key === undefined) return whole.charAt(0);
    const value = objectOf(values, key);
    if (value?.type === 'emoji') return EMOJI;
    return value?.type === 'mention' ? `@${key}` : whole;
  });
}

/** The words of a `text` or `textV2` message. */
export function wordsOf(message: Json): string {
  const text = textOf(message, 'text') ?? '';
  return message.type === 'textV2' ? substituted(message, text) : withEmojis(message, text);
}

/** A bubble of text with its web addresses as links. */
export function TextMessage({ message }: { message: Json }) {
  return (
    <p class="bubble words">
      {linkify(wordsOf(message), location.href).map(({ text, href }) =>
        href === undefined ? (
          text
        ) : (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {text}
          </a>
        ),
      )}
    </p>
  );
}
