import { readChoice } from '../../conversation/fields/choosing';
import { MOST_CHOICES } from '../../conversation/fields/pages';
import type { Field, Turn } from '../../conversation/flow';
import { Recollections } from '../../conversation/memory';
import { bangkokDay } from '../../core/bangkok-day';
import { LOCALES } from '../../core/texts';
import type { Wording } from '../../speech/prompt';
import { say } from '../../speech/wording';
import type { Round } from '../round-rules';
import { isSameRound, roundId } from '../round-rules';
import type { Progress, Reporting } from '../service';
import { roundLabel, roundOn } from '../wording';

/** The round is the one proposed by the day, unless somebody says otherwise on the review card. */
export const PROPOSED = 'proposed';

type Asking = Pick<Progress, 'reporting'>;

/** The round a report counts for: shown on the review card, and changed there by a button. */
export function roundField(progress: Asking): Field<string> {
  return {
    accepts: ['choice', 'text'],
    controls: async (turn, asked) =>
      proposedFirst(await reportingIn(progress, turn)).map((round) => ({
        kind: 'choice',
        value: roundId(round),
        label: roundLabel(turn.actor.locale, round),
        asked,
      })),
    read: async (input, turn) => {
      const rounds = proposedFirst(await reportingIn(progress, turn));
      return readChoice(input, {
        values: rounds.map(roundId),
        labels: LOCALES.map((locale) => rounds.map((round) => say(roundLabel(locale, round), locale))),
        perPage: MOST_CHOICES,
        problem: 'measures.problem.whichRound',
      });
    },
    show: async (id, turn): Promise<Wording> => {
      const round = await roundNamed(progress, id, turn);
      return round === undefined
        ? { key: 'measures.problem.roundClosed' }
        : { literal: roundOn(turn.actor.locale, round, bangkokDay(turn.now)) };
    },
  };
}

/** The round that a report counts for as far as it has come; `undefined`: no measure is chosen, or none is open. */
export function roundMeant(progress: Asking, turn: Turn<unknown>): Promise<Round | undefined> {
  const { round = PROPOSED } = turn.answers as { round?: string };
  return roundNamed(progress, round, turn);
}

async function roundNamed(progress: Asking, id: string, turn: Turn<unknown>): Promise<Round | undefined> {
  const reporting = await reportingIn(progress, turn);
  const chosen = reporting?.open.find(({ round }) => roundId(round) === id)?.round;
  return id === PROPOSED ? reporting?.proposed : chosen;
}

/** The one that is probably meant first; then the latest, which is more often meant than one long past. */
function proposedFirst(reporting: Reporting | undefined): Round[] {
  if (reporting === undefined) return [];
  const { proposed, open } = reporting;
  const others = open.map(({ round }) => round).filter((round) => !isSameRound(round, proposed));
  return [proposed, ...others.reverse()];
}

async function reportingIn(progress: Asking, turn: Turn<unknown>): Promise<Reporting | undefined> {
  const { measureId } = turn.answers as { measureId?: unknown };
  if (typeof measureId !== 'string') return undefined;
  return REPORTING.in(turn.memory, measureId, () =>
    progress.reporting(turn.actor, bangkokDay(turn.now), measureId),
  );
}

/** By measure: the round and the papers of one review card ask for the same. */
const REPORTING = new Recollections<ReturnType<Progress['reporting']>>();
