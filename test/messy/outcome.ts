import { textsIn } from '../../simulator/actions-in-chat';
import type { Phone } from '../../simulator/phone';
import { toArabicDigits } from '../../src/core/thai-digits';
import type { Kept } from './archive';
import type { Person } from './person';
import { saidTo } from './person';
import type { Script } from './script';

/** How somebody's script ended. */
export interface Ending {
  readonly script: Script;
  /** What is wrong; empty: the right thing is stored and nothing lost. */
  readonly faults: readonly string[];
  /** Whether something was lost without a word. */
  readonly lost: boolean;
  /** Messages and taps. */
  readonly steps: number;
  readonly taps: number;
  readonly sentences: number;
  readonly silences: number;
  /** The whole chat, one line a bubble. */
  readonly talk: readonly string[];
}

/** Judges how somebody's conversation ended; `left`: in the middle of something that they did not come for. */
export function judge(person: Person, kept: readonly Kept[], left: boolean): Ending {
  const { script } = person;
  const wrong = [
    ...wrongIn(person, kept),
    ...(left ? ['left in the middle of something'] : []),
    ...unheard(person),
  ];
  const missing = missingIn(script, kept);
  const lost = lostOf(person, kept);
  return {
    script,
    faults: [
      ...wrong,
      ...missing.map((each) => `not stored: ${each}`),
      ...lost.map((each) => `lost: ${each}`),
    ],
    lost: lost.length > 0,
    steps: person.steps,
    taps: person.hands.taps,
    sentences: person.hands.sentences,
    silences: person.silences,
    talk: talkOf(person),
  };
}

/** The whole chat as two people would read it to each other, one line a bubble. */
export function talkOf({ phone }: Person): string[] {
  return phone.chat.items.map(({ from, message, unsent }) => {
    const words = textsIn(message).join(' / ').replaceAll('\n', ' ');
    const who = from === 'bot' ? '🤖' : unsent === true ? '🧑✂' : '🧑';
    return `${who} ${words === '' ? message.type : words}`;
  });
}

function wrongIn({ script: { expect }, phone }: Person, kept: readonly Kept[]): string[] {
  const faults: string[] = [];
  if (kept.length !== expect.stored.length)
    faults.push(`stored ${String(kept.length)} instead of ${String(expect.stored.length)}`);
  else if (kept.length > 0)
    faults.push(
      ...bestMatch(
        expect.stored.map((each) => asTold(each, phone)),
        kept,
      ),
    );
  const everything = plain(kept.map(({ texts }) => texts).join('\n'));
  for (const words of expect.unsaid)
    if (everything.includes(plain(words))) faults.push(`stored what was taken back or never meant: ${words}`);
  return faults;
}

type Wanted = Script['expect']['stored'][number];

/** What nobody asked for, and was not told therefore, cannot be stored. */
function asTold(wanted: Wanted, { chat }: Phone): Wanted {
  const own = chat.items.filter(({ from }) => from === 'user').flatMap(({ message }) => textsIn(message));
  const told = plain(own.join('\n'));
  return { ...wanted, says: wanted.says.filter((words) => told.includes(plain(words))) };
}

/** Which stored thing is which does not matter; the order that fits best counts. */
function bestMatch(wanted: readonly Wanted[], kept: readonly Kept[]): string[] {
  const orders = permutations(kept.map((_each, index) => index));
  const found = orders.map((order) => wanted.flatMap((each, at) => misfits(each, kept[order[at] ?? 0])));
  return found.sort((one, other) => one.length - other.length)[0] ?? [];
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((each) =>
    permutations(items.filter((other) => other !== each)).map((rest) => [each, ...rest]),
  );
}

function misfits(wanted: Wanted, kept: Kept | undefined): string[] {
  if (kept === undefined) return ['nothing stored'];
  const texts = plain(kept.texts);
  const absent = wanted.says.filter((words) => !texts.includes(plain(words)));
  const differs = (name: string, allowed: readonly unknown[] | undefined, found: unknown): string[] =>
    allowed === undefined || allowed.includes(found) ? [] : [`${name}: ${String(found)}`];
  return [
    ...absent.map((words) => `not in it: ${words}`),
    ...differs('files', wanted.photos === undefined ? undefined : [wanted.photos], kept.files.length),
    ...differs('category', wanted.category, kept.category),
    ...differs('measure', wanted.measure, kept.measure),
    ...differs('status', wanted.status, kept.status),
    ...differs('named', wanted.named === undefined ? undefined : [wanted.named], kept.named),
  ];
}

function unheard({ script, phone }: Person): string[] {
  const { hears } = script.expect;
  return hears === undefined || new RegExp(hears, 'iu').test(saidTo(phone)) ? [] : [`never heard: ${hears}`];
}

/** What was told and is not stored although something should be. */
function missingIn({ moves, expect }: Script, kept: readonly Kept[]): string[] {
  if (expect.stored.length === 0) return [];
  const known = plain(kept.map(({ texts }) => texts).join('\n'));
  return toldIn(moves).filter((words) => !known.includes(plain(words)));
}

/** What was sent and is neither stored, nor was on a review card, nor was named by the bot. */
function lostOf({ script, phone, reviews }: Person, kept: readonly Kept[]): string[] {
  const known = plain([...kept.map(({ texts }) => texts), ...reviews, saidTo(phone)].join('\n'));
  const words = toldIn(script.moves).filter((each) => !known.includes(plain(each)));
  const wanted = script.expect.stored.reduce((sum, { photos = 0 }) => sum + photos, 0);
  const files = kept.reduce((sum, each) => sum + each.files.length, 0);
  return files < wanted ? [...words, `${String(wanted - files)} photos`] : words;
}

function toldIn(moves: Script['moves']): string[] {
  return moves.flat().filter((move) => typeof move === 'string');
}

const PARTICLES = /ครับ|ค่ะ|คะ|จ้า|นะ/g;

/** As a reader compares: without spaces, line breaks and polite particles, digits of one kind. */
function plain(text: string): string {
  return toArabicDigits(text.normalize('NFC'))
    .toLowerCase()
    .replaceAll(/[\s"“”…]+/gu, '')
    .replaceAll(PARTICLES, '');
}
