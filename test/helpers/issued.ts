import type { Connection } from '../../src/mongo/connection';

/** A query as the driver sent it. */
export interface Issued {
  readonly name: string;
  readonly collection: string;
  readonly command: Readonly<Record<string, unknown>>;
}

/** Commands that look for documents. */
const SEARCHING = ['find', 'aggregate', 'count', 'distinct', 'findAndModify', 'update', 'delete'];
/** Fields that concern the sending and that `explain` does not take. */
const ABOUT_SENDING = [
  ...[
    'lsid',
    '$db',
    '$clusterTime',
    '$readPreference',
    'txnNumber',
    'writeConcern',
    'readConcern',
    'maxTimeMS',
  ],
];

/**
 * All queries that a connection sends while `work` is done, one of each shape. The connection must have been
 * opened with `monitorCommands`.
 */
export async function issuedBy(connection: Connection, work: () => Promise<void>): Promise<Issued[]> {
  const byShape = new Map<string, Issued>();
  const client = connection.getClient();
  const note = ({ commandName: name, command }: { commandName: string; command: object }): void => {
    if (!SEARCHING.includes(name)) return;
    const kept = Object.entries(command).filter(([field]) => !ABOUT_SENDING.includes(field));
    for (const each of singly(name, Object.fromEntries(kept))) {
      byShape.set(JSON.stringify(shapeOf(each)), { name, collection: String(each[name]), command: each });
    }
  };
  client.on('commandStarted', note);
  try {
    await work();
  } finally {
    client.off('commandStarted', note);
  }
  return [...byShape.values()];
}

/** Each query with the plan the server makes for it. */
export async function explain(
  { db }: Connection,
  all: readonly Issued[],
): Promise<{ issued: Issued; plan: string }[]> {
  const plans: { issued: Issued; plan: string }[] = [];
  for (const issued of all) {
    const plan = await db?.command({ explain: issued.command, verbosity: 'queryPlanner' });
    plans.push({ issued, plan: JSON.stringify(plan) });
  }
  return plans;
}

/** A command of several updates or deletes as several commands: only one at a time can be explained. */
function singly(name: string, command: Record<string, unknown>): Record<string, unknown>[] {
  const list = name === 'update' ? 'updates' : name === 'delete' ? 'deletes' : undefined;
  if (list === undefined) return [command];
  return (command[list] as unknown[]).map((each) => ({ ...command, [list]: [each] }));
}

/** The command without its values: those decide which documents are found, not how. */
function shapeOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.slice(0, 3).map((each) => shapeOf(each));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each, key)]));
  }
  const says = [
    'find',
    'aggregate',
    'count',
    'distinct',
    'findAndModify',
    'update',
    'delete',
    'state',
    'status',
  ];
  return says.includes(name) ? value : typeof value;
}
