import { readCommand, readContinue, saysContinue } from '../speech/words';
import type { Intent } from '../understanding/intents';
import { understand } from '../understanding/understand';
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
  { actor, drafts, messages }: { actor: Actor; drafts: Drafts; messages: readonly Arrived[] },
): boolean {
  const asked = stepAsked(registry, drafts);
  return messages.length > 0 && messages.every((message) => isPart(message, asked, { actor, registry }));
}

/** The question that is open, and whether stories are told to it. */
type Question = { readonly field: Field<unknown>; readonly isStory: boolean } | 'review';

/** Whose words open what. */
interface Words {
  readonly actor: Actor;
  readonly registry: Registry;
}

/** True for what people send in several messages: photos, a place beside a story, the sentences of it. */
function isPart(message: Arrived, asked: Question | undefined, words: Words): boolean {
  switch (message.kind) {
    case 'file':
      return true;
    case 'place':
      return asked === undefined || asked === 'review' || !asked.field.accepts.includes('place');
    case 'text':
      return (
        !isWord(message.text, words) &&
        !isComplete(message.text) &&
        (asked === undefined || (asked !== 'review' && isTold(asked)))
      );
    default:
      return false;
  }
}

/** A word of the bot's own: it means the same wherever it is said, and is complete. */
export function isWord(text: string, { actor, registry }: Words): boolean {
  return (
    saysContinue(text) ||
    readContinue(text) !== undefined ||
    readCommand(text) !== undefined ||
    registry.opener(text, actor) !== undefined
  );
}

/** What somebody wants and says in one message. */
const COMPLETE: readonly Intent[] = [
  'greeting',
  'thanks',
  'question',
  'lookup',
  'human',
  'erase',
  'language',
];
/** What is clearly nothing else besides. */
const CLEAR = 0.7;

/** A greeting, thanks, a whole question: it is answered at once. */
function isComplete(text: string): boolean {
  const { intent, sure, confidence } = understand(text);
  return sure && confidence >= CLEAR && COMPLETE.includes(intent);
}

/** Answered by whatever people write, in as many sentences as they like. */
function isTold({ field, isStory }: Exclude<Question, 'review'>): boolean {
  return isStory || field.stayOpen !== undefined;
}

function stepAsked(registry: Registry, drafts: Drafts): Question | undefined {
  const current = currentOf(drafts);
  const flow = current && registry.flow(current.flow);
  if (current === undefined || flow === undefined) return undefined;
  // Of another version of the flow: its person is told so first, whatever was said.
  if (current.at === REVIEW || current.version !== flow.version) return 'review';
  const { field } = stepOf(flow, current.at);
  const { text } = flow.takes ?? {};
  // A name or a place is one message; a story is several.
  const isStory = text === undefined ? field.isOpenEnded === true : text === current.at;
  return { field, isStory };
}
