import type { Request } from 'express';
import type { Arrival, BurstPart } from './bursts';
import type { Json } from './json';
import { isJson } from './json';
import type { Content } from './state';
import { UserError } from './user-actions';
import type { SentLocation } from './user-messages';

/** The JSON object of a request; an empty one when there is none. */
export function bodyOf(req: Request): Json {
  const body: unknown = req.body;
  return isJson(body) ? body : {};
}

/** A text that must be there. */
export function textOf(body: Json, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new UserError(`“${name}” is missing.`);
  return value;
}

/** A text that may be absent or empty, under its name. */
export function optionalText<Name extends string>(body: Json, name: Name): Partial<Record<Name, string>> {
  const value = body[name];
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as Partial<
    Record<Name, string>
  >;
}

function numberOf(body: Json, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new UserError(`“${name}” is missing.`);
  return value;
}

/** What sort of file is sent. */
export function kindOf(kind: unknown): Content['kind'] {
  if (kind === 'image' || kind === 'video' || kind === 'audio' || kind === 'file') return kind;
  throw new UserError('“kind” is missing.');
}

/** A place on the map. */
export function locationOf(body: Json): SentLocation {
  return {
    ...optionalText(body, 'title'),
    ...optionalText(body, 'address'),
    latitude: numberOf(body, 'latitude'),
    longitude: numberOf(body, 'longitude'),
  };
}

function partOf(message: unknown): BurstPart {
  if (!isJson(message)) throw new UserError('“messages” holds something else than messages.');
  const { photos, file, location, sticker } = message;
  if (Array.isArray(photos)) {
    const stored = photos.map((mediaId) => ({ mediaId: String(mediaId), kind: 'image' as const }));
    return { photos: stored, numbered: message.numbered !== false };
  }
  if (isJson(file)) return { file: { mediaId: textOf(file, 'mediaId'), kind: kindOf(file.kind) } };
  if (isJson(location)) return { location: locationOf(location) };
  if (isJson(sticker)) {
    return {
      sticker: { packageId: textOf(sticker, 'packageId'), stickerId: textOf(sticker, 'stickerId') },
    };
  }
  return { text: textOf(message, 'text') };
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'number');

function webhooksOf(value: unknown): Pick<Arrival, 'webhooks'> {
  if (value === undefined) return {};
  if (value === 'each' || value === 'one' || isNumbers(value)) return { webhooks: value };
  throw new UserError('“webhooks” is each, one or numbers.');
}

/** As LINE does it unless told otherwise: photos chosen together arrive in any order. */
function orderOf(value: unknown = 'sets-mixed'): Pick<Arrival, 'order'> {
  if (value === 'sent' || value === 'sets-reversed' || value === 'sets-mixed' || isNumbers(value)) {
    return { order: value };
  }
  throw new UserError('“order” is sent, sets-reversed, sets-mixed or numbers.');
}

/** Several messages sent within a second, and how they are to arrive. */
export function readBurst(body: Json): { parts: BurstPart[]; arrival: Arrival } {
  const { messages, webhooks, order } = body;
  if (!Array.isArray(messages)) throw new UserError('“messages” is missing.');
  return { parts: messages.map(partOf), arrival: { ...webhooksOf(webhooks), ...orderOf(order) } };
}
