import type { Actor } from '../../conversation/actor';
import { files, oneOf, text } from '../../conversation/fields';
import type { Flow, Turn } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import type { Receipt } from '../../conversation/receipt';
import { bangkokDay } from '../../core/bangkok-day';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { Wording } from '../../speech/prompt';
import { say, shorten } from '../../speech/wording';
import type { ProgressEntry, ProgressStatus } from '../progress';
import { statusSaid } from '../proposing/status-said';
import type { RoundBoard } from '../round-board';
import { roundId } from '../round-rules';
import { mayLog } from '../rules';
import type { Progress } from '../service';
import { stateKey } from '../wording';
import { askMeasure, measureField } from './measure-field';
import { remarkFrom } from './none-or';
import { AS_READ, evidenceNamed, papersStep } from './papers-field';
import type { ProgressAnswers } from './progress-draft';
import { draftOf, isReasoned, NONE } from './progress-draft';
import { receipt } from './receipt';
import { remarkStep } from './remark-step';
import { PROPOSED, roundField } from './round-field';
import { sentBefore, sentSubject } from './sent-again';

/** In the order of the buttons: the likeliest first. */
const STATUSES: readonly ProgressStatus[] = ['done', 'in-progress', 'not-started', 'unable'];

/** Long enough for the fullest result cell of the five plans (1,220 characters). */
const RESULT_MAX = 3000;
const FILES_MAX = 10;
/** Code points of a measure's title within a question. */
const MEASURE = 60;

const ASK_RESULT: Record<ProgressStatus, TextKey> = {
  done: 'measures.log.askDone',
  'in-progress': 'measures.log.askInProgress',
  'not-started': 'measures.log.askNotStarted',
  unable: 'measures.log.askUnable',
};

/**
 * A staff member reports on one measure: what, how far, what came of it, proof. The measure is proposed and the
 * status read from what is told; all else is offered on the review card.
 */
export function logProgress({
  progress,
}: {
  progress: Pick<Progress, 'board' | 'historyOf' | 'record' | 'reporting'>;
}): Flow<ProgressAnswers> {
  return defineFlow<ProgressAnswers>({
    name: 'log-progress',
    version: 4,
    start: 'measureId',
    title: 'measures.log.title',
    send: 'measures.log.send',
    idleMinutes: 3 * 24 * 60,
    mayStart: forDuty('log-progress'),
    takes: { text: 'result', file: 'evidence' },
    instead: {
      name: 'handle-complaint',
      label: 'measures.log.isComplaint',
      words: 'measures.words.complaint',
      withFiles: true,
    },
    handsOn: 'beside',
    steps: {
      measureId: {
        ask: (turn) => askMeasure(progress, turn),
        title: 'measures.log.measure',
        field: measureField(progress),
        next: 'status',
      },
      status: {
        ask: (turn) => askStatus(progress, turn),
        title: 'measures.log.status',
        field: { ...oneOf(STATUSES, stateKey), find: statusSaid },
        next: 'result',
      },
      result: {
        ask: ({ answers }) => ({ key: ASK_RESULT[answers.status ?? 'done'] }),
        title: 'measures.log.result',
        field: text({ max: RESULT_MAX }),
        next: 'evidence',
      },
      evidence: {
        ask: askEvidence,
        title: 'measures.log.evidence',
        names: 'measures.words.evidence',
        field: files({ max: FILES_MAX }),
        optional: true,
        offered: 'measures.log.addEvidence',
        next: ({ answers }) => (isReasoned(answers.status) ? 'round' : 'rest'),
      },
      rest: {
        ask: 'measures.log.askRest',
        title: 'measures.log.rest',
        field: oneOf([NONE], () => 'measures.none'),
        optional: true,
        offered: 'measures.log.noneLeft',
        offeredAs: NONE,
        next: 'problem',
      },
      problem: remarkStep('problem', 'recommendation'),
      recommendation: remarkStep('recommendation', 'output'),
      output: remarkStep('output', 'outcome'),
      outcome: remarkStep('outcome', 'remark'),
      remark: remarkStep('remark', 'round'),
      round: {
        ask: 'measures.log.askRound',
        title: 'measures.log.round',
        field: roundField(progress),
        next: 'papers',
      },
      papers: papersStep(progress),
    },
    assumed: { round: PROPOSED, papers: AS_READ },
    upgrade,
    prefill: (known, turn) => prefill(progress, known, turn),
    finish: (answers, turn, once) => recorded(progress, answers, turn, once),
  });
}

/** Keeps the report; for a day a word on it belongs to it. */
async function recorded(
  progress: Pick<Progress, 'board' | 'record' | 'reporting'>,
  answers: ProgressAnswers,
  turn: Turn<ProgressAnswers>,
  once: string,
): Promise<Receipt> {
  const named = await evidenceNamed(progress, answers.papers, turn);
  const entry = await progress.record(draftOf(answers, turn, named), turn.actor, once);
  const prompts = receipt(entry, await boardAfter(progress, entry, turn.actor), turn.actor);
  return { prompts, unreplied: 'person', lately: { name: 'log-progress', subject: sentSubject(entry) } };
}

function askEvidence({ actor }: Turn<ProgressAnswers>): Wording {
  return { key: 'measures.log.askEvidence', params: { max: showNumber(FILES_MAX, actor.locale) } };
}

/** How the round stands with the entry in it. */
function boardAfter(
  progress: Pick<Progress, 'board'>,
  entry: ProgressEntry,
  actor: Actor,
): Promise<RoundBoard | undefined> {
  return progress.board(actor, bangkokDay(entry.recordedAt), roundId({ ...entry, key: entry.round }));
}

async function prefill(
  progress: Pick<Progress, 'board' | 'historyOf' | 'reporting'>,
  known: Known,
  turn: Turn<ProgressAnswers>,
): Promise<Partial<ProgressAnswers>> {
  const sent = await sentBefore(progress, known, turn.actor);
  if (sent !== undefined) return sent;
  const { subject, text: told, files: evidence } = known;
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

/** How far the work has come, of which measure. */
async function askStatus(
  progress: Pick<Progress, 'board' | 'reporting'>,
  turn: Turn<ProgressAnswers>,
): Promise<Wording> {
  const { measureId } = turn.answers;
  if (measureId === undefined) return { key: 'measures.log.askStatus' };
  const measure = say(await measureField(progress).show(measureId, turn), turn.actor.locale);
  return { key: 'measures.log.askStatusOf', params: { measure: shorten(measure, MEASURE) } };
}

/** Version 1 asked for no round, and kept "none" as the word itself. */
type Unremarked = Omit<ProgressAnswers, 'problem' | 'recommendation'> & {
  problem?: unknown;
  recommendation?: unknown;
};

/** Version 2 had no remarks of its own, and before version 4 no papers were read. */
function upgrade({
  version,
  answers,
}: {
  version: number;
  answers: unknown;
}): Partial<ProgressAnswers> | undefined {
  if (version === 1) return upgraded(answers as Partial<Unremarked>);
  const known = answers as Partial<ProgressAnswers>;
  return version === 2 || version === 3 ? { ...known, papers: AS_READ } : undefined;
}

function upgraded({ problem, recommendation, ...rest }: Partial<Unremarked>): Partial<ProgressAnswers> {
  const remarks = { problem: remarkFrom(problem), recommendation: remarkFrom(recommendation) };
  return {
    ...rest,
    round: PROPOSED,
    papers: AS_READ,
    ...present({ problem: remarks.problem, recommendation: remarks.recommendation }),
  };
}
