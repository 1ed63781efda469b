import { present } from '../core/present';
import type { Drafts } from './drafts';
import type { Conversation } from './flow';

/** Drafts as they come back from JSON, with their moments as such. */
export function fromStored({ open, cancelled, ...rest }: Drafts): Drafts {
  return { ...rest, open: open.map(withDates), ...present({ cancelled: cancelled?.map(withDates) }) };
}

/** Ids of the files that drafts name, open or to be brought back: as long as they do, these files are kept. */
export function filesNamedIn({ open, cancelled = [] }: Drafts, now: Date): readonly string[] {
  const lasting = cancelled.filter(({ expiresAt }) => expiresAt > now);
  return [...open, ...lasting].flatMap(({ answers, beside }) => fileIdsIn([answers, beside]));
}

function withDates(conversation: Conversation): Conversation {
  const { startedAt, expiresAt } = conversation;
  return { ...conversation, startedAt: new Date(startedAt), expiresAt: new Date(expiresAt) };
}

/** Ids of the files that answers name. */
export function fileIdsIn(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const own = 'fileId' in answer && typeof answer.fileId === 'string' ? [answer.fileId] : [];
  return [...own, ...Object.values(answer).flatMap(fileIdsIn)];
}
