import { present } from '../../../core/present';
import type { Finding, Why } from '../finding';
import type { RawPlan, RawRow } from '../raw-rows';
import type { Table } from '../tables/table';
import { asideNotes, headNotes, noTable } from './asides';
import type { PaperHead } from './head';
import { headOf, unknownIn } from './head';
import type { HeadingMeanings } from './headings';
import { paperHeading, yearIn } from './headings';
import type { Gathered } from './joining';
import { gathered, rawRow, withOrders } from './joining';
import type { Section } from './lines';
import { lineOf, placeOf, sectionOf } from './lines';
import { pieceOf, yearsOf } from './pieces';

/** How a paper is to be read. */
export interface PaperOptions {
  /** What the office's own headings mean. */
  readonly meanings?: HeadingMeanings;
  /** Chooses among the columns of several years. */
  readonly fiscalYear?: number;
}

interface Placed {
  readonly table: Table;
  readonly head: PaperHead;
  /** Which of the paper's different tables it is, from 0: a table cut by a page break stays one. */
  readonly part: number;
}

/**
 * Reads the tables of a paper as people make them: headings of their own, sections, rows that go on over several
 * lines or pages, marks under quarters. What is no row is told by a note; cells of unknown columns stay with
 * their row.
 */
export function rowsOfPaper(tables: readonly Table[], options: PaperOptions): RawPlan {
  const meanings = options.meanings ?? new Map<string, string>();
  const notes: Finding[] = tables.flatMap(({ name, notes: said }) =>
    said.map((each) => ({ ...each, ...present({ table: name }) })),
  );
  const placed: Placed[] = [];
  const parts: string[] = [];
  for (const table of tables) {
    if (table.rows.length === 0) continue;
    const head = headOf(table, meanings) ?? continuedHead(table, placed.at(-1));
    if (head === undefined || !holdsTitles(head)) {
      notes.push(...asideNotes(table, head));
      continue;
    }
    const signature = head.columns.map(({ heading }) => paperHeading(heading)).join('|');
    if (!parts.includes(signature)) parts.push(signature);
    placed.push({ table, head, part: parts.indexOf(signature) });
  }
  const years = yearsOf(placed);
  const fiscalYear = options.fiscalYear ?? yearAbove(tables) ?? (years.length === 1 ? years[0] : undefined);
  const found = readRows(placed, fiscalYear);
  const unknown = tables.flatMap((table) => {
    const head = placed.find((each) => each.table === table)?.head ?? headOf(table, meanings);
    return head === undefined ? [] : unknownIn(head.columns);
  });
  const distinct = new Map(unknown.map((heading) => [paperHeading(heading), heading]));
  return {
    rows: found.rows,
    problems: placed.length === 0 ? [noTable()] : [],
    notes: [...notes, ...headNotes(placed), ...found.notes],
    headings: [...distinct.values()].filter((heading) => !meanings.has(paperHeading(heading))),
    years,
    paper: true,
    ...(fiscalYear === undefined ? {} : { header: { fiscalYear } }),
  };
}

function readRows(
  placed: readonly Placed[],
  fiscalYear: number | undefined,
): { rows: RawRow[]; notes: Finding[] } {
  const rows: Gathered[] = [];
  const notes: Finding[] = [];
  for (const { table, head, part } of placed) {
    let section: Section = {};
    const say = (row: number, message: string, remedy: string, why: Why) =>
      notes.push({ row, ...present({ table: table.name }), message, remedy, why });
    const below = table.rows.slice(head.until);
    for (const line of below) {
      const current = rows.at(-1);
      const what = lineOf(line, head, current?.part === part ? current.title : undefined);
      if (what.kind === 'blank') continue;
      if (what.kind === 'heading')
        say(line.row, 'These are headings again.', 'Nothing to do.', { key: 'measures.import.why.headings' });
      else if (what.kind === 'total')
        say(line.row, 'This is a sum and no measure.', 'Nothing to do.', { key: 'measures.import.why.sum' });
      else if (what.kind === 'section') {
        section = sectionOf(what.text);
        say(line.row, `"${what.text.slice(0, 80)}" stands over the rows below it.`, 'It is kept with them.', {
          key: 'measures.import.why.section',
          params: { text: what.text.slice(0, 40) },
        });
      } else {
        const more = what.kind === 'more' && current?.part === part;
        const piece = pieceOf(line, head, { more, fiscalYear });
        if (more) {
          current.pieces.push(piece);
          say(line.row, `This goes on with row ${current.row}.`, 'It was joined to it.', {
            key: 'measures.import.why.joined',
            params: { row: current.row },
          });
        } else rows.push(gathered(piece, { table, part, section }));
      }
    }
  }
  const others = rows.filter(({ pieces }) => pieces.every(({ otherYear }) => otherYear));
  for (const { row, table } of others)
    notes.push({
      row,
      ...present({ table }),
      message: `This row is of other fiscal years than ${fiscalYear ?? ''}.`,
      remedy: 'It was left aside; import it with its own year.',
      why: { key: 'measures.import.why.otherYear' },
    });
  return { rows: withOrders(rows.filter((each) => !others.includes(each)).map(rawRow)), notes };
}

/** A table after a page break may have no headings: those of the table before it hold. */
function continuedHead({ rows }: Table, before: Placed | undefined): PaperHead | undefined {
  const width = rows[0]?.cells.length;
  if (before === undefined || width === undefined || width !== before.head.columns.length) return undefined;
  return { from: -1, until: 0, columns: before.head.columns };
}

function holdsTitles({ columns }: PaperHead): boolean {
  return placeOf(columns, 'title') >= 0;
}

/** The one year that titles above the tables name. */
function yearAbove(tables: readonly Table[]): number | undefined {
  const lines = tables.flatMap(({ above = '', rows }) => [
    above,
    ...rows.slice(0, 5).flatMap(({ cells }) => cells.slice(0, 1).map(({ text }) => text)),
  ]);
  const years = new Set(lines.flatMap((line) => yearIn(line) ?? []));
  return years.size === 1 ? [...years][0] : undefined;
}
