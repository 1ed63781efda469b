import { bangkokDay } from '../../core/bangkok-day';
import { present } from '../../core/present';
import type { Connection } from '../connection';
import type { Migration } from './migration';
import { rewriteWithoutOrder } from './without-order';

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
 * of one made up for it. Invitations and sign-off chains get the offices' words as well. People are kept
 * without an order of writing from now on: who came when would stand beside the order of complaints.
 */
export const posts: Migration = {
  id: '0001-posts',
  run: async ({ connection }) => {
    await renameOffices(connection);
    await rewriteWithoutOrder(connection, 'people', (document) =>
      withPosts(connection, document as unknown as OldPerson),
    );
  },
};

/** What a post says now. */
const REPLACED: readonly string[] = ['role', 'unitKey', 'position', 'registeredAt'];

async function withPosts(
  connection: Connection,
  old: OldPerson,
): Promise<{ _id: string } & Record<string, unknown>> {
  const post = await postOf(connection, old);
  const kept = Object.fromEntries(Object.entries(old).filter(([field]) => !REPLACED.includes(field)));
  return { ...kept, _id: old._id, posts: post === undefined ? [] : [post] };
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
    ...present({ unitKey, position }),
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
