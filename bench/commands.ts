import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Contender } from './contenders';
import { DATABASES, openCorner } from './contenders';
import type { Stage } from './stage';
import { talk } from './turns';

export interface CommandsPlan {
  readonly people: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Database commands of one turn, counted on the wire by name. */
export interface CommandsResult {
  readonly perTurn: number;
  readonly byName: Readonly<Record<string, number>>;
}

/** What a driver says to its server without being asked to. */
const HOUSEKEEPING = ['hello', 'ismaster', 'isMaster', 'ping', 'endSessions'];

/** Counts on the wire, so that nothing in the bot has to count and any version of it can be measured. */
export async function measureCommands(
  stage: Stage,
  contender: Contender,
  plan: CommandsPlan,
): Promise<CommandsResult> {
  const counters: Counter[] = [];
  const counted = async (uri: string): Promise<string> => {
    const counter = await openCounter(decodeURIComponent(new URL(uri).host));
    counters.push(counter);
    return `mongodb://127.0.0.1:${counter.port}/${DATABASES[contender]}?directConnection=true`;
  };
  const corner = await openCorner(stage, contender, plan.people, counted);
  try {
    await talk(corner.hall, plan.warmUpSeconds);
    for (const { names } of counters) names.clear();
    const { turns } = await talk(corner.hall, plan.seconds);
    const counts = counters.flatMap(({ names }) => [...names]);
    const byName = Object.fromEntries(counts.map(([name, count]): [string, number] => [name, count / turns]));
    return { perTurn: Object.values(byName).reduce((sum, each) => sum + each, 0), byName };
  } finally {
    await corner.close();
    for (const counter of counters) counter.close();
  }
}

interface Counter {
  readonly port: number;
  readonly names: Map<string, number>;
  close(): void;
}

/** A relay to the engine's socket that counts the commands that pass. */
async function openCounter(socketPath: string): Promise<Counter> {
  const names = new Map<string, number>();
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(socketPath);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => client.destroy()).on('close', () => upstream.destroy());
    }
    const count = commandReader((name) => {
      if (!HOUSEKEEPING.includes(name)) names.set(name, (names.get(name) ?? 0) + 1);
    });
    client.on('data', count);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, names, close };
}

/** Bytes before the name of the command: header 16, flags 4, kind of section 1, document's length 4, type 1. */
const NAME_AT = 26;
const OP_MSG = 2013;

/** Reads the names of commands from a stream of MongoDB's wire messages (OP_MSG: the name is the first key). */
function commandReader(found: (name: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 16) {
      const length = rest.readInt32LE(0);
      if (rest.length < length) return;
      if (rest.readInt32LE(12) === OP_MSG) found(rest.toString('utf8', NAME_AT, rest.indexOf(0, NAME_AT)));
      rest = rest.subarray(length);
    }
  };
}
