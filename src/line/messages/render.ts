import type { messagingApi } from '@line/bot-sdk';
import type { Locale } from '../../core/texts';
import type { Control, Prompt } from '../../speech/prompt';
import { say } from '../../speech/wording';
import { quickReplyOf } from './actions';
import { bubbleOf, leftOver } from './bubble';
import { clip, presentable } from './clip';
import { LONGEST_TEXT, plainText } from './plain';

/** A message object as the bot sends it: a text, or a card as Flex. */
export type LineMessage = messagingApi.TextMessage | messagingApi.FlexMessage;

/** Message objects of one answer. Source: LINE, reply and push. */
const MOST_MESSAGES = 5;
/** UTF-16 units of `altText`. Source: LINE, Flex Message. */
const LONGEST_ALT_TEXT = 1_500;

/**
 * Prompts as LINE messages, within every limit whatever the prompts hold: at most five (what is beyond is
 * joined into the last), quick replies on the last one only, where alone LINE shows them.
 */
export function render(prompts: readonly Prompt[], locale: Locale): LineMessage[] {
  const drawn = prompts.map((prompt) => draw(prompt, locale));
  if (drawn.length <= MOST_MESSAGES) return finish(drawn, locale);
  const rest = prompts.slice(MOST_MESSAGES - 1);
  return finish([...drawn.slice(0, MOST_MESSAGES - 1), joined(rest, locale)], locale);
}

/** The same answer without cards, for when LINE has refused the other: every card's text, every button. */
export function renderPlain(prompts: readonly Prompt[], locale: Locale): LineMessage[] {
  const kept = prompts.slice(0, MOST_MESSAGES - 1).map((prompt) => joined([prompt], locale));
  const rest = prompts.slice(MOST_MESSAGES - 1);
  return finish(rest.length === 0 ? kept : [...kept, joined(rest, locale)], locale);
}

interface Drawn {
  readonly message: LineMessage;
  /** What is to be pressed and not drawn in the message itself. */
  readonly controls: readonly Control[];
}

function draw(prompt: Prompt, locale: Locale): Drawn {
  const { card, text, controls = [] } = prompt;
  const bubble = card === undefined ? undefined : bubbleOf(card, locale);
  if (card === undefined || bubble === undefined) return joined([prompt], locale);
  const altText = clip(presentable(say(text, locale)), LONGEST_ALT_TEXT, 'utf-16');
  return {
    message: { type: 'flex', altText, contents: bubble },
    controls: [...controls, ...leftOver(card)],
  };
}

function joined(prompts: readonly Prompt[], locale: Locale): Drawn {
  const texts = prompts.map((prompt) => plainText(prompt, locale)).join('\n\n');
  return {
    message: { type: 'text', text: clip(presentable(texts), LONGEST_TEXT, 'utf-16') },
    controls: prompts.flatMap(({ card, controls = [] }) => [
      ...controls,
      ...(card?.actions ?? []),
      ...(card?.rows ?? []).flatMap(({ action }) => action ?? []),
    ]),
  };
}

function finish(drawn: readonly Drawn[], locale: Locale): LineMessage[] {
  const last = drawn.at(-1);
  if (last === undefined) return [];
  const earlier = drawn.slice(0, -1);
  const controls = [...last.controls, ...earlier.flatMap((each) => each.controls)];
  return [...earlier.map((each) => each.message), { ...last.message, ...quickReplyOf(controls, locale) }];
}
