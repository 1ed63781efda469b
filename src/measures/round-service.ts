import type { Clock } from '../core/clock';
import { AppError, Explainable } from '../core/errors';
import type { Log } from '../core/log';
import { present } from '../core/present';
import type { Authority } from '../duties/authority';
import { mayOnAuthority } from '../duties/authority';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import { planId } from './plan';
import type { RoundEvent, StoredYear } from './plan-model';
import { yearModel } from './plan-model';
import { OPERATOR } from './plan-versions';
import type { Round, RoundRule } from './round-rules';
import { problemsOfRounds, roundsOf } from './round-rules';

export interface Rounds {
  /** The rounds of a fiscal year, in the order in which they end. */
  ofYear(orgId: string, fiscalYear: number): Promise<Round[]>;
  /**
   * Takes no more reports for a round. Closing it again changes nothing. Errors: `not-allowed` (explainable),
   * `no-such-round`.
   */
  close(orgId: string, fiscalYear: number, key: string, by: Authority): Promise<void>;
  /** Takes reports again. Reopening an open round changes nothing. Errors as `close`. */
  reopen(orgId: string, fiscalYear: number, key: string, by: Authority): Promise<void>;
  /**
   * Decides which rounds a year has. Errors: `not-allowed` (explainable), `rounds-invalid` with every problem;
   * `round-in-use` when a closed round would go.
   */
  decide(orgId: string, fiscalYear: number, rounds: readonly RoundRule[], by: Authority): Promise<void>;
}

/** The only code that writes rounds. Each change is one write to the year's document. */
export function createRounds(parts: { connection: Connection; clock: Clock; log: Log }): Rounds {
  const years = yearModel(parts.connection);

  const ofYear: Rounds['ofYear'] = async (orgId, fiscalYear) =>
    roundsOf(fiscalYear, (await years.findById(planId(orgId, fiscalYear)).lean<StoredYear>()) ?? {});

  const checkRound = async (orgId: string, fiscalYear: number, key: string): Promise<void> => {
    if ((await ofYear(orgId, fiscalYear)).some((round) => round.key === key)) return;
    throw new AppError('no-such-round', `${orgId} has no round "${key}" in ${fiscalYear}`);
  };

  const tell = (what: RoundEvent['what'], orgId: string, fiscalYear: number, key?: string): void => {
    parts.log.info(`round.${what}`, { org: orgId, fiscalYear, ...present({ round: key }) });
  };

  return {
    ofYear,
    close: async (orgId, fiscalYear, key, by) => {
      const person = allowed(orgId, by);
      await checkRound(orgId, fiscalYear, key);
      const done = { at: parts.clock.now(), by: person };
      try {
        await years.updateOne(
          { _id: planId(orgId, fiscalYear), 'closed.key': { $ne: key } },
          {
            $push: { closed: { key, ...done }, roundHistory: { what: 'closed', key, ...done } },
            $setOnInsert: { orgId, fiscalYear, history: [] },
          },
          { upsert: true },
        );
      } catch (error) {
        // The year is there, and the round is closed in it.
        if (isDuplicate(error)) return;
        throw error;
      }
      tell('closed', orgId, fiscalYear, key);
    },
    reopen: async (orgId, fiscalYear, key, by) => {
      const person = allowed(orgId, by);
      await checkRound(orgId, fiscalYear, key);
      const event: RoundEvent = { what: 'reopened', key, at: parts.clock.now(), by: person };
      const { matchedCount } = await years.updateOne(
        { _id: planId(orgId, fiscalYear), 'closed.key': key },
        { $pull: { closed: { key } }, $push: { roundHistory: event } },
      );
      if (matchedCount > 0) tell('reopened', orgId, fiscalYear, key);
    },
    decide: async (orgId, fiscalYear, rounds, by) => {
      const person = allowed(orgId, by);
      const problems = problemsOfRounds(rounds);
      if (problems.length > 0) throw new AppError('rounds-invalid', problems.join(' '));
      const closed = (await ofYear(orgId, fiscalYear)).filter((round) => round.closed !== undefined);
      const gone = closed.find(({ key }) => !rounds.some((each) => each.key === key));
      if (gone !== undefined)
        throw new AppError('round-in-use', `The round "${gone.key}" is closed: reopen it first.`);
      const event: RoundEvent = { what: 'decided', at: parts.clock.now(), by: person };
      await years.updateOne(
        { _id: planId(orgId, fiscalYear) },
        {
          $set: { rounds: [...rounds] },
          $push: { roundHistory: event },
          $setOnInsert: { orgId, fiscalYear, history: [] },
        },
        { upsert: true },
      );
      tell('decided', orgId, fiscalYear);
    },
  };
}

/** The fingerprint of whom may decide on the organisation's rounds. Error `not-allowed`, explainable. */
function allowed(orgId: string, by: Authority): string {
  if (!mayOnAuthority(by, 'close-round', { orgId })) {
    throw new Explainable('not-allowed', 'conversation.notAllowed');
  }
  return by === 'operator' ? OPERATOR : by.personId;
}
