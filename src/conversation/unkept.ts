import { present } from '../core/present';
import { text } from '../core/texts';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { Actor } from './actor';
import { firstAnswer } from './answer-in-words';
import type { AnyFlow, Beside, Conversation } from './flow';
import type { Known } from './known';
import type { FreeInput } from './listening';
import { toldBy } from './listening';
import type { Sent } from './notes';
import { listed, namedParts, receivedAs } from './notes';
import { fileIdsIn } from './stored-drafts';
import type { Moment } from './walk';

type Reader = Pick<Actor, 'locale'>;

/** Says by name and number what somebody sent and nobody keeps; nothing, where there is nothing to say. */
export function notKept(known: Known | undefined, { locale }: Reader): readonly Prompt[] {
  const sent = known === undefined ? [] : sentIn(known);
  return sent.length === 0 ? [] : [explain('listening.notKept', { parts: namedParts(sent, locale) })];
}

/** The same, of what nobody makes anything of. */
export function notUnderstood(inputs: readonly FreeInput[], { locale }: Reader): Prompt {
  return explain('conversation.notUnderstood', { parts: namedParts(sentIn(toldBy(...inputs)), locale) });
}

/** What was kept beside a draft, as a sentence names it. */
export function besideNamed(beside: readonly Beside[], { locale }: Reader): string {
  const sent = beside.map((each): Sent => {
    const said = each.kind === 'text' ? each.text : each.kind === 'place' ? each.place.text : undefined;
    return { what: receivedAs(each), ...present({ said }) };
  });
  return namedParts(sent, locale);
}

/** What a draft that ends holds: what it is about, and how many files. */
export async function contentOf(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<string> {
  const { locale } = moment.actor;
  const about = await firstAnswer(flow, conversation, moment);
  const number = fileIdsIn([conversation.answers, conversation.beside]).length;
  if (number === 0) return about ?? '';
  const isFiles = about === text(locale, 'conversation.files.shown', { number });
  const files = text(locale, 'listening.filesHeld', { number });
  return listed([...(about === undefined || isFiles ? [] : [about]), files], locale);
}

function sentIn({ text, files = [], place }: Known): readonly Sent[] {
  return [
    // Several messages are one text here: each of them is named.
    ...(text ?? '').split('\n').flatMap((said) => (said === '' ? [] : [{ what: 'words', said } as const])),
    ...(place === undefined ? [] : [{ what: 'place', said: place.text } as const]),
    ...files.map((file) => ({ what: receivedAs({ kind: 'file', ...file }) })),
  ];
}
