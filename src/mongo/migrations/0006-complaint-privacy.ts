import { bangkokDay, dayStart } from '../../core/bangkok-day';
import type { Sealer } from '../../core/sealing';
import type { Migration } from './migration';
import { rewriteWithoutOrder } from './without-order';

type Stored = { _id: string } & Record<string, unknown>;

/** Collections in which the order of writing would tell whose is whose. */
const TELLING = ['people', 'lanes'] as const;

/**
 * Takes from the complaints of version 0.1 what links them with a person: times finer than a day, the
 * reporter's language in the clear, files named after LINE messages, and the order in which all was written.
 * Wrong PINs of the last hour are forgotten.
 */
export const complaintPrivacy: Migration = {
  id: '0006-complaint-privacy',
  run: async ({ connection, sealer }) => {
    await rewriteWithoutOrder(connection, 'complaints', (complaint) => byTheDay(sealer, complaint));
    await rewriteWithoutOrder(connection, 'sealed-reporters', (mailbox) => sealedLanguage(sealer, mailbox));
    for (const name of TELLING) await rewriteWithoutOrder(connection, name);
    await connection.collection('pin-tries').deleteMany({});
    await rewriteWithoutOrder(connection, 'pin-tries');
  },
};

function byTheDay(sealer: Sealer, complaint: Stored): Stored {
  const { receivedAt, timeline, fileIds } = complaint as Stored & {
    receivedAt: Date;
    timeline: readonly { at: Date }[];
    fileIds: readonly string[];
  };
  return {
    ...complaint,
    receivedAt: dayOf(receivedAt),
    timeline: timeline.map((event) => ({ ...event, at: dayOf(event.at) })),
    fileIds: fileIds.map((id) => fileIdOf(sealer, id)),
  };
}

function sealedLanguage(sealer: Sealer, { locale, ...mailbox }: Stored): Stored {
  if (typeof locale !== 'string') return mailbox;
  return { ...mailbox, sealedLocale: sealer.seal(locale, `mailbox-locale:${mailbox._id}`) };
}

function dayOf(at: Date): Date {
  return dayStart(bangkokDay(at));
}

/** As 0005-sealed-files has named them: no more `<organisation>_<message>`, whose number tells the time. */
function fileIdOf(sealer: Sealer, id: string): string {
  const [, orgId, messageId] = /^([a-z0-9-]+)_(\d+)$/.exec(id) ?? [];
  if (orgId === undefined || messageId === undefined) return id;
  return sealer.fingerprint(`${orgId}:${messageId}`, 'file').slice(0, 24);
}
