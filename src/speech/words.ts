import type { TextKey } from '../core/texts';
import type { Command } from './prompt';
import { plain, readItemNumber, withoutBeginning, wordsOf } from './typed';

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

/** The command a whole message is, in Thai or English, whatever its blanks, case and polite particles. */
export function readCommand(typed: string): Command | undefined {
  const compact = plain(typed);
  const found = Object.entries(COMMANDS).find(([, key]) => wordsOf(key).includes(compact));
  return found?.[0] as Command | undefined;
}

/** True for a word that sends off what the review card shows. */
export function saysSend(typed: string, sendLabel: string): boolean {
  const compact = plain(typed);
  return compact === plain(sendLabel) || wordsOf('conversation.words.send').includes(compact);
}

/** True for "continue". */
export function saysContinue(typed: string): boolean {
  return wordsOf('conversation.words.continue').includes(plain(typed));
}

/** The number in "continue 2": which of several; `undefined` for anything else. */
export function readContinue(typed: string): number | undefined {
  const compact = plain(typed);
  const rest = withoutBeginning(compact, wordsOf('conversation.words.continue'));
  return rest === compact ? undefined : readItemNumber(rest);
}

/** True for "keep my answer". */
export function saysKeep(typed: string): boolean {
  return wordsOf('conversation.words.keep').includes(plain(typed));
}

/** What follows a word for editing, e.g. `2` of "edit no. 2", perhaps empty; `undefined` without such a word. */
export function readEdit(typed: string): string | undefined {
  const compact = plain(typed);
  const words = wordsOf('conversation.words.edit');
  if (words.includes(compact)) return '';
  const rest = withoutBeginning(compact, words);
  return rest === compact ? undefined : rest;
}
