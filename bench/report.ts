import type { AckResult } from './ack';
import type { Memory } from './processes';
import type { StartsResult } from './starts';
import type { TurnsResult } from './turns';

export interface Results {
  readonly ack: AckResult;
  readonly turns: TurnsResult;
  readonly starts: StartsResult;
}

/** One line of the report. */
interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim?: string;
  /** By how much the aim is missed; absent: it is reached, or there is none. */
  readonly missedBy?: string;
}

/** Ratios and bounds with an aim, in the order in which they are told. */
export function rowsOf({ ack, turns, starts }: Results): Row[] {
  const count = turns.stored.events.toLocaleString('en');
  return [
    atLeast(
      'webhooks acknowledged per second, durably stored first ÷ bare Express with the SDK’s middleware',
      ack.ratio,
      0.5,
    ),
    atLeast(`full turns per second with ${count} stored events ÷ with none`, turns.ratio, 0.9),
    below('memory of the idle bot, simulator and sample data included', starts.idle.bot.now, 250, 'MB'),
    below('cold start until ready, empty data folder', starts.firstMs / 1000, 5, 's'),
    below('cold start until ready, existing data folder', starts.againMs / 1000, 5, 's'),
  ];
}

/** Everything, for the terminal. */
export function terminalReport(results: Results): string {
  const { ack, turns, starts } = results;
  const rows: Row[] = [
    ...rowsOf(results),
    ...loads(
      'acknowledged: bare Express',
      ack.bare.perSecond,
      `p50 ${ms(ack.bare.p50Ms)}, p99 ${ms(ack.bare.p99Ms)}`,
    ),
    ...loads(
      'acknowledged: the bot, texts',
      ack.bot.perSecond,
      `p50 ${ms(ack.bot.p50Ms)}, p99 ${ms(ack.bot.p99Ms)}`,
    ),
    ...loads(
      'acknowledged: the bot, events without answer',
      ack.botLight.perSecond,
      `p50 ${ms(ack.botLight.p50Ms)}, p99 ${ms(ack.botLight.p99Ms)}`,
    ),
    ...loads('texts worked off from the backlog', ack.workedOffPerSecond, ''),
    ...loads(
      'full turns: fresh database',
      turns.fresh.perSecond,
      `p50 ${ms(turns.fresh.p50Ms)}, p95 ${ms(turns.fresh.p95Ms)}`,
    ),
    ...loads(
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
  return rows
    .map(({ what, measured, ...row }) => `${what.padEnd(width)}  ${measured}${verdict(row)}`)
    .join('\n');
}

/** The block for the README: ratios and bounds only. */
export function markdownReport(results: Results): string {
  const { ack, turns, starts } = results;
  const lines = rowsOf(results).map(
    ({ what, measured, aim = '', missedBy }) =>
      `| ${what} | ${measured} | ${aim}${missedBy === undefined ? '' : `, missed by ${missedBy}`} |`,
  );
  const p99 = ratio(ack.bot.p99Ms / ack.bare.p99Ms);
  const p95 = ratio(turns.full.p95Ms / turns.fresh.p95Ms);
  return [
    '| what | measured | aim |',
    '|---|---|---|',
    ...lines,
    `| p99 of an acknowledgement ÷ bare Express | ${p99} | – |`,
    `| p95 of a full turn, full ÷ empty database | ${p95} | – |`,
    `| memory of the idle engine’s process | ${Math.round(starts.idle.engine.now)} MB | – |`,
    `| highest memory under load, bot + engine | ${Math.round(ack.memory.bot.highest)} + ${Math.round(ack.memory.engine.highest)} MB | – |`,
  ].join('\n');
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

function loads(what: string, perSecond: number, detail: string): Row[] {
  return [{ what, measured: `${Math.round(perSecond)}/s${detail === '' ? '' : `   ${detail}`}` }];
}

function memory(what: string, { bot, engine }: { bot: Memory; engine: Memory }): Row {
  const show = ({ now, highest }: Memory): string => `${Math.round(now)} MB (highest ${Math.round(highest)})`;
  return { what, measured: `bot ${show(bot)}, engine ${show(engine)}` };
}

function verdict({ aim, missedBy }: Pick<Row, 'aim' | 'missedBy'>): string {
  if (aim === undefined) return '';
  return missedBy === undefined ? `   (aim ${aim})` : `   (aim ${aim}: MISSED by ${missedBy})`;
}

function ratio(value: number): string {
  return value.toFixed(2);
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
