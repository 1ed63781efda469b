import { join } from 'node:path';
import type { StoredComplaint, StoredMailbox } from '../src/complaints/model';
import { complaintModel, mailboxModel } from '../src/complaints/model';
import { Seals } from '../src/complaints/seals';
import { ticketNoOf } from '../src/complaints/ticket-number';
import { addDays, bangkokDay, DAY_MS } from '../src/core/bangkok-day';
import { systemClock } from '../src/core/clock';
import { silentLog } from '../src/core/log';
import { Sealer } from '../src/core/sealing';
import type { Connection, Model } from '../src/mongo/connection';
import { createCollections, openConnection } from '../src/mongo/connection';
import { startEmbedded } from '../src/mongo/embedded';
import { keysInFolder } from '../src/mongo/key-file';
import { MIGRATIONS } from '../src/mongo/migrations';
import { migrate } from '../src/mongo/migrations/ledger';
import type { StoredPerson } from '../src/people/model';
import { personModel } from '../src/people/model';
import { personIdOf } from '../src/people/rules';
import { threadIdOf } from '../src/threads/events';
import { NOTHING_KEPT, sealKept } from '../src/threads/kept';
import type { StoredThread } from '../src/threads/model';
import { threadModel } from '../src/threads/model';
import { withOver } from '../src/threads/past';
import { userId } from './line-channel';

/** What was put into a database. */
export interface Stored {
  readonly events: number;
  readonly people: number;
  readonly complaints: number;
}

/** The organisation the bench's channel belongs to: the first of the sample data. */
const ORG = 'pho-kao-ton';
const BATCH = 5_000;
/** Within the thirty days for which ids of done events are kept. */
const SPREAD_DAYS = 20;
/** Events of one person. */
const EACH = 5;
const YEAR = 2568;

/**
 * Fills a database as years of work would: of `events` webhook events most are done and a few hundred set
 * aside; every fifth was the first of a person, and every fifth ended in a complaint.
 */
export async function preload(dataDir: string, events: number): Promise<Stored> {
  const sealer = new Sealer(keysInFolder(dataDir));
  const engine = await startEmbedded(join(dataDir, 'db'));
  const connection = await openConnection(engine.uri, 'prongsai');
  const some = Math.round(events / EACH);
  try {
    // What is put in has today's shape: the steps from earlier ones are behind it.
    await migrate({ connection, sealer, log: silentLog, machineClock: systemClock, migrations: MIGRATIONS });
    for (const model of [threadModel, personModel, complaintModel, mailboxModel]) model(connection);
    await createCollections(connection);
    await insert(threadModel(connection), some, (index) => threadOf(sealer, index, some));
    await insert(personModel(connection), some, (index) => personOf(sealer, index));
    await insertComplaints(connection, new Seals(sealer), some);
  } finally {
    await connection.close();
    await engine.stop();
  }
  return { events, people: some, complaints: some };
}

async function insert<T extends object>(
  model: Model<T>,
  count: number,
  make: (index: number) => T,
): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from);
    const documents = Array.from({ length }, (_, index) => make(from + index));
    await model.collection.insertMany(documents);
  }
}

function timeOf(index: number, of: number): Date {
  return new Date(Date.now() - SPREAD_DAYS * DAY_MS * (1 - index / of));
}

/** What is kept of person number `index`: five events, all done or, of every fortieth person, one set aside. */
function threadOf(sealer: Sealer, index: number, of: number): StoredThread {
  const _id = threadIdOf(sealer, personIdOf(sealer, ORG, userId(index)));
  const day = bangkokDay(timeOf(index, of));
  const ids = Array.from({ length: EACH }, (_, n) => sealer.fingerprint(`${ORG}:${index}:${n}`, 'event'));
  const kept = { ...NOTHING_KEPT, done: withOver({}, ids, day) };
  const thread = {
    _id,
    stamp: `stamp-${index}`,
    sealed: sealKept(sealer, _id, kept),
    purgeOn: addDays(day, 30),
  };
  const [id = ''] = ids;
  if (index % 40 > 0) return thread;
  const sealed = sealer.sealBytes(Buffer.from('{"type":"message"}'), `inbox:${id}`);
  const aside = { id, orgId: ORG, sealed, failures: 5, problem: 'Error', on: timeOf(index, of) };
  return { ...thread, aside: [aside] };
}

/** Person number `index` of the database; those who talk in the bench are the first of them. */
function personOf(sealer: Sealer, index: number): StoredPerson {
  const _id = personIdOf(sealer, ORG, userId(index));
  const sealedUserId = sealer.seal(userId(index), `person:${_id}`);
  const createdAt = new Date(Date.now() - 300 * DAY_MS);
  return {
    _id,
    orgId: ORG,
    sealedUserId,
    posts: [],
    locale: 'th',
    reachable: true,
    wrongTries: [],
    createdAt,
  };
}

async function insertComplaints(connection: Connection, seals: Seals, count: number): Promise<void> {
  await insert(complaintModel(connection), count, (index) => complaintOf(seals, index, count));
  await insert(mailboxModel(connection), count, (index) => mailboxOf(seals, index));
}

function complaintOf(seals: Seals, index: number, of: number): StoredComplaint {
  const once = `stored-${index}`;
  const _id = seals.complaintId(once);
  const receivedAt = timeOf(index, of);
  return {
    _id,
    orgId: ORG,
    ticketNo: ticketNoOf(YEAR, String(index).padStart(5, '0')),
    category: 'lights',
    sealedDetail: seals.sealText(_id, 'ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว ทางมืดมาก'),
    fileIds: [],
    reporter: { kind: 'anonymous' },
    mailboxId: seals.mailboxId(once),
    pinHash: seals.pinHash(_id, seals.pin(once)),
    state: 'closed',
    timeline: [{ id: seals.eventId(once), at: receivedAt, state: 'closed' }],
    receivedAt,
    dueOn: receivedAt.toISOString().slice(0, 10),
  };
}

function mailboxOf(seals: Seals, index: number): StoredMailbox {
  const _id = seals.mailboxId(`stored-${index}`);
  return {
    _id,
    sealedUserId: seals.sealReporter(_id, userId(index)),
    sealedLocale: seals.sealLocale(_id, 'th'),
  };
}
