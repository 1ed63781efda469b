import type { Actor } from '../../conversation/actor';
import type { Unreplied } from '../../conversation/receipt';
import type { Sealer } from '../../core/sealing';
import type { Outbox } from '../../outbox/service';
import type { Prompt } from '../../speech/prompt';

/** An answer that could not be replied and must arrive all the same. */
export interface LateAnswer {
  readonly eventId: string;
  readonly actor: Pick<Actor, 'orgId' | 'personId' | 'locale'>;
  readonly prompts: readonly Prompt[];
  readonly to: Exclude<Unreplied, 'nowhere'>;
}

/** Queues a late answer to be pushed, once per event, however often it is called. */
export type SendLater = (late: LateAnswer) => Promise<void>;

/**
 * Late answers go through the outbox under a fingerprint of their event: the inbox keeps the event's id, and
 * nothing of the two may be laid side by side.
 */
export function createSendLater(parts: {
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly sealer: Pick<Sealer, 'fingerprint'>;
}): SendLater {
  return async ({ eventId, actor, prompts, to }) => {
    const { orgId, personId, locale } = actor;
    const id = `reply:${parts.sealer.fingerprint(eventId, 'outbox-reply')}`;
    const late = { id, orgId, prompts, locale };
    if (to === 'person') await parts.outbox.enqueue({ ...late, to: { kind: 'person', personId } });
    // What goes to a mailbox may tell how to open a case: a PIN must not lie about once it cannot be sent.
    else await parts.outbox.enqueue({ ...late, to: { kind: 'mailbox', ...to }, confidential: true });
  };
}
