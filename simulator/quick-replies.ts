import type { ChatItem } from './contract';
import { isJson } from './json';

/** How many quick replies a phone 390 pixels wide shows before one has to push the row aside. */
export const ON_SCREEN = 3;

/** The labels of a message's quick replies, in their order. */
export function quickReplyLabels(message: ChatItem['message']): string[] {
  const items = isJson(message.quickReply) ? message.quickReply.items : undefined;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => {
    const action = isJson(item) ? item.action : undefined;
    return isJson(action) && typeof action.label === 'string' ? [action.label] : [];
  });
}
