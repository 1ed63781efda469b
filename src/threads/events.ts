import type { Sealer } from '../core/sealing';
import type { StoredEvent } from './model';

/** An event on its way to being stored. */
export interface NewEvent {
  /** LINE's `webhookEventId`. */
  readonly id: string;
  readonly orgId: string;
  /** Whose event it is. */
  readonly personId: string;
  readonly timestamp: number;
  readonly event: unknown;
}

/** An event that waits, opened. */
export interface WaitingEvent {
  /** The bot's own id of it, the same whenever it comes. */
  readonly id: string;
  readonly orgId: string;
  readonly event: unknown;
  /** LINE's time of it, ms. */
  readonly timestamp: number;
  /** Machine time. */
  readonly receivedAt: Date;
  /** How often it was taken up again; 0 for one that has just come. */
  readonly claims: number;
  readonly failures: number;
  /** Random, the same whenever the event comes, and gone with it: what it begins takes its ids from it. */
  readonly seed: () => string;
}

/** The document of a person: a fingerprint that leads to nobody and to nothing else that is stored. */
export function threadIdOf(sealer: Pick<Sealer, 'fingerprint'>, personId: string): string {
  return sealer.fingerprint(personId, 'conversation');
}

/** An event as it is stored. */
export function sealEvent(
  sealer: Pick<Sealer, 'fingerprint' | 'sealBytes'>,
  { id, orgId, timestamp, event }: NewEvent,
  receivedAt: Date,
): StoredEvent {
  const name = sealer.fingerprint(`${orgId}:${id}`, 'event');
  const sealed = sealer.sealBytes(Buffer.from(JSON.stringify(event)), contextOf(name));
  return { id: name, orgId, timestamp, receivedAt, sealed };
}

/** A stored event as it waits; `event` is what it says. */
export function waitingEvent(
  sealer: Pick<Sealer, 'fingerprint'>,
  { id, orgId, timestamp, receivedAt, sealed, claims = 0, failures = 0 }: StoredEvent,
  event: unknown,
): WaitingEvent {
  // No two seals are alike, even of the same text: theirs is the randomness.
  const seed = (): string => sealer.fingerprint(sealed.toString('base64'), 'event-seed');
  return { id, orgId, event, timestamp, receivedAt, claims, failures, seed };
}

/** What a stored event says. Throws `sealed-unreadable`. */
export function openEvent(
  sealer: Pick<Sealer, 'openBytes'>,
  { id, sealed }: Pick<StoredEvent, 'id' | 'sealed'>,
): unknown {
  return JSON.parse(sealer.openBytes(sealed, contextOf(id)).toString('utf8'));
}

function contextOf(id: string): string {
  return `inbox:${id}`;
}
