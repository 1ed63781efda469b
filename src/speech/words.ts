import type { TextKey } from '../core/texts';
import { LOCALES, text } from '../core/texts';
import type { Command } from './prompt';
import { plain, plainLabel, readItemNumber, tidy, withoutBeginning, wordsOf } from './typed';
import { lengthOf } from './wording';

/** Every button has a typed equivalent: these are the ones that mean the same at every question. */
const COMMANDS: Readonly<Record<Command, TextKey>> = {
  cancel: 'conversation.words.cancel',
  back: 'conversation.words.back',
  skip: 'conversation.words.skip',
  finish: 'conversation.words.finish',
  pause: 'conversation.words.pause',
  help: 'conversation.words.help',
  menu: 'conversation.words.menu',
  drafts: 'conversation.words.drafts',
};

/** Letters of what is a command and nothing else. */
const LONGEST_SAID = 60;

/** The command a whole message is, in Thai or English, whatever its blanks, case and polite particles. */
export function readCommand(typed: string): Command | undefined {
  const found = Object.entries(COMMANDS).find(([, key]) => saysAll(typed, wordsOf(key)));
  return found?.[0] as Command | undefined;
}

/** True for one of `words`, also said twice over or behind an exclamation: "oh, no, never mind". */
function saysAll(typed: string, words: readonly string[]): boolean {
  if (words.includes(plain(typed))) return true;
  const said = saidApart(typed);
  return said.length > 0 && said.every((part) => words.includes(part));
}

/** What was taken apart last: a turn looks in one text for the words of many things. */
let last: { readonly typed: string; readonly parts: readonly string[] } | undefined;

/** What stands between the blanks of a short text, without exclamations; nothing of a long one. */
function saidApart(typed: string): readonly string[] {
  if (typed.length > LONGEST_SAID) return [];
  if (last?.typed === typed) return last.parts;
  const exclamations = wordsOf('conversation.words.exclamations');
  const parts = typed
    .split(/\s+/)
    .map(plain)
    .filter((part) => part !== '' && !exclamations.includes(part));
  last = { typed, parts };
  return parts;
}

/** True for a word that sends off what the review card shows. */
export function saysSend(typed: string, sendLabel: string): boolean {
  return plain(typed) === plainLabel(sendLabel) || saysOneOf(typed, 'conversation.words.send');
}

/** True for "continue". */
export function saysContinue(typed: string): boolean {
  return saysOneOf(typed, 'conversation.words.continue');
}

/** The number in "continue 2": which of several; `undefined` for anything else. */
export function readContinue(typed: string): number | undefined {
  const compact = plain(typed);
  const rest = withoutBeginning(compact, wordsOf('conversation.words.continue'));
  return rest === compact ? undefined : readItemNumber(rest);
}

/** True for "keep my answer". */
export function saysKeep(typed: string): boolean {
  return saysOneOf(typed, 'conversation.words.keep');
}

/** What follows a word for editing, e.g. `2` of "edit no. 2", perhaps empty; `undefined` without such a word. */
export function readEdit(typed: string): string | undefined {
  return restAfter(typed, 'conversation.words.edit') ?? restAfter(typed, 'listening.words.change');
}

/** The same of a word that puts one thing in the place of another: "change the picture". */
export function readReplace(typed: string): string | undefined {
  return restAfter(typed, 'listening.words.change');
}

/** What follows a word for removing, perhaps empty; `undefined` without such a word. */
export function readRemove(typed: string): string | undefined {
  return restAfter(typed, 'listening.words.remove');
}

/** What follows a word for adding; `undefined` without such a word, or with nothing behind it. */
export function readAdd(typed: string): string | undefined {
  const rest = restAfter(typed, 'listening.words.add');
  return rest === '' ? undefined : rest;
}

/** What an answer shall become, as it was typed: of "change to: the lamp at the temple". */
export function readChangeTo(typed: string): string | undefined {
  const words = tidy(typed);
  const beginning = LOCALES.flatMap((locale) => text(locale, 'listening.words.changeTo').split('|'))
    .filter((word) => words.toLowerCase().startsWith(word))
    .sort((one, other) => other.length - one.length)[0];
  const rest = beginning === undefined ? '' : words.slice(beginning.length).replace(/^[\s:]+/, '');
  return rest === '' ? undefined : rest;
}

/** Which answer shall become what: of "change the status to done"; `undefined` for anything else. */
export function readChangeOf(typed: string): { readonly named: string; readonly to: string } | undefined {
  const words = tidy(typed);
  for (const word of wordsOf('listening.words.into')) {
    // Thai is written without blanks; elsewhere a word stands between them.
    const into = /^[a-z]/.test(word) ? ` ${word} ` : word;
    const at = words.toLowerCase().indexOf(into);
    const named = at < 0 ? '' : (readEdit(words.slice(0, at)) ?? '');
    const to = at < 0 ? '' : words.slice(at + into.length).trim();
    if (named !== '' && to !== '') return { named, to };
  }
  return undefined;
}

/** What somebody would rather have: of "rather anonymous"; `undefined` without a word that prefers. */
export function readRather(typed: string): string | undefined {
  const compact = plain(typed);
  const ending = wordsOf('listening.words.rather').find(
    (word) => compact.endsWith(word) && compact.length > word.length,
  );
  const begun = withoutBeginning(compact, wordsOf('listening.words.preferring'));
  if (ending === undefined) return begun === compact ? undefined : begun;
  return withoutBeginning(compact.slice(0, -ending.length), wordsOf('listening.words.preferring'));
}

/** True for "there is none", "I do not know": no answer to a question that needs none. */
export function saysNothing(typed: string): boolean {
  return saysOneOf(typed, 'listening.words.nothing');
}

/** True for "I have no photo", wherever it is said. */
export function saysNoFiles(typed: string): boolean {
  return saysOneOf(typed, 'listening.words.noFiles');
}

/** True for "that is wrong", without a word what. */
export function saysWrong(typed: string): boolean {
  return saysOneOf(typed, 'listening.words.wrong');
}

/** True for a word that brings back what was cancelled. */
export function saysRestore(typed: string): boolean {
  return saysOneOf(typed, 'listening.words.restore');
}

/** True for a short sentence with such a word in it: "give me back what I had". */
export function asksToRestore(typed: string): boolean {
  const compact = plain(typed);
  return (
    lengthOf(compact) <= LONGEST_ASKING &&
    wordsOf('listening.words.restoring').some((word) => compact.includes(word))
  );
}

/** Letters of a sentence that is nothing but asked for. */
const LONGEST_ASKING = 40;

/** True for thanks and greetings: nobody's answer to a question. */
export function saysCourtesy(typed: string): boolean {
  return saysOneOf(typed, 'listening.words.courtesy');
}

/** True for "delete all of it". */
export function saysClear(typed: string): boolean {
  return saysOneOf(typed, 'conversation.words.clear');
}

/** True for a word that agrees to what was just asked. */
export function saysYes(typed: string): boolean {
  return saysOneOf(typed, 'conversation.words.yes');
}

/** True for a word that declines what was just asked. */
export function saysNo(typed: string): boolean {
  return saysOneOf(typed, 'conversation.words.no');
}

function saysOneOf(typed: string, key: TextKey): boolean {
  return saysAll(typed, wordsOf(key));
}

function restAfter(typed: string, key: TextKey): string | undefined {
  const compact = plain(typed);
  const words = wordsOf(key);
  if (words.includes(compact)) return '';
  const rest = withoutBeginning(compact, words);
  return rest === compact ? undefined : rest;
}
