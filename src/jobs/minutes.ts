import type { ScheduledTask } from 'node-cron';
import { schedule } from 'node-cron';
import type { Clock } from '../core/clock';

/** A beat that goes on until it is stopped. */
export interface Minutes {
  stop(): Promise<void>;
}

/** How often the clock is looked at; a jump may cost jobs that much, never the hours that it went back. */
const LOOK_MS = 15_000;
/** Time servers nudge a clock by less. */
const JUMP_MS = 5_000;

/**
 * Calls `beat` at the beginning of every minute. node-cron sets its timer for a time of day and would wait
 * for it again after the clock was set back: when the clock and the time that has passed no longer agree,
 * it is wound anew, and `beat` is called at once.
 */
export function everyMinute(clock: Clock, beat: () => Promise<void>): Minutes {
  // What was missed is caught up with by the caller, for longer than node-cron would.
  const wind = (): ScheduledTask => schedule('* * * * *', beat, { suppressMissedWarning: true });
  const ahead = (): number => clock.now().getTime() - performance.now();
  let task = wind();
  let usual = ahead();
  const look = setInterval(() => {
    const now = ahead();
    if (Math.abs(now - usual) < JUMP_MS) return;
    usual = now;
    void task.destroy();
    task = wind();
    void beat();
  }, LOOK_MS);
  return {
    stop: async () => {
      clearInterval(look);
      await task.destroy();
    },
  };
}
