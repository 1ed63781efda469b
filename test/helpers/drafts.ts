import type { Phone } from '../../simulator/phone';
import type { Drafts } from '../../src/conversation/drafts';
import { currentOf } from '../../src/conversation/drafts';
import type { Conversation } from '../../src/conversation/flow';
import { createConversationStore } from '../../src/conversation/store';
import type { Sealer } from '../../src/core/sealing';
import type { Connection } from '../../src/mongo/connection';
import type { TestApp } from './app';

/** All that is open with somebody, read with the key of the app. */
async function draftsOf(app: TestApp, orgId: string, phone: Phone): Promise<Drafts> {
  const { rooms } = app.container;
  const { personId } = await rooms.people.meet(orgId, phone.chat.userId);
  const store = createConversationStore({ ...rooms, connection: app.db.connection });
  return (await store.load(personId)).drafts;
}

/** The conversation whose question is open. */
export async function conversationOf(
  app: TestApp,
  orgId: string,
  phone: Phone,
): Promise<Conversation | undefined> {
  return currentOf(await draftsOf(app, orgId, phone));
}

/** How many conversations are open in a database, with everybody together. */
export async function countDrafts(connection: Connection, sealer: Sealer): Promise<number> {
  const documents = await connection
    .collection<{ _id: string; sealed: string }>('conversations')
    .find()
    .toArray();
  const open = documents.map(
    ({ _id, sealed }) => (JSON.parse(sealer.open(sealed, `conversation:${_id}`)) as Drafts).open,
  );
  return open.flat().length;
}
