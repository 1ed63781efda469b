import type { FileAnswer } from '../../conversation/fields';
import { files, oneOf, text } from '../../conversation/fields';
import type { Flow, Turn } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import { bangkokDay } from '../../core/bangkok-day';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { ProgressStatus, Remark } from '../progress';
import { roundId } from '../round-rules';
import { mayLog } from '../rules';
import type { NewProgress, Progress } from '../service';
import { stateKey } from '../wording';
import { askMeasure, measureField } from './measure-field';
import { noneOr, remarkFrom } from './none-or';
import { receipt } from './receipt';
import { PROPOSED, roundField } from './round-field';

/** Answers of the conversation; `result` is the reason when nothing has been started. */
export interface ProgressAnswers {
  measureId: string;
  status: ProgressStatus;
  result: string;
  problem?: Remark;
  recommendation?: Remark;
  evidence?: readonly FileAnswer[];
  /** See `roundId`, or `PROPOSED`. */
  round: string;
}

/** In the order of the buttons: the likeliest first. */
const STATUSES: readonly ProgressStatus[] = ['done', 'in-progress', 'not-started', 'unable'];

/** Long enough for the fullest result cell of the five plans (1,220 characters). */
const RESULT_MAX = 3000;
const REMARK_MAX = 1000;
const FILES_MAX = 10;

const ASK_RESULT: Record<ProgressStatus, TextKey> = {
  done: 'measures.log.askDone',
  'in-progress': 'measures.log.askInProgress',
  'not-started': 'measures.log.askNotStarted',
  unable: 'measures.log.askUnable',
};

/** A staff member reports on one measure: what, how far, what came of it, what stood in the way, proof. */
export function logProgress({
  progress,
}: {
  progress: Pick<Progress, 'board' | 'record' | 'reporting'>;
}): Flow<ProgressAnswers> {
  return defineFlow<ProgressAnswers>({
    name: 'log-progress',
    version: 2,
    start: 'measureId',
    title: 'measures.log.title',
    send: 'measures.log.send',
    idleMinutes: 3 * 24 * 60,
    mayStart: forDuty('log-progress'),
    steps: {
      measureId: {
        ask: (turn) => askMeasure(progress, turn),
        title: 'measures.log.measure',
        field: measureField(progress),
        next: 'status',
      },
      status: {
        ask: 'measures.log.askStatus',
        title: 'measures.log.status',
        field: oneOf(STATUSES, stateKey),
        next: 'result',
      },
      result: {
        ask: ({ answers }) => ({ key: ASK_RESULT[answers.status ?? 'done'] }),
        title: 'measures.log.result',
        field: text({ max: RESULT_MAX }),
        next: afterResult,
      },
      problem: {
        ask: 'measures.log.askProblem',
        title: 'measures.log.problem',
        field: noneOr(text({ max: REMARK_MAX })),
        next: 'recommendation',
      },
      recommendation: {
        ask: 'measures.log.askRecommendation',
        title: 'measures.log.recommendation',
        field: noneOr(text({ max: REMARK_MAX })),
        next: 'evidence',
      },
      evidence: {
        ask: ({ actor }) => ({
          key: 'measures.log.askEvidence',
          params: { max: showNumber(FILES_MAX, actor.locale) },
        }),
        title: 'measures.log.evidence',
        field: files({ max: FILES_MAX }),
        optional: true,
        next: 'round',
      },
      round: {
        ask: 'measures.log.askRound',
        title: 'measures.log.round',
        field: roundField(progress),
        next: 'review',
      },
    },
    assumed: { round: PROPOSED },
    upgrade: ({ version, answers }) => (version === 1 ? upgraded(answers as Partial<Unremarked>) : undefined),
    prefill: (known, turn) => prefill(progress, known, turn),
    finish: async (answers, turn, once) => {
      const entry = await progress.record(draftOf(answers), turn.actor, once);
      const day = bangkokDay(entry.recordedAt);
      const board = await progress.board(turn.actor, day, roundId({ ...entry, key: entry.round }));
      return receipt(entry, board, turn.actor);
    },
  });
}

/** Where nothing was done the reason is all there is to say; a photo sent before is not lost. */
function afterResult({ answers }: Turn<ProgressAnswers>): 'problem' | 'evidence' | 'round' {
  if (!isReasoned(answers.status)) return 'problem';
  return (answers.evidence ?? []).length > 0 ? 'evidence' : 'round';
}

/** Where the result is the reason why nothing was done. */
function isReasoned(status: ProgressStatus | undefined): boolean {
  return status === 'not-started' || status === 'unable';
}

async function prefill(
  progress: Pick<Progress, 'board' | 'reporting'>,
  { subject, text: told, files: evidence }: Known,
  turn: Turn<ProgressAnswers>,
): Promise<Partial<ProgressAnswers>> {
  const measureId = subject?.id;
  if (measureId !== undefined) await checkMeasure(progress, measureId, turn);
  return {
    ...present({ measureId, result: told, evidence }),
  };
}

/** A button may be of an old plan or of another unit: it says so. */
async function checkMeasure(
  progress: Pick<Progress, 'board' | 'reporting'>,
  id: string,
  { actor, now }: Turn<ProgressAnswers>,
): Promise<void> {
  const day = bangkokDay(now);
  const measure = (await progress.reporting(actor, day, id))?.measure;
  if (measure === undefined) {
    const board = await progress.board(actor, day);
    if (board === undefined) throw new Explainable('no-plan', 'measures.noPlan');
    throw new Explainable('measure-unknown', 'measures.problem.unknown');
  }
  if (!mayLog(measure, actor)) throw new Explainable('measure-not-yours', 'measures.problem.notYours');
}

/** What is recorded: answers of a branch that was left do not count. */
function draftOf(answers: ProgressAnswers): NewProgress {
  const { measureId, status, result, problem, recommendation, evidence = [], round } = answers;
  const remarks = !isReasoned(status);
  return {
    measureId,
    ...(round === PROPOSED ? {} : { round }),
    status,
    result,
    ...(remarks && problem !== undefined ? { problem } : {}),
    ...(remarks && recommendation !== undefined ? { recommendation } : {}),
    evidence: evidence.map(({ fileId, mediaType }) => ({ fileId, mediaType })),
  };
}

/** Version 1 asked for no round, and kept "none" as the word itself. */
type Unremarked = Omit<ProgressAnswers, 'problem' | 'recommendation'> & {
  problem?: unknown;
  recommendation?: unknown;
};

function upgraded({ problem, recommendation, ...rest }: Partial<Unremarked>): Partial<ProgressAnswers> {
  const remarks = { problem: remarkFrom(problem), recommendation: remarkFrom(recommendation) };
  return {
    ...rest,
    round: PROPOSED,
    ...present({ problem: remarks.problem, recommendation: remarks.recommendation }),
  };
}
