import { present } from '../../core/present';
import type { Finding } from './finding';
import type { RawRow } from './raw-rows';

/** What became of a row of the file. `aside`: of another organisation or year. */
export type Verdict = 'understood' | 'doubtful' | 'refused' | 'aside';

/** A row of the file as the dry run shows it. */
export interface RowVerdict {
  readonly row: number;
  readonly table?: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** What is doubtful, or why it was refused. */
  readonly findings: readonly Finding[];
}

/** Says of every row of a file what became of it. `taken` are the places of the rows of this plan. */
export function verdictsOn(
  rows: readonly RawRow[],
  taken: ReadonlySet<string>,
  { problems, warnings }: { problems: readonly Finding[]; warnings: readonly Finding[] },
): RowVerdict[] {
  return rows.map(({ row, table, cells }) => {
    const place = placeOf({ row, ...present({ table }) });
    const here = (each: Finding) => each.row !== undefined && placeOf(each) === place;
    const [refused, doubted] = [problems.filter(here), warnings.filter(here)];
    const verdict =
      refused.length > 0
        ? 'refused'
        : !taken.has(place)
          ? 'aside'
          : doubted.length > 0
            ? 'doubtful'
            : 'understood';
    const title = typeof cells.title === 'string' ? cells.title.trim() : '';
    return { row, ...present({ table }), title, verdict, findings: [...refused, ...doubted] };
  });
}

/** Where a row stands in its file. */
export function placeOf({ row, table }: Pick<Finding, 'row' | 'table'>): string {
  return `${table ?? ''}|${row ?? ''}`;
}
