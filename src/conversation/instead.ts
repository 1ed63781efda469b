import type { TextKey } from '../core/texts';
import type { Control, Prompt } from '../speech/prompt';
import { plain, tidy, wordsOf } from '../speech/typed';
import { lengthOf } from '../speech/wording';
import { understand } from '../understanding/understand';
import type { Drafts } from './drafts';
import { without } from './drafts';
import type { AnyFlow, Conversation, Said } from './flow';
import type { FileAnswer, Known } from './known';
import { putAside } from './outcome';
import { askedAt, INSTEAD } from './questions';
import { isNothing, stepOf } from './walk';

/** A draft that is to be something else: what is opened in its place, with what was told in it. */
export interface Turned {
  readonly name: string;
  readonly known: Known;
  readonly drafts: Drafts;
  /** The draft, where it holds what the other has no place for: it is put aside. */
  readonly parked: readonly Conversation[];
}

/** Letters from which on a denial says more than that: "no, I only want to ask when you open". */
const SAYS_MORE = 24;

/**
 * What a draft turns into when its person says, by the button or in words, that it is not what they want. What
 * they told goes with it; photos and places stay in the draft unless the other takes them. `undefined`: they say
 * nothing of the kind.
 */
export function turnedInto(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: { readonly drafts: Drafts; readonly now: Date },
): Turned | undefined {
  const { instead } = flow;
  if (instead === undefined) return undefined;
  const isPressed = input.kind === 'choice' && input.value === INSTEAD;
  const isOwn = input.kind === 'text' && isNamed(input.text, instead.words);
  if (!isPressed && !isOwn && !(input.kind === 'text' && isDenial(input.text))) return undefined;
  const typed =
    input.kind === 'text' && !isOwn && lengthOf(tidy(input.text)) >= SAYS_MORE ? input.text : undefined;
  const text = [toldIn(flow, conversation), typed].filter((part) => part !== undefined).join('\n');
  const others = without(moment.drafts, conversation.id);
  const files = instead.withFiles === true ? filesOf(flow, conversation) : [];
  const parked = holdsMore(flow, conversation, files.length > 0)
    ? [putAside(flow, conversation, moment.now)]
    : [];
  return {
    name: instead.name,
    known: { ...(text === '' ? {} : { text }), ...(files.length === 0 ? {} : { files }) },
    drafts: { ...others, open: [...parked, ...others.open] },
    parked,
  };
}

/** "No, I only want to ask." */
function isDenial(typed: string): boolean {
  const { intent, sure, denies } = understand(typed);
  return denies && sure && intent === 'question';
}

/** "This is about a complaint", in the words of the flow itself. */
function isNamed(typed: string, words: TextKey | undefined): boolean {
  if (words === undefined) return false;
  const compact = plain(typed);
  return lengthOf(compact) <= LONGEST_NAMED && wordsOf(words).some((word) => compact.startsWith(word));
}

/** Letters of a message that says what it is about, and little else. */
const LONGEST_NAMED = 60;

/** What was sent for the flow's own files. */
function filesOf({ takes = {} }: AnyFlow, { answers }: Conversation): readonly FileAnswer[] {
  const sent = takes.file === undefined ? undefined : answers[takes.file];
  return Array.isArray(sent) ? (sent as readonly FileAnswer[]) : [];
}

/** What the flow keeps of what people simply tell. */
function toldIn({ takes = {} }: AnyFlow, { answers }: Conversation): string | undefined {
  const told = takes.text === undefined ? undefined : answers[takes.text];
  if (typeof told === 'string') return told;
  const { text } = typeof told === 'object' && told !== null && 'text' in told ? told : {};
  return typeof text === 'string' ? text : undefined;
}

/** True while there is something that only this draft can keep. */
function holdsMore(
  { takes = {} }: AnyFlow,
  { answers, beside = [] }: Conversation,
  filesGo: boolean,
): boolean {
  const kept = [filesGo ? undefined : takes.file, takes.place].filter((step) => step !== undefined);
  return beside.length > 0 || kept.some((step) => !isNothing(answers[step]));
}

/** Letters of a message that can be nothing but a word to the bot. */
const LONGEST_ASIDE = 40;
const ASIDES: readonly string[] = ['language', 'human', 'erase'];

/**
 * True for what is said in the middle of something and is clearly no answer to it: another language, a human,
 * one's data; at a closed question also a question back.
 */
export function isAside(flow: AnyFlow, { at }: Conversation, typed: string): boolean {
  if (lengthOf(typed) > LONGEST_ASIDE) return false;
  const { intent, sure, confidence } = understand(typed);
  if (!sure) return false;
  if (ASIDES.includes(intent)) return true;
  const isOpen = Object.hasOwn(flow.steps, at) && stepOf(flow, at).field.isOpenEnded === true;
  return intent === 'question' && confidence >= CLEAR_QUESTION && !isOpen;
}

/** A question that is nothing else besides. */
const CLEAR_QUESTION = 0.7;

/** With the one tap by which it becomes what it was meant to be, before what leaves or goes back. */
export function correctable<T extends { prompts: readonly Prompt[]; conversation: Conversation }>(
  { instead }: AnyFlow,
  begun: T,
): T {
  const last = begun.prompts.at(-1);
  if (instead === undefined || last === undefined) return begun;
  const { controls = [] } = last;
  const behind = controls.findIndex(({ kind }) => kind === 'command');
  const place = behind < 0 ? controls.length : behind;
  const correction: Control = {
    kind: 'choice',
    value: INSTEAD,
    label: { key: instead.label },
    asked: askedAt(begun.conversation),
  };
  const all = [...controls.slice(0, place), correction, ...controls.slice(place)];
  return { ...begun, prompts: [...begun.prompts.slice(0, -1), { ...last, controls: all }] };
}
