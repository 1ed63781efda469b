import type { messagingApi } from '@line/bot-sdk';
import type { Locale } from '../../core/texts';
import type { Card, Control, Prompt } from '../../speech/prompt';
import { say } from '../../speech/wording';
import { quickReplyOf } from './actions';
import { flexOf, leftOver } from './bubble';
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
  return answer(prompts, (prompt) => draw(prompt, locale), locale);
}

/** The same answer without cards, for when LINE has refused the other: every card's text, every button. */
export function renderPlain(prompts: readonly Prompt[], locale: Locale): LineMessage[] {
  return answer(prompts, (prompt) => plainly([prompt], locale), locale);
}

interface Drawn {
  readonly message: LineMessage;
  /** What is to be pressed and not drawn in the message itself. */
  readonly controls: readonly Control[];
}

function answer(
  prompts: readonly Prompt[],
  make: (prompt: Prompt) => readonly Drawn[],
  locale: Locale,
): LineMessage[] {
  const made = prompts.map(make);
  for (let alone = made.length; alone >= 0; alone--) {
    const rest = prompts.slice(alone);
    const drawn = [...made.slice(0, alone).flat(), ...(rest.length === 0 ? [] : plainly(rest, locale))];
    if (drawn.length <= MOST_MESSAGES || alone === 0) return finish(drawn.slice(0, MOST_MESSAGES), locale);
  }
  return [];
}

function draw(prompt: Prompt, locale: Locale): readonly Drawn[] {
  const { card, text, controls = [] } = prompt;
  const contents = card === undefined ? undefined : flexOf(card, locale);
  if (card === undefined || contents === undefined) return plainly([prompt], locale);
  const altText = clip(presentable(say(text, locale)), LONGEST_ALT_TEXT);
  return [
    {
      message: { type: 'flex', altText, contents },
      controls: [...controls, ...leftOver(card)],
    },
  ];
}

/** One text of all, behind it the smallest of cards for each secret that no text may show. */
function plainly(prompts: readonly Prompt[], locale: Locale): readonly Drawn[] {
  const texts = prompts.map((prompt) => plainText(prompt, locale)).join('\n\n');
  const controls = prompts.flatMap(({ card, controls: below = [] }) => [
    ...below,
    ...(card?.actions ?? []),
    ...(card?.rows ?? []).flatMap(({ action }) => action ?? []),
  ]);
  return [
    { message: { type: 'text', text: clip(presentable(texts), LONGEST_TEXT) }, controls },
    ...prompts.flatMap(({ card }) => (card === undefined ? [] : secretsOf(card, locale))),
  ];
}

function secretsOf({ kind, title, rows }: Card, locale: Locale): readonly Drawn[] {
  const secrets = rows.filter(({ secret }) => secret === true);
  const contents = secrets.length === 0 ? undefined : flexOf({ kind, title, rows: secrets }, locale);
  if (contents === undefined) return [];
  const altText = clip(presentable(say(title, locale)), LONGEST_ALT_TEXT);
  return [{ message: { type: 'flex', altText, contents }, controls: [] }];
}

function finish(drawn: readonly Drawn[], locale: Locale): LineMessage[] {
  const last = drawn.at(-1);
  if (last === undefined) return [];
  const earlier = drawn.slice(0, -1);
  const controls = [...last.controls, ...earlier.flatMap((each) => each.controls)];
  return [...earlier.map((each) => each.message), { ...last.message, ...quickReplyOf(controls, locale) }];
}
