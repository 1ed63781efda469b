import { newImageSetId } from './ids';
import type { Place } from './user-actions';
import { sendEvents, UserError } from './user-actions';
import type { Stored } from './user-media';
import { mediaMessage } from './user-media';
import type { OwnMessage, SentLocation } from './user-messages';
import { locationMessage, stickerMessage, textMessage, writeMessage } from './user-messages';

/** One of several things that a person sends within a second; files are stored already. */
export type BurstPart =
  | { readonly text: string }
  | { readonly file: Stored }
  /** Chosen together: a message each, which name their set. Old phones do not number them (`numbered: false`). */
  | { readonly photos: readonly Stored[]; readonly numbered?: boolean }
  | { readonly location: SentLocation }
  | { readonly sticker: { readonly packageId: string; readonly stickerId: string } };

/** How a burst reaches the bot. LINE promises neither the order of events nor one webhook for each. */
export interface Arrival {
  /** A webhook for each event (the default), one for all, or one for each so many: `[1, 3]`. */
  readonly webhooks?: 'each' | 'one' | readonly number[];
  /**
   * As sent; the photos of each set backwards or mixed at random, the rest as sent; or by the messages' numbers from
   * 0: `[2, 0, 1]`.
   */
  readonly order?: 'sent' | 'sets-reversed' | 'sets-mixed' | readonly number[];
}

/** A message of a burst; `set` tells the photos that were chosen together. */
interface Member {
  readonly message: OwnMessage;
  readonly set?: string;
}

const LARGEST = 50;
/** Between one message of a burst and the next, so that their times tell the order they were sent in. */
const GAP_MS = 1;

function photoSet(place: Place, photos: readonly Stored[], numbered: boolean): Member[] {
  const [only] = photos;
  if (only !== undefined && photos.length === 1) return [{ message: mediaMessage(place.world, only) }];
  const id = newImageSetId();
  return photos.map((photo, at) => {
    const imageSet = { id, ...(numbered && { index: at + 1, total: photos.length }) };
    return { set: id, message: mediaMessage(place.world, { ...photo, imageSet }) };
  });
}

function membersOf(place: Place, part: BurstPart): Member[] {
  if ('text' in part) return [{ message: textMessage(part.text) }];
  if ('location' in part) return [{ message: locationMessage(part.location) }];
  if ('sticker' in part) return [{ message: stickerMessage(part.sticker.packageId, part.sticker.stickerId) }];
  if ('file' in part) return [{ message: mediaMessage(place.world, part.file) }];
  return photoSet(place, part.photos, part.numbered ?? true);
}

function mixed(numbers: readonly number[]): number[] {
  return numbers
    .map((number) => ({ number, rank: Math.random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ number }) => number);
}

/** The numbers of the members in the order of their arrival; photos take the places of their own set. */
function arrivalOrder(members: readonly Member[], order: Arrival['order'] = 'sent'): readonly number[] {
  const numbers = [...members.keys()];
  if (order === 'sent') return numbers;
  if (typeof order !== 'string') {
    const isWhole = [...order].sort((one, other) => one - other).join() === numbers.join();
    if (!isWhole) throw new UserError('“order” must name every message once.');
    return order;
  }
  const rearrange = order === 'sets-mixed' ? mixed : (own: readonly number[]) => [...own].reverse();
  const queues = new Map<string, number[]>();
  for (const { set } of members) {
    if (set === undefined || queues.has(set)) continue;
    queues.set(set, rearrange(numbers.filter((number) => members[number]?.set === set)));
  }
  return numbers.map((number) => queues.get(members[number]?.set ?? '')?.shift() ?? number);
}

/** Cuts the events into webhooks. */
function bodies(order: readonly number[], webhooks: Arrival['webhooks'] = 'each'): number[][] {
  if (webhooks === 'one') return [[...order]];
  if (webhooks === 'each') return order.map((number) => [number]);
  const isWhole = webhooks.every((size) => Number.isInteger(size) && size > 0);
  if (!isWhole || webhooks.reduce((sum, size) => sum + size, 0) !== order.length) {
    throw new UserError('“webhooks” must hold every message.');
  }
  let from = 0;
  return webhooks.map((size) => order.slice(from, (from += size)));
}

/**
 * Sends several messages within a second: all bubbles at once, and their events as `arrival` says. Each event has its
 * own time, id and reply token.
 */
export function sendBurst(
  place: Place,
  parts: readonly BurstPart[],
  arrival: Arrival = {},
): { ids: string[]; delivered: Promise<void> } {
  const members = parts.flatMap((part) => membersOf(place, part));
  if (members.length === 0 || members.length > LARGEST) {
    throw new UserError(`A burst has between 1 and ${LARGEST} messages.`);
  }
  const sent = bodies(arrivalOrder(members, arrival.order), arrival.webhooks);
  const written = members.map(({ message }) => writeMessage(place, message));
  const posts = sent.map((numbers) =>
    sendEvents(
      place,
      numbers.flatMap((number) => written[number]?.event ?? []),
      numbers.map((number) => number * GAP_MS),
    ),
  );
  return { ids: written.map(({ id }) => id), delivered: Promise.all(posts).then(() => undefined) };
}
