import type { Prompt } from '../speech/prompt';
import { understand } from '../understanding/understand';
import type { Actor } from './actor';
import type { Drafts } from './drafts';
import type { Input } from './flow';

/** Whether somebody who is spoken to in Thai writes English, and was never asked whether that is right. */
export function writesEnglish(
  { locale }: Actor,
  { offeredEnglish }: Drafts,
  inputs: readonly Input[],
): boolean {
  if (locale === 'en' || offeredEnglish === true) return false;
  return inputs.some((input) => input.kind === 'text' && isEnglish(input.text));
}

/** Who asks for a language has it. */
function isEnglish(typed: string): boolean {
  const { language, intent } = understand(typed);
  return language === 'en' && intent !== 'language';
}

/** The answer with the offer before it and its button first below it. */
export function withOffer(prompts: readonly Prompt[], offer: Prompt): readonly Prompt[] {
  const last = prompts.at(-1);
  if (last === undefined) return [offer];
  const controls = [...(offer.controls ?? []), ...(last.controls ?? [])];
  return [{ text: offer.text }, ...prompts.slice(0, -1), { ...last, controls }];
}
