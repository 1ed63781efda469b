import { existsSync, readFileSync } from 'node:fs';

/** A bot whose processes can be looked at. */
export interface Measurable {
  readonly pid: number;
  /** Process id of its engine's host, if that is known. */
  enginePid(): number | undefined;
}

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

export function memoryOf(bot: Measurable): BotMemory {
  return { bot: memoryOfProcess(bot.pid), engine: memoryOfProcess(bot.enginePid() ?? 0) };
}

/** Processor time in ms, of a bot and of its engine's host; NaN where the system does not tell. */
export interface Cpu {
  readonly bot: number;
  readonly engine: number;
}

/** Processor time that a bot and its engine have used since they were started. */
export function cpuOf(bot: Measurable): Cpu {
  return { bot: cpuOfProcess(bot.pid), engine: cpuOfProcess(bot.enginePid() ?? 0) };
}

/** Ticks of the kernel's accounting clock per second: 100 on every Linux that runs Node. */
const TICKS_PER_SECOND = 100;

/** Source: proc(5), `utime` and `stime` behind the command's name in brackets. */
function cpuOfProcess(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return NaN;
  const stat = readFileSync(file, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Source: proc(5), `VmRSS` and `VmHWM` in kB. */
function memoryOfProcess(pid: number): Memory {
  const file = `/proc/${pid}/status`;
  const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const read = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) / 1024;
  return { now: read('VmRSS'), highest: read('VmHWM') };
}
