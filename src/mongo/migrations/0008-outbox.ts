import { bangkokDay, dayStart } from '../../core/bangkok-day';
import type { Sealer } from '../../core/sealing';
import type { Connection } from '../connection';
import type { Migration } from './migration';

/** An item as version 0.1 stored it, as far as this step reads it. */
interface OldItem {
  _id: string;
  orgId: string;
  to: { kind: 'person'; personId: string } | { kind: 'mailbox'; mailboxId: string };
  sealedPrompts?: string;
  locale: string;
  attempts: number;
  createdAt: Date;
  status: 'waiting' | 'sent' | 'dead' | 'cancelled';
  settledAt?: Date;
  lastProblem?: string;
  [field: string]: unknown;
}

type NewItem = Record<string, unknown> & { _id: string };

/** What makes an item one of version 0.1. */
const OLD = { locale: { $exists: true } };
/** Late answers to a reporter: of these a person must not stand beside the ticket. */
const OF_REPORTERS = ['complaints.receipt.summary', 'complaints.status.summary'];

/**
 * The outbox keeps what it needs and no more: of what is settled the id, its day and its organisation; content
 * and language sealed together; a late receipt addressed to the complaint's mailbox instead of its reporter;
 * late answers under a fingerprint of their event. What waits keeps its retry key and is sent once; dead
 * letters can be revived, except those that hold a receipt: nothing of a PIN is kept that could not be sent.
 */
export const outbox: Migration = {
  id: '0008-outbox',
  run: async ({ connection, sealer }) => {
    const items = connection.collection<OldItem>('outbox');
    const known = connection.collection<NewItem>('outbox');
    for await (const old of items.find(OLD)) {
      const fresh = await freshOf(old, connection, sealer);
      await known.replaceOne({ _id: fresh._id }, fresh, { upsert: true });
      // After a crash between the two the same is made again.
      if (fresh._id !== old._id) await items.deleteOne({ _id: old._id });
    }
  },
};

async function freshOf(old: OldItem, connection: Connection, sealer: Sealer): Promise<NewItem> {
  const _id = idOf(old._id, sealer);
  if (old.status === 'sent' || old.status === 'cancelled') return closed(old, _id);
  const prompts = promptsOf(old, sealer);
  if (prompts === undefined) return closed({ ...old, status: 'dead', lastProblem: 'sealed-unreadable' }, _id);
  const ticketNo = reportersTicketIn(prompts);
  if (ticketNo !== undefined && old.status === 'dead') return closed(old, _id);
  const to = ticketNo === undefined ? old.to : await mailboxOf(connection, old.orgId, ticketNo);
  // The ticket is gone, or was never there: nobody waits for its receipt.
  if (to === undefined) return closed({ ...old, status: 'cancelled' }, _id);
  const { locale, ...rest } = old;
  const kept = Object.fromEntries(Object.entries(rest).filter(([field]) => field !== 'sealedPrompts'));
  return {
    ...kept,
    _id,
    to,
    sealed: sealer.seal(JSON.stringify({ locale, prompts }), `outbox:${_id}`),
    ...(ticketNo === undefined ? {} : { confidential: true }),
  };
}

/** Nothing but what keeps it from being sent again, to the day. */
function closed(
  { orgId, status, attempts, settledAt, createdAt, lastProblem }: OldItem,
  _id: string,
): NewItem {
  const on = dayStart(bangkokDay(settledAt ?? createdAt));
  const problem = status === 'dead' ? { lastProblem } : {};
  return { _id, orgId, status, attempts, settledAt: on, ...problem };
}

function idOf(id: string, sealer: Sealer): string {
  const [, eventId] = /^reply:(.+)$/.exec(id) ?? [];
  return eventId === undefined ? id : `reply:${sealer.fingerprint(eventId, 'outbox-reply')}`;
}

interface OldPrompt {
  readonly text?: { readonly key?: string; readonly params?: { readonly ticketNo?: string } };
}

/** `undefined`: what it said cannot be read any more. */
function promptsOf({ _id, sealedPrompts = '' }: OldItem, sealer: Sealer): readonly OldPrompt[] | undefined {
  try {
    return JSON.parse(sealer.open(sealedPrompts, `outbox:${_id}`)) as OldPrompt[];
  } catch {
    return undefined;
  }
}

function reportersTicketIn(prompts: readonly OldPrompt[]): string | undefined {
  const told = prompts.find(({ text }) => OF_REPORTERS.includes(text?.key ?? ''));
  return told?.text?.params?.ticketNo;
}

async function mailboxOf(
  connection: Connection,
  orgId: string,
  ticketNo: string,
): Promise<{ kind: 'mailbox'; mailboxId: string } | undefined> {
  const complaints = connection.collection<{ mailboxId: string }>('complaints');
  const complaint = await complaints.findOne({ orgId, ticketNo });
  return complaint === null ? undefined : { kind: 'mailbox', mailboxId: complaint.mailboxId };
}
