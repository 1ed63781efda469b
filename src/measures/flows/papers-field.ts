import type { Field, Step, Turn } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { present } from '../../core/present';
import type { Locale, TextKey } from '../../core/texts';
import { text } from '../../core/texts';
import { inDigitsOf, showNumber } from '../../core/thai-digits';
import { tidy } from '../../speech/typed';
import { saysNothing } from '../../speech/words';
import type { Doubt, Occasion, Paper } from '../evidence/papers';
import { papersIn } from '../evidence/papers';
import type { Evidence } from '../progress';
import type { Progress } from '../service';
import type { ProgressAnswers } from './progress-draft';
import { roundMeant } from './round-field';

/** The papers are those that the result names, unless somebody says otherwise on the review card. */
export const AS_READ = 'as-read';
/** The result names none, whatever was read in it. */
const NO_PAPERS = 'no-papers';

type Asking = Pick<Progress, 'reporting'>;

/** What papers of a report are read from. */
interface Named {
  readonly measureId?: string;
  readonly round?: string;
  readonly result?: string;
}

/**
 * The papers, occasions and pages that prove a report: read out of its result, shown on the review card, and
 * typed anew there where the reading was wrong. Contradictions are told, and nothing is corrected.
 */
function papersField(progress: Asking): Field<string> {
  const shown = (value: string, turn: Turn<unknown>): Promise<readonly Paper[]> =>
    papersOf(progress, value, turn);
  return {
    accepts: ['choice', 'text'],
    controls: (_turn, asked) => [
      { kind: 'choice', value: AS_READ, label: { key: 'measures.papers.asRead' }, asked },
      { kind: 'choice', value: NO_PAPERS, label: { key: 'measures.papers.none' }, asked },
    ],
    read: async (input, turn) => {
      if (input.kind === 'choice') {
        const isKnown = input.value === AS_READ || input.value === NO_PAPERS;
        return isKnown ? { ok: true, value: input.value } : { ok: false, problem: 'measures.papers.notRead' };
      }
      const typed = input.kind === 'text' ? tidy(input.text) : '';
      if (saysNothing(typed)) return { ok: true, value: NO_PAPERS };
      return (await shown(typed, turn)).length === 0
        ? { ok: false, problem: 'measures.papers.notRead' }
        : { ok: true, value: typed };
    },
    isShown: async (value, turn) => value !== AS_READ || (await shown(value, turn)).length > 0,
    show: async (value, turn) => {
      const papers = await shown(value, turn);
      return papers.length === 0
        ? { key: 'measures.papers.none' }
        : {
            literal: papers.map((paper, index) => paperLine(paper, index + 1, turn.actor.locale)).join('\n'),
          };
    },
  };
}

/** Nobody is asked for it: the review card shows what was read, where something was. */
export function papersStep(progress: Asking): Step<ProgressAnswers, 'papers'> {
  return {
    ask: 'measures.papers.ask',
    title: 'measures.papers.title',
    names: 'measures.words.papers',
    field: papersField(progress),
    next: 'review',
  };
}

/** The papers of a report as they are recorded. */
export async function evidenceNamed(
  progress: Asking,
  value: string,
  turn: Turn<unknown>,
): Promise<readonly Evidence[]> {
  return (await papersOf(progress, value, turn)).map(({ evidence }) => evidence);
}

async function papersOf(progress: Asking, value: string, turn: Turn<unknown>): Promise<readonly Paper[]> {
  if (value === NO_PAPERS) return [];
  const { result = '' } = turn.answers as Named;
  const named = value === AS_READ ? result : value;
  if (named === '') return [];
  const occasion = await occasionOf(progress, turn);
  const papers = occasion === undefined ? [] : papersIn(named, occasion);
  // Lines of a list that was typed by itself are none of the result.
  return value === AS_READ ? papers : papers.map(withoutLine);
}

function withoutLine({ evidence, doubts }: Paper): Paper {
  const { kind, title, docNo, dateText, from, to, url } = evidence;
  return { evidence: present({ kind, title, docNo, dateText, from, to, url }), doubts };
}

async function occasionOf(progress: Asking, turn: Turn<unknown>): Promise<Occasion | undefined> {
  const today = bangkokDay(turn.now);
  const round = await roundMeant(progress, turn);
  return round && { fiscalYear: round.fiscalYear, due: round.reportDue, today };
}

const DOUBTS: Record<Doubt['code'], TextKey> = {
  'weekday-mismatch': 'measures.papers.weekdayMismatch',
  'outside-fiscal-year': 'measures.papers.outsideYear',
  'number-year-mismatch': 'measures.papers.numberMismatch',
  'no-such-day': 'measures.papers.noSuchDay',
};

/** "๑) คำสั่ง… ที่ ๓๒/๒๕๖๕ ลงวันที่ ๒๑ มกราคม ๒๕๖๖", and what contradicts itself in it. */
function paperLine({ evidence, doubts }: Paper, index: number, locale: Locale): string {
  const { title, docNo, dateText, url } = evidence;
  const named = [title, docNo, dateText].map((part) => part && inDigitsOf(part, locale));
  const said = [...named, url].filter((part) => part !== undefined && part !== '').join(' · ');
  const warned = doubts.map(
    ({ code, text: about }) => `⚠ ${text(locale, DOUBTS[code])}: ${inDigitsOf(about, locale)}`,
  );
  return [`${showNumber(index, locale)}) ${said}`, ...warned].join('\n');
}
