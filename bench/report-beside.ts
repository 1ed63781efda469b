import type { BesideResult, Comparison, Performance } from './beside';
import type { CommandsResult } from './commands';
import type { Contender } from './contenders';
import { ms, percent, ratio } from './figures';

/** Beside the bot written by hand, with the commands of a turn as they were counted on the wire. */
export interface Beside extends BesideResult {
  readonly commands: Readonly<Record<Contender, CommandsResult>>;
}

/** The table for the README: each figure of both, and the one ÷ the other. */
export function besideTable({ once, twice, commands }: Beside): string[] {
  const perTurn = { ours: commands.ours.perTurn, byHand: commands.byHand.perTurn };
  return [
    '| beside a bot written by hand | ours | by hand | ours ÷ by hand | aim |',
    '|---|---|---|---|---|',
    ...rowsOf(once),
    line('database commands of a turn', perTurn, ratio, '≤ 3 of ours', perTurn.ours <= 3),
    line('highest memory, bot + engine', once, memoryOf),
    ...rowsOf(twice).map((row) => row.replace('| ', '| every webhook twice: ')),
    line('every webhook twice: turns answered with something else', twice, ({ wrong }) => percent(wrong)),
    line('every webhook twice: complaints filed as they were told', twice, ({ filed }) => percent(filed)),
  ];
}

/** The table, and what is only for the terminal. */
export function besideReport(beside: Beside): string {
  const { once, twice, commands } = beside;
  const byName = ({ byName: counts }: CommandsResult): string =>
    Object.entries(counts)
      .map(([name, each]) => `${name} ${ratio(each)}`)
      .join(', ');
  return [
    ...besideTable(beside),
    '',
    `commands of a turn by name: ours ${byName(commands.ours)}; by hand ${byName(commands.byHand)}`,
    `load generator, processor time of a turn: ours ${ms(once.ours.loadCpu)}, by hand ${ms(once.byHand.loadCpu)}; ` +
      `with every webhook twice ${ms(twice.ours.loadCpu)}, ${ms(twice.byHand.loadCpu)}`,
  ].join('\n');
}

function rowsOf(comparison: Comparison): string[] {
  const { ours, byHand, perSecond, cpu } = comparison;
  return [
    row('turns per second', String(Math.round(ours.perSecond)), String(Math.round(byHand.perSecond)), {
      quotient: perSecond,
      aim: '≥ 1',
      isReached: perSecond >= 1,
    }),
    line('p50 of a turn', comparison, ({ p50Ms }) => ms(p50Ms)),
    line('p95 of a turn', comparison, ({ p95Ms }) => ms(p95Ms)),
    row('processor time of a turn, bot + engine', cpuOf(ours), cpuOf(byHand), {
      quotient: cpu,
      aim: '≤ 1',
      isReached: cpu <= 1,
    }),
  ];
}

function cpuOf({ cpu: { bot, engine } }: Performance): string {
  return `${ratio(bot)} + ${ratio(engine)} ms`;
}

function memoryOf({ memory: { bot, engine } }: Performance): string {
  return `${Math.round(bot.highest)} + ${Math.round(engine.highest)} MB`;
}

/** A figure of both, without a quotient where none says anything. */
function line<T>(
  what: string,
  { ours, byHand }: Readonly<Record<Contender, T>>,
  show: (of: T) => string,
  aim?: string,
  isReached?: boolean,
): string {
  return row(what, show(ours), show(byHand), aim === undefined ? {} : { aim, isReached: isReached ?? true });
}

interface Verdict {
  readonly quotient?: number;
  readonly aim?: string;
  readonly isReached?: boolean;
}

function row(
  what: string,
  ours: string,
  byHand: string,
  { quotient, aim = '–', isReached = true }: Verdict,
): string {
  const cells = [what, ours, byHand, quotient === undefined ? '–' : ratio(quotient)];
  return `| ${[...cells, isReached ? aim : `${aim}, missed`].join(' | ')} |`;
}
