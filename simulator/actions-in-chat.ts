import type { ChatItem, ChatState, Device } from './contract';
import type { Json } from './json';
import { isJson } from './json';
import { ON_SCREEN } from './quick-replies';

/** Something that can be tapped, with the words it can be found by. */
export interface Tappable {
  readonly action: Json & { type: string };
  readonly words: readonly string[];
}

const TYPES = new Set([
  'postback',
  'message',
  'uri',
  'datetimepicker',
  'clipboard',
  'camera',
  'cameraRoll',
  'location',
  'richmenuswitch',
]);

function isAction(value: unknown): value is Json & { type: string } {
  return isJson(value) && typeof value.type === 'string' && TYPES.has(value.type);
}

/** Every text a reader sees in a message, in the order of its JSON: Flex texts, template texts, button labels. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isJson(value)) return [];
  if (isAction(value) && value.type !== 'location') {
    return typeof value.label === 'string' ? [value.label] : [];
  }
  return Object.entries(value).flatMap(([name, each]) => {
    if (typeof each === 'string')
      return ['text', 'title', 'label', 'fileName', 'address'].includes(name) ? [each] : [];
    return textsIn(each);
  });
}

const ownWords = (action: Json): string[] =>
  [action.label, action.text, action.displayText].filter((each) => typeof each === 'string');

/** Everything in a value that can be tapped; a box or picture is found by the words it shows. */
function tappablesIn(value: unknown): Tappable[] {
  if (Array.isArray(value)) return value.flatMap(tappablesIn);
  if (!isJson(value)) return [];
  const found: Tappable[] = [];
  for (const name of ['action', 'defaultAction']) {
    const action = value[name];
    if (isAction(action)) found.push({ action, words: [...ownWords(action), ...textsIn(value)] });
  }
  const { actions } = value;
  if (Array.isArray(actions)) {
    found.push(...actions.filter(isAction).map((action) => ({ action, words: ownWords(action) })));
  }
  const rest = Object.entries(value).filter(
    ([name]) => !['action', 'defaultAction', 'actions'].includes(name),
  );
  // What is inside lies above what surrounds it.
  return [...rest.flatMap(([, each]) => tappablesIn(each)), ...found];
}

/** A message's quick replies, in their order. */
export function quickRepliesIn({ quickReply }: ChatItem['message']): Tappable[] {
  return tappablesIn(quickReply);
}

/** The labels of the quick replies that are shown now; `offScreen`: those one has to push the row aside for. */
export function quickRepliesOf(chat: ChatState): { labels: string[]; offScreen: string[] } {
  const labels = shownQuickReplies(chat).flatMap(({ words }) => words.slice(0, 1));
  return { labels, offScreen: labels.slice(ON_SCREEN) };
}

/** Those of the newest bubble alone are shown, if the bot said it. */
function shownQuickReplies({ items }: ChatState): Tappable[] {
  const last = items.at(-1);
  return last?.from === 'bot' ? quickRepliesIn(last.message) : [];
}

/** All that can be tapped now: quick replies first, then messages from the newest, then the menu. */
export function tappablesOf(chat: ChatState, device: Device = 'phone'): Tappable[] {
  const newestFirst = chat.items.filter((item) => item.from === 'bot').reverse();
  const messages = newestFirst.flatMap((item) => tappablesIn({ ...item.message, quickReply: undefined }));
  if (device === 'desktop') return messages;
  return [...shownQuickReplies(chat), ...messages, ...tappablesIn(chat.richMenu?.areas)];
}

/** The action a person would tap who was told these words; exact words win over partial ones. */
export function findAction(
  chat: ChatState,
  words: string,
  device: Device = 'phone',
): Tappable['action'] | undefined {
  const all = tappablesOf(chat, device);
  const exact = all.find((each) => each.words[0] === words) ?? all.find((each) => each.words.includes(words));
  return (exact ?? all.find((each) => each.words.some((word) => word.includes(words))))?.action;
}
