import type { Connection } from 'mongoose';
import { bangkokDay } from '../../core/bangkok-day';
import type { Migration } from './migration';

/** The roles of 0.1 in the vocabulary of offices; a citizen holds none. */
const OFFICES: Readonly<Record<string, string>> = {
  staff: 'reporter',
  coordinator: 'coordinator',
  head: 'central-head',
  clerk: 'clerk',
  executive: 'executive',
};

interface OldPerson {
  _id: string;
  role: string;
  unitKey?: string;
  position?: string;
  registeredAt?: Date;
  createdAt: Date;
}

/**
 * Before it a person had one role, with a unit and a position beside it; since then they hold posts. The
 * post of a role is that of the invitation it came from, or, where the database has removed that already,
 * of one made up for it. Invitations and sign-off chains get the offices' words as well.
 */
export const posts: Migration = {
  id: '0001-posts',
  run: async ({ connection }) => {
    await renameOffices(connection);
    await givePosts(connection);
    await dropOldIndex(connection);
  },
};

async function givePosts(connection: Connection): Promise<void> {
  const people = connection.collection<OldPerson>('people');
  for await (const person of people.find({ role: { $exists: true } })) {
    const post = await postOf(connection, person);
    // What still has its role has not been changed yet: one write, so that a crash leaves all or nothing.
    await people.updateOne(
      { _id: person._id, role: { $exists: true } },
      {
        $set: { posts: post === undefined ? [] : [post] },
        $unset: { role: '', unitKey: '', position: '', registeredAt: '' },
      },
    );
  }
}

async function postOf(connection: Connection, person: OldPerson): Promise<object | undefined> {
  const office = OFFICES[person.role];
  if (office === undefined) return undefined;
  const { _id, unitKey, position, registeredAt, createdAt } = person;
  const invitation = await connection
    .collection<{ _id: string }>('invitations')
    .findOne({ usedBy: _id, usedAt: registeredAt });
  return {
    id: invitation?._id ?? `before-posts:${_id}`,
    office,
    ...(unitKey === undefined ? {} : { unitKey }),
    ...(position === undefined ? {} : { position }),
    from: bangkokDay(registeredAt ?? createdAt),
  };
}

async function renameOffices(connection: Connection): Promise<void> {
  const invitations = connection.collection('invitations');
  for (const [role, office] of Object.entries(OFFICES)) {
    await invitations.updateMany({ role }, { $set: { office }, $unset: { role: '' } });
  }
  const organizations = connection.collection<{ organization: { signOffChain?: { role?: string }[] } }>(
    'organizations',
  );
  for await (const { _id, organization } of organizations.find({
    'organization.signOffChain.role': { $exists: true },
  })) {
    const signOffChain = (organization.signOffChain ?? []).map(({ role, ...step }) =>
      role === undefined ? step : { ...step, office: OFFICES[role] ?? role },
    );
    await organizations.updateOne({ _id }, { $set: { 'organization.signOffChain': signOffChain } });
  }
}

async function dropOldIndex(connection: Connection): Promise<void> {
  const people = connection.collection('people');
  const isOld = ({ key }: { key: Record<string, unknown> }) => 'role' in key;
  // A database that has never been used has no collection to look into.
  const [known] = await connection
    .listCollections()
    .then((all) => all.filter(({ name }) => name === 'people'));
  if (known === undefined) return;
  for (const { name, key } of await people.indexes()) {
    if (name !== undefined && isOld({ key })) await people.dropIndex(name);
  }
}
