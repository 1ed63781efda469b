import { readCommand, readContinue, saysContinue } from '../speech/words';
import type { Actor } from './actor';
import type { Drafts } from './drafts';
import { currentOf } from './drafts';
import type { Field, Input } from './flow';
import type { Registry } from './registry';
import { REVIEW, stepOf } from './walk';

/** What somebody said, known before a file is fetched from where it lies. */
export type Arrived = Exclude<Input, { kind: 'file' }> | { readonly kind: 'file' };

/** See `Conversations.mayHaveMore`. */
export function mayHaveMore(
  registry: Registry,
  { drafts, messages }: { actor: Actor; drafts: Drafts; messages: readonly Arrived[] },
): boolean {
  const field = fieldAsked(registry, drafts);
  return messages.length > 0 && messages.every((message) => isPart(message, field, registry));
}

/** True for what people send in several messages: photos, a place beside a story, the sentences of it. */
function isPart(message: Arrived, field: Field<unknown> | 'review' | undefined, registry: Registry): boolean {
  switch (message.kind) {
    case 'file':
      return true;
    case 'place':
      return field === undefined || field === 'review' || !field.accepts.includes('place');
    case 'text':
      return (
        !isWord(message.text, registry) && (field === undefined || (field !== 'review' && isTold(field)))
      );
    default:
      return false;
  }
}

/** A word of the bot's own: it means the same wherever it is said, and is complete. */
function isWord(text: string, registry: Registry): boolean {
  return (
    saysContinue(text) ||
    readContinue(text) !== undefined ||
    readCommand(text) !== undefined ||
    registry.opener(text) !== undefined
  );
}

/** Answered by whatever people write, in as many sentences as they like. */
function isTold(field: Field<unknown>): boolean {
  return field.isOpenEnded === true || field.stayOpen !== undefined;
}

function fieldAsked(registry: Registry, drafts: Drafts): Field<unknown> | 'review' | undefined {
  const current = currentOf(drafts);
  const flow = current && registry.flow(current.flow);
  if (current === undefined || flow === undefined) return undefined;
  // Of another version of the flow: its person is told so first, whatever was said.
  return current.at === REVIEW || current.version !== flow.version
    ? 'review'
    : stepOf(flow, current.at).field;
}
