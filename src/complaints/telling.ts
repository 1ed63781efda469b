import type { Outbox } from '../outbox/service';
import type { Prompt } from '../speech/prompt';
import type { Complaints, Moved } from './service';

/** Sends `prompt` to the mailbox of a ticket's reporter, once per `moved.eventId`, however often it is called. */
export type TellReporter = (moved: Moved, prompt: Prompt, orgId: string) => Promise<void>;

/** A reporter is told through the outbox, which knows a mailbox and no person. One without a mailbox asks. */
export function createTellReporter({
  complaints,
  outbox,
}: {
  readonly complaints: Pick<Complaints, 'languageOf'>;
  readonly outbox: Pick<Outbox, 'enqueue'>;
}): TellReporter {
  return async ({ mailboxId, eventId }, prompt, orgId) => {
    const locale = await complaints.languageOf(mailboxId);
    if (locale === undefined) return;
    const to = { kind: 'mailbox', mailboxId } as const;
    await outbox.enqueue({ id: `ticket:${eventId}`, orgId, to, prompts: [prompt], locale });
  };
}
