/** A job that runs every day at a time of Bangkok. */
export interface PlannedJob {
  readonly name: string;
  /** `HH:MM` */
  readonly at: string;
  /** How late it may still be run, after a night without power or a jump of the time machine. */
  readonly catchUpHours: number;
}

/**
 * All that happens by itself. `daily-digest` queues what administrators have to be told; 08:30 is when
 * offices open. `retention` deletes what may no longer be kept, while nobody waits for the database.
 */
export const schedule = [
  { name: 'daily-digest', at: '08:30', catchUpHours: 7 * 24 },
  { name: 'retention', at: '03:15', catchUpHours: 24 },
] as const satisfies readonly PlannedJob[];

/** Names of the jobs in the schedule. */
export type JobName = (typeof schedule)[number]['name'];
