import { files, oneOf, text } from '../../conversation/fields';
import type { FileAnswer } from '../../conversation/fields';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import type { Flow, Turn } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { Explainable } from '../../core/errors';
import type { TextKey } from '../../core/texts';
import { mayLog } from '../rules';
import type { ProgressStatus } from '../progress';
import type { NewProgress, Progress } from '../service';
import { stateKey } from '../wording';
import { askMeasure, measureField } from './measure-field';
import { noneOr } from './none-or';
import { receipt } from './receipt';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';

/** Answers of the conversation; `result` is the reason when nothing has been started. */
export interface ProgressAnswers {
  measureId: string;
  status: ProgressStatus;
  result: string;
  problem?: string;
  recommendation?: string;
  evidence?: readonly FileAnswer[];
}

/** In the order of the buttons: the likeliest first. */
const STATUSES: readonly ProgressStatus[] = ['done', 'in-progress', 'not-started'];

/** Long enough for the fullest result cell of the seeds (1,220 characters). */
const RESULT_MAX = 3000;
const REMARK_MAX = 1000;
const FILES_MAX = 10;

const ASK_RESULT: Record<ProgressStatus, TextKey> = {
  done: 'measures.log.askDone',
  'in-progress': 'measures.log.askInProgress',
  'not-started': 'measures.log.askNotStarted',
};

/** A staff member reports on one measure: what, how far, what came of it, what stood in the way, proof. */
export function logProgress({
  progress,
}: {
  progress: Pick<Progress, 'board' | 'record'>;
}): Flow<ProgressAnswers> {
  return defineFlow<ProgressAnswers>({
    name: 'log-progress',
    version: 1,
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
        next: 'review',
      },
    },
    prefill: (known, turn) => prefill(progress, known, turn),
    finish: async (answers, turn, once) => {
      const entry = await progress.record(draftOf(answers), turn.actor, once);
      return receipt(entry, await progress.board(turn.actor.orgId, bangkokDay(entry.recordedAt)), turn.actor);
    },
  });
}

/** Where nothing has been started the reason is all there is to say; a photo sent before is not lost. */
function afterResult({ answers }: Turn<ProgressAnswers>): 'problem' | 'evidence' | 'review' {
  if (answers.status !== 'not-started') return 'problem';
  return (answers.evidence ?? []).length > 0 ? 'evidence' : 'review';
}

async function prefill(
  progress: Pick<Progress, 'board'>,
  { subject, text: told, files: evidence }: Known,
  turn: Turn<ProgressAnswers>,
): Promise<Partial<ProgressAnswers>> {
  const measureId = subject?.id;
  if (measureId !== undefined) await checkMeasure(progress, measureId, turn);
  return {
    ...(measureId === undefined ? {} : { measureId }),
    ...(told === undefined ? {} : { result: told }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** A button may be of last year's plan or of another unit: it says so. */
async function checkMeasure(
  progress: Pick<Progress, 'board'>,
  id: string,
  { actor, now }: Turn<ProgressAnswers>,
): Promise<void> {
  const board = await progress.board(actor.orgId, bangkokDay(now));
  if (board === undefined) throw new Explainable('no-plan', 'measures.noPlan');
  const measure = board.measures.find((each) => each.id === id);
  if (measure === undefined) throw new Explainable('measure-unknown', 'measures.problem.unknown');
  if (!mayLog(measure, actor)) throw new Explainable('measure-not-yours', 'measures.problem.notYours');
}

/** What is recorded: answers of a branch that was left do not count. */
function draftOf(answers: ProgressAnswers): NewProgress {
  const { measureId, status, result, problem, recommendation, evidence = [] } = answers;
  const remarks = status !== 'not-started';
  return {
    measureId,
    status,
    result,
    ...(remarks && problem !== undefined ? { problem } : {}),
    ...(remarks && recommendation !== undefined ? { recommendation } : {}),
    evidence: evidence.map(({ fileId, mediaType }) => ({ fileId, mediaType })),
  };
}
