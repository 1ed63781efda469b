import type { Subject } from './prompt';

const ID = /^[\x21-\x7e]{1,100}$/;
const AIM = /^[a-z]+(-[a-z]+)*$/;
const LONGEST_AIM = 40;

/** True for a subject that a button can carry. */
export function isSubject({ id, aim }: Subject): boolean {
  return ID.test(id) && (aim === undefined || (aim.length <= LONGEST_AIM && AIM.test(aim)));
}

/** Version 0.1 wrote `s:` before a measure, and a ticket's id and its next state in one. */
const MARKED = /^s:([^|]+)/;
const TICKET_AND_STATE = /^([A-Za-z0-9_-]{24})\.([a-z-]+)$/;
/** It also knew texts and files in this place, which no button of its own ever held. */
const NO_SUBJECT = /^[a-z]:|\|/;

/**
 * The subject of a button that version 0.1 has made: it still stands in people's chats. Total: `undefined` for
 * what names none.
 */
export function olderSubject(param: string): Subject | undefined {
  const [, marked] = MARKED.exec(param) ?? [];
  const [, ticket, aim] = TICKET_AND_STATE.exec(param) ?? [];
  const subject: Subject | undefined =
    marked !== undefined
      ? { id: marked }
      : ticket !== undefined && aim !== undefined
        ? { id: ticket, aim }
        : NO_SUBJECT.test(param)
          ? undefined
          : { id: param };
  return subject !== undefined && isSubject(subject) ? subject : undefined;
}
