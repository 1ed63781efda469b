import type { Control, Prompt, Wording } from '../../src/conversation/prompt';
import { text } from '../../src/core/texts';
import type { Locale } from '../../src/core/texts';

/** A wording as it is read in this language. */
export function said(wording: Wording | undefined, locale: Locale = 'th'): string {
  if (wording === undefined) return '';
  return 'literal' in wording ? wording.literal : text(locale, wording.key, wording.params);
}

/** Everything a person reads in these prompts, in order. */
export function readAloud(prompts: readonly Prompt[], locale: Locale = 'th'): string {
  return prompts
    .flatMap(({ text: opening, card }) => [
      opening,
      card?.title,
      card?.subtitle,
      ...(card?.rows ?? []).flatMap((row) => [row.label, row.value, row.note]),
      card?.footnote,
      ...(card?.actions ?? []).map((action) => labelOf(action)),
    ])
    .map((wording) => said(wording, locale))
    .filter((line) => line !== '')
    .join('\n');
}

/** All buttons of these prompts, wherever they stand. */
export function buttonsOf(prompts: readonly Prompt[]): Control[] {
  return prompts.flatMap(({ card, controls }) => [
    ...(card?.rows ?? []).flatMap((row) => row.action ?? []),
    ...(card?.actions ?? []),
    ...(controls ?? []),
  ]);
}

export function labelOf(control: Control): Wording {
  return control.label;
}
