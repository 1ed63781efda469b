import { present } from '../core/present';
import { tidy } from '../speech/typed';
import { lengthOf } from '../speech/wording';
import { placeAnswer } from './fields/place';
import type { AnyFlow, Beside, Conversation, Said } from './flow';
import type { Heard, Note } from './notes';
import { receivedAs, withNotes } from './notes';

/** Things one draft keeps beside its answers, and code points of a text among them. */
const MOST_BESIDE = 10;
const LONGEST_BESIDE = 1_000;

/** Keeps what no slot takes, in flows that show it on their review card. `undefined`: that is not for here. */
export function keptBeside(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  heard: Heard,
  isRefused: boolean,
): { ok: true; conversation: Conversation; heard: Heard } | undefined {
  const thing = flow.review === false ? undefined : besideOf(input, flow, isRefused);
  const { beside: before = [] } = conversation;
  if (thing === undefined || before.length >= MOST_BESIDE) return undefined;
  const note: Note = { kind: 'beside', what: receivedAs(input) };
  return {
    ok: true,
    conversation: { ...conversation, beside: [...before, thing] },
    heard: withNotes(heard, note),
  };
}

/** A slot that is full says so itself; where text has no slot, it is a mistaken answer. */
function besideOf(input: Said, flow: AnyFlow, isRefused: boolean): Beside | undefined {
  switch (input.kind) {
    case 'text': {
      const words = tidy(input.text);
      const fits = words !== '' && lengthOf(words) <= LONGEST_BESIDE;
      return isRefused && fits ? { ...input, text: words } : undefined;
    }
    case 'file':
      return flow.takes?.file === undefined ? input : undefined;
    case 'place': {
      const { place, source } = input;
      const kept = { kind: 'place', place: placeAnswer(place), ...present({ source }) } as const;
      return flow.takes?.place === undefined ? kept : undefined;
    }
    default:
      return undefined;
  }
}
