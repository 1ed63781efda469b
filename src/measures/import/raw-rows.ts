import type { Finding } from './finding';

/** Most rows a file may have. */
export const MOST_ROWS = 2_000;
/** Most characters a cell may have: twice what fits a printed page. */
const LONGEST_CELL = 20_000;
/** Deepest nesting of a JSON file; our own has six levels. */
const DEEPEST = 10;

/** A row before its cells are checked. */
export interface RawRow {
  readonly row: number;
  /** The sheet or table it stands in, where a file has several. */
  readonly table?: string;
  /** Which of a paper's different tables, from 0: each is a form of its own. */
  readonly part?: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** What a file holds: rows, and in JSON perhaps something about the plan. */
export interface RawPlan {
  readonly rows: readonly RawRow[];
  readonly header?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Finding[];
  /** What happened to lines that are no rows of their own: none is left out without one. */
  readonly notes?: readonly Finding[];
  /** Headings that nobody has said the meaning of; their cells are kept with the rows. */
  readonly headings?: readonly string[];
  /** The fiscal years it has columns for. */
  readonly years?: readonly number[];
  /** Made by people and not by a program: what a column does not take is kept beside the row, and told. */
  readonly paper?: true;
}

/** Names that mean something to JavaScript or MongoDB and nothing in a plan. */
const DANGEROUS = /^\$|\.|^(__proto__|constructor|prototype)$/;

/** True for an object of JSON that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a value however deep it lies: nesting, names, lengths, NUL characters. */
export function dangersIn(value: unknown, depth = 1): string[] {
  if (typeof value === 'string') {
    if (value.length > LONGEST_CELL)
      return [`a text has ${value.length} characters, more than ${LONGEST_CELL}.`];
    return value.includes('\0') ? ['a text holds a NUL character.'] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (depth > DEEPEST) return [`it is nested more than ${DEEPEST} levels deep.`];
  const names = Object.keys(value).filter((name) => DANGEROUS.test(name));
  const inside = Object.values(value).flatMap((each) => dangersIn(each, depth + 1));
  return [...names.map((name) => `the name "${name.slice(0, 40)}" is not allowed.`), ...new Set(inside)];
}

/** Without empty cells: they say nothing, in whatever way they are empty. Texts lose outer spaces. */
export function withoutEmpty(cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = Object.entries(cells).map(([name, value]) => [name, pruned(value)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
}

function pruned(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const kept = value.map(pruned).filter((each) => each !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  return isRecord(value) ? withoutEmpty(value) : value;
}
