import { existsSync, readFileSync } from 'node:fs';
import type { BotProcess } from '../test/helpers/bot-process';

/** Resident memory in MB, now and at its highest; NaN where the system does not tell. */
export interface Memory {
  readonly now: number;
  readonly highest: number;
}

/** Memory of a bot and of its engine's host. */
export interface BotMemory {
  readonly bot: Memory;
  readonly engine: Memory;
}

export function memoryOf(bot: BotProcess): BotMemory {
  return { bot: memoryOfProcess(bot.pid), engine: memoryOfProcess(bot.enginePid() ?? 0) };
}

/** Source: proc(5), `VmRSS` and `VmHWM` in kB. */
function memoryOfProcess(pid: number): Memory {
  const file = `/proc/${pid}/status`;
  const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const read = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) / 1024;
  return { now: read('VmRSS'), highest: read('VmHWM') };
}
