import type { AckResult } from './ack';
import type { Crowd } from './crowd';
import type { Felt } from './felt';
import { ms, percent, ratio } from './figures';
import type { OfferedLoad } from './offered';
import type { Memory } from './processes';
import type { Beside } from './report-beside';
import { besideReport, besideTable } from './report-beside';
import type { StartsResult } from './starts';
import type { TurnsResult } from './turns';

export interface Results {
  readonly beside: Beside;
  readonly starts: StartsResult;
  readonly ack: AckResult;
  readonly turns: TurnsResult;
  readonly offered: readonly OfferedLoad[];
  readonly crowds: readonly Crowd[];
}

/** One line of the report. */
interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim?: string;
  /** By how much the aim is missed; absent: it is reached, or there is none. */
  readonly missedBy?: string;
}

/** Ratios and bounds, those with an aim first, in the order in which they are told. */
function rowsOf(results: Results): Row[] {
  const { ack, turns, starts, crowds } = results;
  const count = turns.stored.events.toLocaleString('en');
  const [hall] = crowds;
  return [
    ...crowds.map(({ people, felt }) =>
      atLeast(
        `${people} people at once: webhooks acknowledged within LINE’s two seconds`,
        felt.acknowledged,
        1,
      ),
    ),
    below(
      `${hall?.people ?? 0} people at once: the longest wait`,
      (hall?.felt.longestMs ?? NaN) / 1000,
      20,
      's',
    ),
    atLeast(`full turns per second with ${count} stored events ÷ with none`, turns.ratio, 0.9),
    below('memory of the idle bot, simulator and sample data included', starts.idle.bot.now, 250, 'MB'),
    below('cold start until ready, empty data folder', starts.firstMs / 1000, 5, 's'),
    below('cold start until ready, existing data folder', starts.againMs / 1000, 5, 's'),
    below('processor time of the idle bot, engine included', starts.idleCpu * 100, 2, '% of a core'),
    loads('webhooks acknowledged, each durably stored before', ack.bot.perSecond, ''),
    { what: 'p99 of an acknowledgement, at that load', measured: ms(ack.bot.p99Ms) },
    {
      what: 'p95 of a full turn, full ÷ empty database',
      measured: ratio(turns.full.p95Ms / turns.fresh.p95Ms),
    },
    { what: 'memory of the idle engine’s process', measured: `${Math.round(starts.idle.engine.now)} MB` },
    {
      what: 'highest memory under load, bot + engine',
      measured: `${Math.round(ack.memory.bot.highest)} + ${Math.round(ack.memory.engine.highest)} MB`,
    },
  ];
}

/** Everything, for the terminal. */
export function terminalReport(results: Results): string {
  const { beside, ack, turns, starts } = results;
  const { bot, engine } = turns.fresh.cpu;
  const rows: Row[] = [
    ...rowsOf(results),
    {
      what: 'processor time of a turn, bot + engine',
      measured: `${ratio(bot)} + ${ratio(engine)} = ${ratio(bot + engine)} ms`,
    },
    loads(
      'acknowledged: the bot, texts',
      ack.bot.perSecond,
      `p50 ${ms(ack.bot.p50Ms)}, p99 ${ms(ack.bot.p99Ms)}`,
    ),
    loads(
      'acknowledged: the bot, events without answer',
      ack.botLight.perSecond,
      `p50 ${ms(ack.botLight.p50Ms)}, p99 ${ms(ack.botLight.p99Ms)}`,
    ),
    loads('texts worked off from the backlog', ack.workedOffPerSecond, ''),
    loads(
      'full turns: fresh database',
      turns.fresh.perSecond,
      `p50 ${ms(turns.fresh.p50Ms)}, p95 ${ms(turns.fresh.p95Ms)}`,
    ),
    loads(
      'full turns: full database',
      turns.full.perSecond,
      `p50 ${ms(turns.full.p50Ms)}, p95 ${ms(turns.full.p95Ms)}`,
    ),
    memory('memory after acknowledging', ack.memory),
    memory('memory after turns, fresh database', turns.fresh.memory),
    memory('memory after turns, full database', turns.full.memory),
    memory('memory idle', starts.idle),
  ];
  const width = Math.max(...rows.map(({ what }) => what.length));
  const lines = rows.map(({ what, measured, ...row }) => `${what.padEnd(width)}  ${measured}${verdict(row)}`);
  return [besideReport(beside), '', ...lines, '', ...feltTable(results)].join('\n');
}

/** The block for the README. */
export function markdownReport(results: Results): string {
  const lines = rowsOf(results).map(
    ({ what, measured, aim = '–', missedBy }) =>
      `| ${what} | ${measured} | ${aim}${missedBy === undefined ? '' : `, missed by ${missedBy}`} |`,
  );
  return [
    ...besideTable(results.beside),
    '',
    '| what | measured | aim |',
    '|---|---|---|',
    ...lines,
    '',
    ...feltTable(results),
  ].join('\n');
}

/** What people feel, a load a line. */
function feltTable({ offered, crowds }: Results): string[] {
  const line = (what: string, felt: Felt): string =>
    `| ${[
      what,
      percent(felt.within2s),
      percent(felt.within60s),
      ms(felt.p50Ms),
      ms(felt.p95Ms),
      ms(felt.p99Ms),
      ms(felt.longestMs),
      felt.unfairness.toFixed(1),
      percent(felt.acknowledged),
    ].join(' | ')} |`;
  return [
    '| load | answered within 2 s | within 60 s | p50 | p95 | p99 | longest | slowest tenth ÷ median | acknowledged within 2 s |',
    '|---|---|---|---|---|---|---|---|---|',
    ...offered.map(({ load, felt }) => line(`${Math.round(load * 100)} % of the turn capacity`, felt)),
    ...crowds.map(({ people, felt }) => line(`${people.toLocaleString('en')} people at once`, felt)),
  ];
}

function atLeast(what: string, value: number, aim: number): Row {
  const missedBy = value >= aim ? {} : { missedBy: ratio(aim - value) };
  return { what, measured: ratio(value), aim: `≥ ${aim}`, ...missedBy };
}

function below(what: string, value: number, aim: number, unit: string): Row {
  const missedBy =
    value < aim
      ? {}
      : { missedBy: `${value - aim < 10 ? (value - aim).toFixed(1) : Math.round(value - aim)} ${unit}` };
  return {
    what,
    measured: `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`,
    aim: `< ${aim} ${unit}`,
    ...missedBy,
  };
}

function loads(what: string, perSecond: number, detail: string): Row {
  return { what, measured: `${Math.round(perSecond)}/s${detail === '' ? '' : `   ${detail}`}` };
}

function memory(what: string, { bot, engine }: { bot: Memory; engine: Memory }): Row {
  const show = ({ now, highest }: Memory): string => `${Math.round(now)} MB (highest ${Math.round(highest)})`;
  return { what, measured: `bot ${show(bot)}, engine ${show(engine)}` };
}

function verdict({ aim, missedBy }: Pick<Row, 'aim' | 'missedBy'>): string {
  if (aim === undefined) return '';
  return missedBy === undefined ? `   (aim ${aim})` : `   (aim ${aim}: MISSED by ${missedBy})`;
}
