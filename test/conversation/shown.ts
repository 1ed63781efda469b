import type { Locale } from '../../src/core/texts';
import type { LineMessage } from '../../src/line/messages/render';
import { render, renderPlain } from '../../src/line/messages/render';
import type { Prompt } from '../../src/speech/prompt';
import { say } from '../../src/speech/wording';

/** What stays in Arabic digits: it is typed or dialled as it is. */
const AS_IT_IS: readonly RegExp[] = [
  /https?:\S+/g,
  /\d\d-\d{5}-\d/g,
  /0\d{1,2}-?\d{3}-?\d{3,4}/g,
  /โทร\. ?\d{4}|call \d{4}/g,
  /[A-Za-z]+-?\d+(?:-[A-Z]{3})?/g,
  /\d+\.\d{4,}/g,
];

/** Every text that LINE shows of these messages: bodies, cards, labels, notifications. */
function textsShown(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsShown);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' && ['text', 'altText', 'label', 'displayText'].includes(name)
      ? [each]
      : textsShown(each),
  );
}

/**
 * What is wrong with an answer as it is read: digits of two kinds, a secret where a notification shows it, a label that
 * ends inside a word. `own` is what people and codes brought: shown as it was typed.
 */
export function shownFaults(
  prompts: readonly Prompt[],
  locale: Locale,
  own: readonly string[] = [],
): readonly string[] {
  const messages = render(prompts, locale);
  return [
    ...textsShown(messages).flatMap((text) => digitFaults(text, locale, own)),
    ...secretFaults(prompts, messages, locale),
  ];
}

function digitFaults(text: string, locale: Locale, own: readonly string[]): readonly string[] {
  const longestFirst = [...own].sort((a, b) => b.length - a.length);
  const free = AS_IT_IS.reduce<string>((left, each) => left.replace(each, ''), text);
  const rest = longestFirst.reduce((left, each) => left.replaceAll(each, ''), free);
  const wrong = locale === 'th' ? /\d/ : /[\u0e50-\u0e59]/;
  return wrong.test(rest) ? [`digits of another kind (${locale}): ${text}`] : [];
}

function secretFaults(
  prompts: readonly Prompt[],
  messages: readonly LineMessage[],
  locale: Locale,
): readonly string[] {
  const rows = prompts.flatMap(({ card }) => card?.rows ?? []);
  const secrets = rows.flatMap(({ secret, value }) => (secret === true ? [say(value, locale)] : []));
  if (secrets.length === 0) return [];
  const all = [...messages, ...renderPlain(prompts, locale)];
  const previews = all.map((each) => (each.type === 'flex' ? each.altText : each.text)).join('\n');
  return secrets
    .filter((secret) => previews.includes(secret))
    .map((secret) => `the secret ${secret} stands in a notification`);
}
