import { createHash } from 'node:crypto';
import { bangkokDay } from '../../core/bangkok-day';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { Ids } from '../../core/ids';
import { present } from '../../core/present';
import type { Connection } from '../../mongo/connection';
import { isDuplicate } from '../../mongo/schema';
import { textsOf } from '../entry-rules';
import { progressModel, storedOf } from '../model';
import type { Measure, Plan } from '../plan';
import { OPERATOR } from '../plan-versions';
import type { ProgressEntry } from '../progress';
import type { Round } from '../round-rules';
import { linksIn } from '../rules';
import type { Finding } from './finding';
import type { Recommendations } from './next-year';
import type { ResultReading } from './results';
import { dayOfResult, isSaid, resultsIn } from './results';

/** The file whose results are brought in, and the round they are of. */
export interface ResultOrder {
  readonly plan: Plan;
  readonly version: string;
  readonly measures: readonly Measure[];
  /** The key of a round of the plan's year, e.g. `6`. */
  readonly round: string;
  readonly fileName: string;
  readonly dryRun?: boolean;
}

/** What became of the results of a file. */
export interface ResultsImported {
  readonly recorded: number;
  /** Said already by an earlier import. */
  readonly unchanged: number;
  readonly notes: readonly Finding[];
}

export interface ResultImport {
  /**
   * Records what the rows say as the progress of a round, marked as imported with importer and file. What people
   * have reported themselves, and what is endorsed, is left as it is and told. The same file again changes nothing;
   * another one corrects what was imported before. Errors: `no-such-round`, `round-closed`.
   */
  record(order: ResultOrder): Promise<ResultsImported>;
  /** What was recommended on each measure: by its newest report that does, else by the plan's own rows. */
  recommendations(version: {
    readonly plan: Plan;
    readonly measures: readonly Measure[];
  }): Promise<Recommendations>;
}

interface ResultParts {
  readonly connection: Connection;
  readonly rounds: { ofYear(orgId: string, fiscalYear: number): Promise<readonly Round[]> };
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Each result is one write with an id of its own: what a crash leaves out is made by importing again. */
export function createResultImport({ connection, rounds, clock, ids }: ResultParts): ResultImport {
  const model = progressModel(connection);

  const latest = async (measureId: string, round: Round) => {
    const inRound = { measureId, fiscalYear: round.fiscalYear, round: round.key };
    const [last] = await model.find(inRound).sort({ recordedAt: -1 }).limit(1).lean();
    const endorsed = (await model.exists({ ...inRound, endorsedLevel: { $gt: 0 } })) !== null;
    return { last, endorsed };
  };

  const recordOne = async (reading: ResultReading, round: Round, order: ResultOrder): Promise<Outcome> => {
    const { measure, report } = reading;
    if (report === undefined) return 'nothing';
    const once = onceOf(reading, round);
    if ((await model.exists({ once })) !== null) return 'unchanged';
    const { last, endorsed } = await latest(measure.id, round);
    if (endorsed) return 'endorsed';
    if (last !== undefined && last.imported === undefined) return 'reported';
    if (order.dryRun === true) return 'recorded';
    const now = clock.now();
    const links = linksIn(textsOf(report).join('\n'));
    const entry: ProgressEntry = {
      ...report,
      ...{ id: ids.next(), once, orgId: measure.orgId, measureId: measure.id },
      ...{ planId: order.plan.id, planVersion: order.version },
      ...{ fiscalYear: round.fiscalYear, round: round.key, by: OPERATOR, recordedAt: now },
      asOf: dayOfResult(round, bangkokDay(now)),
      imported: { by: OPERATOR, fileName: order.fileName },
      ...(links.length === 0 ? {} : { links }),
      ...present({ corrects: last?._id }),
    };
    try {
      await model.create(storedOf(entry));
      return 'recorded';
    } catch (error) {
      if (isDuplicate(error)) return 'unchanged';
      throw error;
    }
  };

  return {
    recommendations: async ({ plan: { orgId, fiscalYear }, measures }) => {
      const said = await model
        .find({ orgId, fiscalYear }, { measureId: 1, recommendation: 1 })
        .sort({ recordedAt: -1 })
        .lean();
      return new Map(
        measures.map(({ id, key, rows }) => {
          const newest = said.find((each) => each.measureId === id && each.recommendation !== undefined);
          const reported = newest?.recommendation;
          const printed = rows.flatMap(({ recommendation: each }) => each ?? []).filter(isSaid);
          if (reported === undefined) return [key, [...new Set(printed)]];
          return [key, 'text' in reported ? [reported.text] : []];
        }),
      );
    },
    record: async (order) => {
      const { orgId, fiscalYear } = order.plan;
      const round = (await rounds.ofYear(orgId, fiscalYear)).find(({ key }) => key === order.round);
      if (round === undefined)
        throw new AppError('no-such-round', `${orgId} has no round "${order.round}" in ${fiscalYear}`);
      if (round.closed !== undefined)
        throw new AppError('round-closed', `round "${order.round}" of ${fiscalYear} takes no more reports`);
      const readings = resultsIn(order.measures);
      const outcomes: Outcome[] = [];
      for (const reading of readings) outcomes.push(await recordOne(reading, round, order));
      const count = (wanted: Outcome) => outcomes.filter((each) => each === wanted).length;
      const notes = readings.flatMap((reading, at) => [...reading.doubts, ...leftAs(reading, outcomes[at])]);
      return { recorded: count('recorded'), unchanged: count('unchanged'), notes };
    },
  };
}

type Outcome = 'recorded' | 'unchanged' | 'reported' | 'endorsed' | 'nothing';

function leftAs({ measure: { shortTitle } }: ResultReading, outcome: Outcome | undefined): Finding[] {
  if (outcome !== 'reported' && outcome !== 'endorsed') return [];
  const why = outcome === 'endorsed' ? 'it is endorsed' : 'somebody has reported on it';
  return [
    { message: `"${shortTitle}": ${why}; that stays, and the file's result was left out.`, remedy: '' },
  ];
}

/** The same measure, round and words: the same entry, from whatever file. */
function onceOf({ measure, report }: ResultReading, round: Round): string {
  const said = JSON.stringify([measure.id, round.fiscalYear, round.key, report]);
  return `import:${createHash('sha256').update(said).digest('hex').slice(0, 32)}`;
}
