import { addDays, atBangkok, bangkokDay } from '../core/bangkok-day';
import type { PlannedJob } from './schedule';

const HOUR_MS = 60 * 60 * 1000;

/** The last planned minute of a job that is not after `now`. */
export function latestSlot({ at }: Pick<PlannedJob, 'at'>, now: Date): Date {
  const today = atBangkok(bangkokDay(now), at);
  return today <= now ? today : atBangkok(addDays(bangkokDay(now), -1), at);
}

/** The first planned minute of a job after `now`. */
export function nextSlot({ at }: Pick<PlannedJob, 'at'>, now: Date): Date {
  return atBangkok(addDays(bangkokDay(latestSlot({ at }, now)), 1), at);
}

/** The slot that is to be run at `now` unless it has been; `undefined`: it is too late for it. */
export function dueSlot(job: Pick<PlannedJob, 'at' | 'catchUpHours'>, now: Date): Date | undefined {
  const slot = latestSlot(job, now);
  return now.getTime() - slot.getTime() <= job.catchUpHours * HOUR_MS ? slot : undefined;
}

/** A slot's name, the same in every process: `daily-digest@2026-03-01T01:30Z`. */
export function slotId(name: string, slot: Date): string {
  return `${name}@${slot.toISOString().slice(0, 16)}Z`;
}
