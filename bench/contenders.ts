import { join } from 'node:path';
import type { EmbeddedEngine } from '../src/mongo/embedded';
import type { Hall, RunningBot } from './hall';
import { openHall } from './hall';
import { CHANNEL, environmentFor } from './line-channel';
import type { Stage } from './stage';

/** The two that are compared: this bot, and the one that people write by hand instead. */
export const CONTENDERS = ['ours', 'byHand'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** A contender with people who talk to it, and an engine of its own. */
export interface Corner {
  readonly hall: Hall;
  readonly engine: EmbeddedEngine;
  readonly dataDir: string;
  /** Ends the bot and its engine. */
  close(): Promise<void>;
}

/** The database of each, by name: both are started on an empty engine. */
export const DATABASES: Readonly<Record<Contender, string>> = { ours: 'prongsai', byHand: 'hand-written' };

/**
 * Starts a contender; `reached` may put something between it and the engine, whose address is given, and says
 * where the engine is to be reached instead.
 */
export async function openCorner(
  stage: Stage,
  contender: Contender,
  people: number,
  reached: (uri: string) => Promise<string> = (uri) => Promise.resolve(uri),
): Promise<Corner> {
  const dataDir = stage.folder();
  const engine = await stage.engine(join(dataDir, 'db'));
  const uri = await reached(engine.uri);
  const start = async (port: number, linePort: number): Promise<RunningBot> => {
    const bot = await STARTS[contender](stage, { dataDir, uri, port, linePort });
    return { ...bot, enginePid: () => engine.pid };
  };
  const hall = await openHall(stage, dataDir, { people, start });
  const close = async (): Promise<void> => {
    await hall.bot.kill();
    await engine.stop();
  };
  return { hall, engine, dataDir, close };
}

interface Addresses {
  readonly dataDir: string;
  /** Where the engine is reached. */
  readonly uri: string;
  readonly port: number;
  readonly linePort: number;
}

type Start = (stage: Stage, at: Addresses) => Promise<Pick<RunningBot, 'pid' | 'kill'>>;

const STARTS: Readonly<Record<Contender, Start>> = {
  ours: (stage, { dataDir, uri, port, linePort }) =>
    stage.bot({ ...environmentFor(dataDir, linePort), MONGODB_URI: uri, PORT: String(port) }),
  byHand: async (stage, { uri, port, linePort }) => {
    const { channelSecret, accessToken } = CHANNEL;
    const line = `http://127.0.0.1:${linePort}`;
    const script = await stage.script('hand-written.js', line, uri, String(port), channelSecret, accessToken);
    return { pid: script.pid, kill: () => script.close() };
  },
};
