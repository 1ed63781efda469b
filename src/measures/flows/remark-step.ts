import { text } from '../../conversation/fields';
import type { Goto, Step } from '../../conversation/flow';
import type { TextKey } from '../../core/texts';
import { noneOr } from './none-or';
import type { ProgressAnswers } from './progress-draft';

/** What may be said of a report besides its result. */
type Said = 'problem' | 'recommendation' | 'output' | 'outcome' | 'remark';

const LONGEST = 1000;

const SAYINGS: Record<Said, Record<'ask' | 'title' | 'offered', TextKey>> = {
  problem: {
    ask: 'measures.log.askProblem',
    title: 'measures.log.problem',
    offered: 'measures.log.addProblem',
  },
  recommendation: {
    ask: 'measures.log.askRecommendation',
    title: 'measures.log.recommendation',
    offered: 'measures.log.addRecommendation',
  },
  output: {
    ask: 'measures.log.askOutput',
    title: 'measures.log.output',
    offered: 'measures.log.addOutput',
  },
  outcome: {
    ask: 'measures.log.askOutcome',
    title: 'measures.log.outcome',
    offered: 'measures.log.addOutcome',
  },
  remark: {
    ask: 'measures.log.askRemark',
    title: 'measures.log.remark',
    offered: 'measures.log.addRemark',
  },
};

/** Nobody is asked for it: the review card offers it. */
export function remarkStep(name: Said, next: Goto<ProgressAnswers>): Step<ProgressAnswers, Said> {
  return { ...SAYINGS[name], field: noneOr(text({ max: LONGEST })), optional: true, next };
}
