import type { Input } from '../../conversation/flow';
import { present } from '../../core/present';
import type { Asked, Command, Control, Subject } from '../../speech/prompt';
import { isSubject, olderSubject } from '../../speech/subject';

/** Bytes of `postback.data`. Source: LINE, postback action; the unit is undocumented, so the stricter one. */
export const LONGEST_DATA = 300;

/** What a pressed button said. A date button says only which question it belongs to: LINE adds the day. */
export type Pressed =
  Extract<Input, { kind: 'choice' | 'edit' | 'command' | 'open' }> | { kind: 'date'; asked: Asked };

type Pressable = Extract<Control, { kind: Pressed['kind'] }>;

const COMMANDS: readonly Command[] = ['cancel', 'back', 'skip', 'finish', 'pause', 'help', 'menu', 'drafts'];

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;
/** Version 0.1 asked whether to leave one conversation for another; now the other is opened beside it. */
const LEAVING = /^~leave:([^:]+)(?::(.+))?$/;
/** Control characters and halves of surrogate pairs are nobody's answer. */
const VALUE = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

/**
 * What a button sends when it is pressed: ASCII, at most 300 bytes. `undefined` when the control holds
 * something that `decodePostback` would not take back, so that no button is drawn that cannot work.
 *
 *   choice  c=<conversation>&s=<step>&v=<value>     date  c=…&s=…&d=1
 *   edit    c=…&s=…&e=<step>                        command  k=<command>[&c=…&s=…]
 *   open    o=<name>[&i=<id>[&a=<aim>]]
 *
 * Version 0.1 wrote `o=<name>&p=<param>` (see `olderSubject`)
 */
export function encodePostback(control: Pressable): string | undefined {
  const pairs = pairsOf(control);
  if (pairs.some(([, value]) => /\p{Cs}/u.test(value))) return undefined;
  const data = pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
  return decodePostback(data) === undefined ? undefined : data;
}

function pairsOf(control: Pressable): [string, string][] {
  switch (control.kind) {
    case 'choice':
      return [...belonging(control.asked), ['v', control.value]];
    case 'date':
      return [...belonging(control.asked), ['d', '1']];
    case 'edit':
      return [...belonging(control.asked), ['e', control.step]];
    case 'command':
      return [['k', control.command], ...(control.asked === undefined ? [] : belonging(control.asked))];
    case 'open':
      return [['o', control.name], ...subjectPairs(control.subject)];
  }
}

function subjectPairs(subject: Subject | undefined): [string, string][] {
  if (subject === undefined) return [];
  const { id, aim } = subject;
  return [['i', id], ...(aim === undefined ? [] : [['a', aim] as [string, string]])];
}

function belonging({ conversationId, step }: Asked): [string, string][] {
  return [
    ['c', conversationId],
    ['s', step],
  ];
}

/**
 * What a postback says. Total: data can be made by hand, so whatever is not exactly one of the forms
 * above gives `undefined`. It says nothing about rights: those are checked where it takes effect.
 */
export function decodePostback(data: unknown): Pressed | undefined {
  if (typeof data !== 'string' || data.length > LONGEST_DATA || !/^[\x21-\x7e]+$/.test(data))
    return undefined;
  const fields = fieldsOf(data);
  if (fields === undefined) return undefined;
  switch ([...fields.keys()].sort().join('')) {
    case 'csv':
      return choiceOf(fields);
    case 'cds':
      return fields.get('d') === '1' ? about(fields, (asked) => ({ kind: 'date', asked })) : undefined;
    case 'ces':
      return editOf(fields);
    case 'k':
    case 'cks':
      return commandOf(fields);
    case 'o':
    case 'io':
    case 'aio':
    case 'op':
      return openOf(fields);
    default:
      return undefined;
  }
}

type Fields = ReadonlyMap<string, string>;

function fieldsOf(data: string): Fields | undefined {
  const fields = new Map<string, string>();
  for (const pair of data.split('&')) {
    const [, key, encoded] = /^([a-z])=(.+)$/.exec(pair) ?? [];
    const value = encoded === undefined ? undefined : percentDecoded(encoded);
    if (key === undefined || value === undefined || fields.has(key)) return undefined;
    fields.set(key, value);
  }
  return fields;
}

function percentDecoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function about(fields: Fields, make: (asked: Asked) => Pressed | undefined): Pressed | undefined {
  const [conversationId = '', step = ''] = [fields.get('c'), fields.get('s')];
  return ID.test(conversationId) && ID.test(step) ? make({ conversationId, step }) : undefined;
}

function choiceOf(fields: Fields): Pressed | undefined {
  const value = fields.get('v') ?? '';
  const [, name, older] = LEAVING.exec(value) ?? [];
  if (name !== undefined)
    return openOf(new Map([['o', name], ...(older === undefined ? [] : ([['p', older]] as const))]));
  return VALUE.test(value) ? about(fields, (asked) => ({ kind: 'choice', value, asked })) : undefined;
}

function editOf(fields: Fields): Pressed | undefined {
  const step = fields.get('e') ?? '';
  return ID.test(step) ? about(fields, (asked) => ({ kind: 'edit', step, asked })) : undefined;
}

function commandOf(fields: Fields): Pressed | undefined {
  const command = COMMANDS.find((each) => each === fields.get('k'));
  if (command === undefined) return undefined;
  if (!fields.has('c')) return { kind: 'command', command };
  return about(fields, (asked) => ({ kind: 'command', command, asked }));
}

function openOf(fields: Fields): Pressed | undefined {
  const name = fields.get('o') ?? '';
  if (name.length > LONGEST_NAME || !NAME.test(name)) return undefined;
  const [id, aim, older] = [fields.get('i'), fields.get('a'), fields.get('p')];
  if (id !== undefined) {
    const subject = { id, ...present({ aim }) };
    return isSubject(subject) ? { kind: 'open', name, subject } : undefined;
  }
  const subject = older === undefined ? undefined : olderSubject(older);
  return { kind: 'open', name, ...present({ subject }) };
}
