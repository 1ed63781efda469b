import type { Locale } from '../../src/core/texts';
import type { Prompt } from '../../src/speech/prompt';
import { say } from '../../src/speech/wording';

/** Every word of these prompts in order: titles, rows with their notes, footnotes and buttons below. */
export function readAll(prompts: readonly Prompt[], locale: Locale = 'th'): string {
  return prompts
    .flatMap(({ text, card }) => [
      text,
      card?.title,
      card?.subtitle,
      ...(card?.rows ?? []).flatMap((row) => [row.label, row.value, row.note]),
      card?.footnote,
      ...(card?.actions ?? []).map((action) => action.label),
    ])
    .flatMap((wording) => (wording === undefined ? [] : say(wording, locale)))
    .join('\n');
}
