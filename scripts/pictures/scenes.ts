import sharp from 'sharp';
import { textsIn } from '../../simulator/actions-in-chat';
import type { ChatState } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import type { Platform } from '../../simulator/platform';
import type { SettableClock } from '../../src/core/clock';
import { readSamplePeople } from '../../src/try-out/sample-people';
import { simulatedUserId } from '../../src/try-out/try-out';

/** What somebody does in a scene. */
type Deed =
  | { readonly says: string }
  /** Drawn photos, sent at once. */
  | { readonly photos: number }
  /** Taps what shows these words. */
  | { readonly taps: string }
  /** Presses of these buttons whichever there is, the first ones rather, until the bot says `until`. */
  | { readonly presses: readonly string[]; readonly until: string }
  /** Waits until the bot has said these words. */
  | { readonly sees: string }
  | { readonly adds: true };

/** A picture: who does what before it is taken. */
export interface Act {
  readonly name: string;
  /** Key of a sample person; absent: the first screen. */
  readonly who?: string;
  /** Where the clock goes first. */
  readonly at?: string;
  readonly deeds?: readonly Deed[];
}

/** A scene that was played: the chat to be shown, or the first screen. */
export interface Scene {
  readonly name: string;
  readonly chat?: Pick<ChatState, 'botUserId' | 'userId'>;
}

/** The scenes in their order; one stands on what was done in those before it. */
export function readScenes(json: string): readonly Act[] {
  return (JSON.parse(json) as { scenes: readonly Act[] }).scenes;
}

function phoneOf(platform: Platform, key: string): Phone {
  const person = readSamplePeople().find((each) => each.key === key);
  if (person === undefined) throw new Error(`there is no sample person ${key}`);
  return platform.phone(simulatedUserId(`bot:${person.orgId}`), simulatedUserId(key));
}

/** A hole in a road, drawn: nobody's photo. */
function photo(index: number): Promise<Buffer> {
  const hole = `<ellipse cx="${300 + 60 * index}" cy="330" rx="150" ry="52" fill="#2f2b28"/>
    <ellipse cx="${300 + 60 * index}" cy="322" rx="128" ry="38" fill="#6a5d50"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <rect width="640" height="480" fill="#a9c7dd"/><rect y="150" width="640" height="330" fill="#8b8d8f"/>
    <rect y="140" width="640" height="26" fill="#5f8f4e"/>
    <path d="M320 170v310" stroke="#f2e6a0" stroke-width="10" stroke-dasharray="46 34"/>${hole}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

const MOST_PRESSES = 10;

async function pressOn(
  phone: Phone,
  { presses, until }: { readonly presses: readonly string[]; readonly until: string },
): Promise<void> {
  const isThere = () =>
    phone.answers.some((item) => textsIn(item.message).some((words) => words.includes(until)));
  for (let count = 0; count < MOST_PRESSES && !isThere(); count += 1) {
    const { labels } = phone.quickReplies;
    const next = presses.find((label) => labels.includes(label) || phone.buttons.includes(label));
    if (next === undefined)
      throw new Error(`none of ${presses.join(', ')} among ${phone.buttons.join(', ')}`);
    await phone.taps(next);
    await phone.answer({ timeoutMs: 20_000 });
  }
}

async function perform(phone: Phone, deed: Deed): Promise<void> {
  if ('says' in deed) await phone.says(deed.says);
  else if ('taps' in deed) await phone.taps(deed.taps);
  else if ('presses' in deed) {
    await pressOn(phone, deed);
    return;
  } else if ('adds' in deed) await phone.follows();
  else if ('photos' in deed) {
    await phone.sendsPhotos(await Promise.all(Array.from({ length: deed.photos }, (_, at) => photo(at))));
  } else {
    await phone.sees(deed.sees);
    return;
  }
  await phone.answer({ timeoutMs: 20_000 });
}

/** Does what the scene says. */
export async function play(act: Act, platform: Platform, clock: SettableClock): Promise<Scene> {
  if (act.at !== undefined) clock.set(new Date(act.at));
  if (act.who === undefined) return { name: act.name };
  const phone = phoneOf(platform, act.who);
  await platform.waitFor(() => phone.chat.richMenu !== undefined, { what: 'a rich menu', timeoutMs: 60_000 });
  for (const deed of act.deeds ?? []) {
    await perform(phone, deed).catch((error: unknown) => {
      const heard = phone.chat.items.slice(-2).flatMap((item) => textsIn(item.message));
      throw new Error(`${act.name}: ${JSON.stringify(deed)} failed after “${heard.join(' | ')}”`, {
        cause: error,
      });
    });
  }
  const { botUserId, userId } = phone.chat;
  return { name: act.name, chat: { botUserId, userId } };
}
