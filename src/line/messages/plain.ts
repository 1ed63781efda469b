import type { Locale } from '../../core/texts';
import type { Card, Prompt, Wording } from '../../speech/prompt';
import { say } from '../../speech/wording';
import { clip, greatestThat, presentable } from './clip';

/** UTF-16 units of a text message. Source: LINE, text message. */
export const LONGEST_TEXT = 5_000;
const SHORTEST_ROW = 8;

/**
 * A prompt without its frame: a card becomes lines, and every row stays named as long as there is room. Secrets
 * are left out: a notification shows texts.
 */
export function plainText({ text, card }: Prompt, locale: Locale): string {
  if (card === undefined) return clip(presentable(say(text, locale)), LONGEST_TEXT);
  const write = (limit: number) => linesOf(card, locale, limit).join('\n');
  const limit = greatestThat((each) => write(each).length <= LONGEST_TEXT, SHORTEST_ROW, LONGEST_TEXT);
  return clip(write(limit ?? SHORTEST_ROW), LONGEST_TEXT);
}

function linesOf({ title, subtitle, rows, footnote }: Card, locale: Locale, limit: number): string[] {
  const shown = (wording: Wording) => clip(presentable(say(wording, locale)), limit);
  const open = rows.filter(({ secret }) => secret !== true);
  const lines = open.map(({ label, value, note }) => {
    const head = label === undefined ? '' : `${shown(label)}: `;
    return `• ${head}${shown(value)}${note === undefined ? '' : ` (${shown(note)})`}`;
  });
  return [
    shown(title),
    ...(subtitle === undefined ? [] : [shown(subtitle)]),
    ...(lines.length === 0 ? [] : ['', ...lines]),
    ...(footnote === undefined ? [] : ['', shown(footnote)]),
  ];
}
