import type { Beside, Turn } from '../../conversation/flow';
import type { FileAnswer } from '../../conversation/known';
import { present } from '../../core/present';
import type { Evidence, ProgressStatus, Remark } from '../progress';
import type { NewProgress } from '../service';
import { PROPOSED } from './round-field';

/** The answer that what is left is none. */
export const NONE = 'none';

/** Answers of the conversation; `result` is the reason when nothing has been started. */
export interface ProgressAnswers {
  measureId: string;
  status: ProgressStatus;
  result: string;
  evidence?: readonly FileAnswer[];
  /** Problem and recommendation are "none", as far as nothing else is said of them. */
  rest?: typeof NONE;
  problem?: Remark;
  recommendation?: Remark;
  output?: Remark;
  outcome?: Remark;
  remark?: Remark;
  /** See `roundId`, or `PROPOSED`. */
  round: string;
  /** `AS_READ`, `NO_PAPERS`, or the papers as they were typed. */
  papers: string;
}

/** Where the result is the reason why nothing was done. */
export function isReasoned(status: ProgressStatus | undefined): boolean {
  return status === 'not-started' || status === 'unable';
}

/** What is recorded: answers of a branch that was left do not count; what was sent beside them is the remark. */
export function draftOf(
  answers: ProgressAnswers,
  { beside = [] }: Turn<ProgressAnswers>,
  named: readonly Evidence[],
): NewProgress {
  const { measureId, status, result, evidence = [], round } = answers;
  return {
    measureId,
    ...(round === PROPOSED ? {} : { round }),
    status,
    result,
    ...(isReasoned(status) ? {} : remarksOf(answers)),
    ...present({ remark: withBeside(isReasoned(status) ? undefined : answers.remark, beside) }),
    evidence: [
      ...[...evidence, ...filesOf(beside)].map(({ fileId, mediaType }) => ({ fileId, mediaType })),
      ...named,
    ],
  };
}

function remarksOf({ rest, ...answers }: ProgressAnswers): Partial<NewProgress> {
  const left: Remark | undefined = rest === undefined ? undefined : { none: true };
  const { problem = left, recommendation = left, output, outcome } = answers;
  return present({ problem, recommendation, output, outcome });
}

function withBeside(remark: Remark | undefined, beside: readonly Beside[]): Remark | undefined {
  const words = beside.flatMap((each) =>
    each.kind === 'text' ? [each.text] : each.kind === 'place' ? [each.place.text] : [],
  );
  if (words.length === 0) return remark;
  const before = remark !== undefined && 'text' in remark ? [remark.text] : [];
  return { text: [...before, ...words].join('\n') };
}

function filesOf(beside: readonly Beside[]): readonly { fileId: string; mediaType: string }[] {
  return beside.flatMap((each) => (each.kind === 'file' ? [each] : []));
}
