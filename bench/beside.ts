import { complaintModel } from '../src/complaints/model';
import { Seals } from '../src/complaints/seals';
import { Sealer } from '../src/core/sealing';
import type { Connection } from '../src/mongo/connection';
import { openConnection } from '../src/mongo/connection';
import { keysInFolder } from '../src/mongo/key-file';
import type { Contender, Corner } from './contenders';
import { CONTENDERS, DATABASES, openCorner } from './contenders';
import { DETAIL } from './conversation';
import type { Stage } from './stage';
import { median } from './statistics';
import type { Round, Turns } from './turns';
import { talk, turnsOf } from './turns';

/** How a contender did, and how right it was. */
export interface Performance extends Turns {
  /** Share of the turns that were answered with something else than belongs to them. */
  readonly wrong: number;
  /** Complaints that were filed as they were told, for each that was told; 1 is right. */
  readonly filed: number;
}

/** Both contenders under the same load, and what the rounds' own ratios are in the middle. */
export interface Comparison extends Readonly<Record<Contender, Performance>> {
  /** Turns per second, ours ÷ by hand. */
  readonly perSecond: number;
  /** Processor time of a turn, bot and engine together, ours ÷ by hand. */
  readonly cpu: number;
}

export interface BesideResult {
  /** Every webhook delivered once. */
  readonly once: Comparison;
  /** Every webhook delivered twice, as LINE does with what it takes for lost. */
  readonly twice: Comparison;
}

export interface BesidePlan {
  /** So many that the machine and not their waiting is the limit. */
  readonly people: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** This bot and the one written by hand, in turn, with the same people, LINE and kind of engine. */
export async function measureBeside(stage: Stage, plan: BesidePlan): Promise<BesideResult> {
  const corners = {
    ours: await openCorner(stage, 'ours', plan.people),
    byHand: await openCorner(stage, 'byHand', plan.people),
  };
  for (const who of CONTENDERS) await talk(corners[who].hall, plan.warmUpSeconds);
  const once = await compare(corners, plan, 1);
  const twice = await compare(corners, plan, 2);
  for (const who of CONTENDERS) await corners[who].close();
  return { once, twice };
}

async function compare(
  corners: Readonly<Record<Contender, Corner>>,
  plan: BesidePlan,
  copies: number,
): Promise<Comparison> {
  const rounds: Record<Contender, Round[]> = { ours: [], byHand: [] };
  const before = { ours: await rightlyFiled('ours', corners), byHand: await rightlyFiled('byHand', corners) };
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const who of CONTENDERS) {
      const { hall } = corners[who];
      hall.deliver(copies);
      rounds[who].push(await talk(hall, plan.seconds, 'bear'));
    }
  }
  const performance = async (who: Contender): Promise<Performance> => {
    const sum = (read: (round: Round) => number): number =>
      rounds[who].reduce((all, round) => all + read(round), 0);
    return {
      ...turnsOf(rounds[who], plan.seconds, corners[who].hall),
      wrong: sum(({ wrong }) => wrong) / sum(({ turns }) => turns),
      filed: ((await rightlyFiled(who, corners)) - before[who]) / sum(({ conversations }) => conversations),
    };
  };
  const ratio = (read: (round: Round) => number): number =>
    median(rounds.ours.map((ours, index) => read(ours) / ratioBase(rounds.byHand[index], read)));
  return {
    ours: await performance('ours'),
    byHand: await performance('byHand'),
    perSecond: ratio(({ times }) => times.length),
    cpu: ratio(({ cpu }) => cpu.bot + cpu.engine),
  };
}

function ratioBase(round: Round | undefined, read: (round: Round) => number): number {
  return round === undefined ? NaN : read(round);
}

/** Complaints in a contender's database that say what was told. */
async function rightlyFiled(
  who: Contender,
  { [who]: { engine, dataDir } }: Readonly<Record<Contender, Corner>>,
): Promise<number> {
  const connection = await openConnection(engine.uri, DATABASES[who]);
  try {
    return await FILED[who](connection, dataDir);
  } finally {
    await connection.close();
  }
}

type Filed = (connection: Connection, dataDir: string) => Promise<number>;

const FILED: Readonly<Record<Contender, Filed>> = {
  ours: async (connection, dataDir) => {
    const seals = new Seals(new Sealer(keysInFolder(dataDir)));
    const complaints = await complaintModel(connection).find({}, { sealedDetail: 1 }).lean();
    return complaints.filter(({ _id, sealedDetail }) => seals.openText(_id, sealedDetail).includes(DETAIL))
      .length;
  },
  byHand: (connection) => connection.collection('complaints').countDocuments({ detail: DETAIL }),
};
