import { timingSafeEqual } from 'node:crypto';
import type { PlaceAnswer } from '../conversation/fields';
import type { Sealer } from '../core/sealing';
import type { Locale } from '../core/texts';
import { LOCALES } from '../core/texts';

/** How a named reporter can be reached by the coordinator. */
export interface Contact {
  readonly name: string;
  readonly phone?: string;
}

/** Ids are as long as those of `core/ids.ts`: they travel in buttons. */
const ID_LENGTH = 24;

/**
 * What a complaint hides, and how. All ids come from `once`, so that a repeat makes nothing twice; they are
 * fingerprints, so that nobody without the key can tell which conversation a ticket came from.
 */
export class Seals {
  constructor(private readonly sealer: Sealer) {}

  /** Id of the complaint a conversation makes. */
  complaintId(once: string): string {
    return this.sealer.fingerprint(once, 'complaint').slice(0, ID_LENGTH);
  }

  /** Id of its mailbox. */
  mailboxId(once: string): string {
    return this.sealer.fingerprint(once, 'complaint-mailbox').slice(0, ID_LENGTH);
  }

  /** Id of a change that a conversation makes to a ticket. */
  eventId(once: string): string {
    return this.sealer.fingerprint(once, 'complaint-event').slice(0, ID_LENGTH);
  }

  /**
   * Lets whoever holds it answer the office on a ticket, and nothing else. It is in the button of a push to the
   * reporter's mailbox and in the sealed drafts of who has read the answer; it is stored beside no ticket.
   */
  replyKey(complaintId: string): string {
    return this.sealer.fingerprint(complaintId, 'complaint-reply').slice(0, ID_LENGTH);
  }

  /** Six digits for the reporter, the same at every repeat; kept nowhere. */
  pin(once: string): string {
    const bytes = Buffer.from(this.sealer.fingerprint(once, 'complaint-pin'), 'base64url');
    return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
  }

  /** What is kept of a PIN: without the key six digits cannot be tried out on it. */
  pinHash(complaintId: string, pin: string): string {
    return this.sealer.fingerprint(`${complaintId}:${pin}`, 'complaint-pin-hash');
  }

  /** Compares in constant time. */
  isPin(complaintId: string, pin: string, hash: string): boolean {
    const [one, other] = [Buffer.from(this.pinHash(complaintId, pin)), Buffer.from(hash)];
    return one.length === other.length && timingSafeEqual(one, other);
  }

  /** Finds a person's named complaints; means nothing anywhere else. */
  reporterTag(personId: string): string {
    return this.sealer.fingerprint(personId, 'complaint-reporter');
  }

  /** Under this name a person's wrong PINs are counted. */
  asker(personId: string): string {
    return this.sealer.fingerprint(personId, 'complaint-asker');
  }

  /** Under this name wrong PINs for a ticket are counted, in one hour of the clock. */
  guessedAt(orgId: string, ticketNo: string, hour: number): string {
    return this.sealer.fingerprint(`${orgId}:${ticketNo}:${hour}`, 'complaint-guessed');
  }

  sealText(complaintId: string, text: string): string {
    return this.sealer.seal(text, `complaint:${complaintId}`);
  }

  openText(complaintId: string, sealed: string): string {
    return this.sealer.open(sealed, `complaint:${complaintId}`);
  }

  sealPlace(complaintId: string, place: PlaceAnswer): string {
    return this.sealText(complaintId, JSON.stringify(place));
  }

  openPlace(complaintId: string, sealed: string): PlaceAnswer {
    return JSON.parse(this.openText(complaintId, sealed)) as PlaceAnswer;
  }

  /** Of a context of its own: showing a detail never shows a contact by mistake. */
  sealContact(complaintId: string, contact: Contact): string {
    return this.sealer.seal(JSON.stringify(contact), `contact:${complaintId}`);
  }

  openContact(complaintId: string, sealed: string): Contact {
    return JSON.parse(this.sealer.open(sealed, `contact:${complaintId}`)) as Contact;
  }

  sealReporter(mailboxId: string, lineUserId: string): string {
    return this.sealer.seal(lineUserId, `mailbox:${mailboxId}`);
  }

  /** Apart from the LINE id: what is sent can be written without opening that. */
  sealLocale(mailboxId: string, locale: Locale): string {
    return this.sealer.seal(locale, `mailbox-locale:${mailboxId}`);
  }

  openLocale(mailboxId: string, sealed: string): Locale {
    const locale = this.sealer.open(sealed, `mailbox-locale:${mailboxId}`);
    return LOCALES.find((known) => known === locale) ?? 'th';
  }

  openReporter(mailboxId: string, sealed: string): string {
    return this.sealer.open(sealed, `mailbox:${mailboxId}`);
  }
}
