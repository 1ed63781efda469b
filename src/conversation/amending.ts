import { anyOf } from '../core/spelling';
import { LOCALES, text } from '../core/texts';
import { toArabicDigits } from '../core/thai-digits';
import { tidy, wordsOf } from '../speech/typed';
import { readChangeOf, readChangeTo } from '../speech/words';
import type { AnyFlow, Conversation } from './flow';
import { withAnswer } from './walk';

/** A number with the word for what was counted. */
const COUNTED = /^\d[\d,.]*\s*(?<unit>\D+)$/u;

/**
 * "Not 45 people but 54", "make it 54 people": put right within the story, where what is wrong stands in it once,
 * so that nothing that was taken back goes out with it. `undefined`: it says nothing of the kind.
 */
export function amended(
  flow: AnyFlow,
  conversation: Conversation,
  typed: string,
): { conversation: Conversation; step: string } | undefined {
  const step = flow.takes?.text;
  const story = step === undefined ? undefined : conversation.answers[step];
  if (step === undefined || typeof story !== 'string') return undefined;
  const right = amendedStory(story, typed);
  if (right === undefined) return undefined;
  // The message that told it is still the one it comes from.
  return {
    step,
    conversation: withAnswer(flow, conversation, step, right, conversation.sources[step]?.[0]),
  };
}

/** The story with what `typed` says of it put right; `undefined`: it says nothing that stands in it once. */
export function amendedStory(story: string, typed: string): string | undefined {
  const change = changeIn(withoutParticles(tidy(typed)));
  const [place, ...others] = change === undefined ? [] : placesOf(change.wrong, story);
  if (change === undefined || place === undefined || others.length > 0) return undefined;
  return story.slice(0, place.from) + change.right + story.slice(place.to);
}

/** What stands in the story, as a pattern in Arabic digits, and what shall. */
interface Amendment {
  readonly wrong: RegExp;
  readonly right: string;
}

function changeIn(typed: string): Amendment | undefined {
  for (const not of wordsOf('listening.words.not')) {
    if (!typed.toLowerCase().startsWith(not)) continue;
    const rest = typed.slice(not.length).trim();
    for (const but of wordsOf('listening.words.but')) {
      const at = rest.toLowerCase().indexOf(but, 1);
      const [wrong, right] =
        at < 0 ? ['', ''] : [rest.slice(0, at).trim(), rest.slice(at + but.length).trim()];
      if (wrong !== '' && right !== '') return { wrong: loosely(wrong), right };
    }
  }
  return recounted(readChangeTo(typed) ?? readChangeOf(typed)?.to);
}

/** Only a count replaces another of the same things without being told which. */
function recounted(right: string | undefined): Amendment | undefined {
  const unit = COUNTED.exec(toArabicDigits(right ?? ''))?.groups?.unit?.trim();
  if (right === undefined || unit === undefined) return undefined;
  return { wrong: new RegExp(`(?<![\\d,.])\\d[\\d,.]*\\s*${anyOf([unit])}`, 'giu'), right };
}

/** The words whatever the blanks between them. */
function loosely(words: string): RegExp {
  const parts = (toArabicDigits(words).match(/\d[\d,.]*|[^\d\s]+/gu) ?? []).map((part) => anyOf([part]));
  return new RegExp(`(?<!\\d)${parts.join('\\s*')}(?!\\d)`, 'giu');
}

/** Thai digits are as long as Arabic ones: places in one are places in the other. */
function placesOf(wrong: RegExp, story: string): readonly { from: number; to: number }[] {
  return [...toArabicDigits(story).matchAll(wrong)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }));
}

function withoutParticles(typed: string): string {
  const particles = LOCALES.flatMap((locale) => text(locale, 'conversation.words.particles').split('|'));
  const ending = particles.find((each) => typed.toLowerCase().endsWith(each));
  return ending === undefined ? typed : typed.slice(0, -ending.length).trim();
}
