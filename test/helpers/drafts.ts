import type { Phone } from '../../simulator/phone';
import type { Drafts } from '../../src/conversation/drafts';
import { currentOf } from '../../src/conversation/drafts';
import type { Conversation } from '../../src/conversation/flow';
import { silentLog } from '../../src/core/log';
import type { Sealer } from '../../src/core/sealing';
import type { Connection } from '../../src/mongo/connection';
import { threadIdOf } from '../../src/threads/events';
import { openKept } from '../../src/threads/kept';
import { threadsOn } from '../../src/threads/parts';
import type { TestApp } from './app';

/** What is open with the person of this id, read with the key of the app. */
async function draftsIn(connection: Connection, sealer: Sealer, personId: string): Promise<Drafts> {
  const _id = threadIdOf(sealer, personId);
  const found = await threadsOn(connection).findOne({ _id }, { promoteBuffers: true });
  return (found && openKept({ sealer, log: silentLog }, found)?.drafts) ?? { open: [] };
}

/** The conversation whose question is open. */
export async function conversationOf(
  app: TestApp,
  orgId: string,
  phone: Phone,
): Promise<Conversation | undefined> {
  // What is open is kept when the answer has gone out.
  await app.container.line.dispatcher.idle();
  const { people, sealer } = app.container.rooms;
  const { personId } = await people.meet(orgId, phone.chat.userId);
  return currentOf(await draftsIn(app.db.connection, sealer, personId));
}

/** How many conversations are open in a database, with everybody together. */
export async function countDrafts(connection: Connection, sealer: Sealer): Promise<number> {
  const documents = await threadsOn(connection).find({}, { promoteBuffers: true }).toArray();
  const open = documents.map((each) => openKept({ sealer, log: silentLog }, each)?.drafts.open ?? []);
  return open.flat().length;
}
