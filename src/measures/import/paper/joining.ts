import { present } from '../../../core/present';
import type { RawRow } from '../raw-rows';
import type { Table } from '../tables/table';
import vocabulary from '../vocabulary.json';
import type { Section } from './lines';
import { withoutContinued } from './lines';
import type { Extra, Piece } from './pieces';
import { joined } from './pieces';

/** The lines of a table that make one row. */
export interface Gathered {
  readonly row: number;
  readonly table?: string;
  readonly part: number;
  readonly title: string;
  readonly section: Section;
  readonly pieces: Piece[];
}

/** A row that begins with this line. */
export function gathered(
  piece: Piece,
  { table, part, section }: { table: Table; part: number; section: Section },
): Gathered {
  const title = withoutContinued(piece.texts.title ?? '');
  return { row: piece.row, ...present({ table: table.name }), part, title, section, pieces: [piece] };
}

/** One row of all its lines. Lines with one step each keep who does it and when with the step. */
export function rawRow({ row, table, part, section, pieces }: Gathered): RawRow & { part: number } {
  const texts: Record<string, string> = {};
  const extras: Extra[] =
    section.text === undefined ? [] : [{ heading: vocabulary.paper.section, text: section.text }];
  for (const piece of pieces) {
    for (const [name, text] of Object.entries(piece.texts)) texts[name] = joined(texts[name], text);
    for (const { heading, text } of piece.extras) {
      const known = extras.findIndex((each) => each.heading === heading);
      if (known < 0) extras.push({ heading, text });
      else extras[known] = { heading, text: joined(extras[known]?.text, text) };
    }
  }
  if (texts.title !== undefined) texts.title = withoutContinued(texts.title);
  const { group, indicatorNo, indicatorName } = section;
  const stepDetails = stepsOf(pieces);
  return {
    row,
    part,
    ...present({ table }),
    cells: {
      ...present({ group, indicatorNo, indicatorName }),
      ...texts,
      ...present({ stepDetails }),
      ...(extras.length === 0 ? {} : { extra: extras }),
    },
  };
}

function stepsOf(pieces: readonly Piece[]): object[] | undefined {
  const single = pieces.every(({ texts }) => texts.steps !== undefined && !texts.steps.includes('\n'));
  const own = pieces
    .slice(1)
    .some(({ texts }) => texts.responsible !== undefined || texts.periodText !== undefined);
  if (pieces.length < 2 || !single || !own) return undefined;
  return pieces.map(({ texts: { steps = '', responsible, periodText } }) => ({
    step: steps.replace(/^\s*(?:[\d\u0e50-\u0e59]{1,2}[.)](?!\d)|[-•–])\s*/, ''),
    ...present({ periodText }),
    ...(responsible === undefined
      ? {}
      : { responsible: responsible.split(/[\n,;/]+/).map((each) => each.trim()) }),
  }));
}

/** Numbers that begin again in every section say nothing of the place in the form. */
export function withOrders(rows: readonly (RawRow & { part: number })[]): RawRow[] {
  const restarts = new Set<number>();
  const seen = new Set<string>();
  for (const { part, cells } of rows) {
    const mark = `${part} ${typeof cells.order === 'string' ? cells.order : ''}`;
    if (cells.order === undefined || seen.has(mark)) restarts.add(part);
    seen.add(mark);
  }
  return rows.map(({ part, cells, ...rest }) => {
    const { order, ...others } = cells;
    return { ...rest, part, cells: restarts.has(part) || order === undefined ? others : cells };
  });
}
