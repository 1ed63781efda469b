import type { Day } from '../core/bangkok-day';
import { addDays, bangkokDay, daysBetween, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Log } from '../core/log';
import type { Locale } from '../core/texts';
import type { Round } from '../measures/round-rules';
import type { Outbox } from '../outbox/service';
import type { MissingMeasure } from './digest';
import { digestOf } from './digest';
import { digestId, dueStage } from './rules';
import stages from './stages.json';

export interface Reminders {
  /**
   * Queues what administrators have to be told on the day of `planned`. Queueing again changes nothing.
   * Throws `reminders-incomplete` when an organisation could not be done; the others are done all the same.
   */
  queueDigests(planned: Date): Promise<void>;
}

/** What reminders ask of other rooms. */
export interface ReminderServices {
  readonly organizations: { all(): Promise<readonly { readonly id: string }[]> };
  readonly people: {
    /** Those who have this duty and can be reached. */
    holdersOf(
      orgId: string,
      duty: 'get-reminders',
    ): Promise<readonly { readonly personId: string; readonly locale: Locale }[]>;
  };
  readonly measures: {
    /** Exactly the measures nobody has reported on in the round of `day`; `undefined`: no plan is in force. */
    missing(
      orgId: string,
      day: Day,
    ): Promise<
      | {
          readonly round: Round;
          readonly deadline: Day;
          readonly total: number;
          readonly missing: readonly MissingMeasure[];
        }
      | undefined
    >;
  };
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The reminders before the deadlines of the rounds; when they are due stands in `stages.json`. */
export function createReminders(services: ReminderServices): Reminders {
  const { organizations, log } = services;
  return {
    queueDigests: async (planned) => {
      const day = bangkokDay(planned);
      let failed = 0;
      for (const { id: orgId } of await organizations.all()) {
        try {
          await queueFor(orgId, day, services);
        } catch (error) {
          // One organisation's trouble is not the others'; the job as a whole is run again.
          failed += 1;
          log.error('reminders.failed', { orgId, error: error instanceof Error ? error : undefined });
        }
      }
      if (failed > 0)
        throw new AppError('reminders-incomplete', `${failed} organisations could not be reminded`);
    },
  };
}

async function queueFor(orgId: string, day: Day, services: ReminderServices): Promise<void> {
  const { people, measures, outbox, clock, log } = services;
  const state = await measures.missing(orgId, day);
  const due = state && dueStage(state.round, day, stages);
  if (state === undefined || due === undefined || state.missing.length === 0) return;
  // Caught up with at night, the run is that of the day before, but people count from today.
  const daysLeft = Math.max(0, daysBetween(bangkokDay(clock.now()), due.deadline));
  const administrators = await people.holdersOf(orgId, 'get-reminders');
  let queued = 0;
  for (const { personId, locale } of administrators) {
    const result = await outbox.enqueue({
      id: digestId(orgId, due, personId),
      orgId,
      to: { kind: 'person', personId },
      prompts: digestOf({ ...state, daysLeft }, locale),
      locale,
      validUntil: dayStart(addDays(due.deadline, 1)),
    });
    if (result === 'new') queued += 1;
  }
  if (administrators.length === 0) log.warn('reminders.nobody', { orgId, missing: state.missing.length });
  if (queued > 0) log.info('reminders.queued', { orgId, digests: queued, missing: state.missing.length });
}
