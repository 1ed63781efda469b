import { present } from '../../core/present';
import type { Finding } from './finding';
import type { PlacedRow } from './place';
import { bare } from './place';

/** From this share of common letters on, two titles may be one measure's. */
const ALIKE = 0.7;

/**
 * Rows of different forms whose titles are nearly the same: perhaps one measure under two titles (tables A and
 * B of Na Kok). They stay two measures; only the person who brings in the plan can say.
 */
export function likenessesIn(placed: readonly PlacedRow[]): Finding[] {
  const unnamed = placed.filter((each) => !each.isNamed);
  return unnamed.flatMap((row, index) => {
    const twin = unnamed
      .slice(0, index)
      .find((each) => each.form !== row.form && each.key !== row.key && areAlike(each, row));
    if (twin === undefined) return [];
    return [
      {
        row: row.row,
        ...present({ table: row.table }),
        column: 'measure',
        why: { key: 'measures.import.why.alike', params: { row: twin.row } },
        message: `This title is nearly that of row ${twin.row}; they are taken for two measures.`,
        remedy: 'If they are one, write the same name into the column measure of both rows, e.g. "gifts".',
      },
    ];
  });
}

function areAlike({ value: one }: PlacedRow, { value: other }: PlacedRow): boolean {
  const [a, b] = [trigramsOf(bare(one.title)), trigramsOf(bare(other.title))];
  const common = [...a].filter((each) => b.has(each)).length;
  return common / Math.min(a.size, b.size) >= ALIKE;
}

function trigramsOf(text: string): Set<string> {
  const letters = Array.from(text);
  return new Set(
    letters.slice(2).map((letter, at) => `${letters[at] ?? ''}${letters[at + 1] ?? ''}${letter}`),
  );
}
