import { convertToHtml } from 'mammoth';
import { isRecord } from '../raw-rows';
import type { Merge, Table } from './table';
import { cellsOf } from './table';

/**
 * The tables of a document in their order. Only text is taken: pictures, links and embedded things are not
 * looked at, and nothing outside the file is followed. Errors of the library are the caller's to explain.
 */
export async function tablesOfDocx(bytes: Buffer): Promise<Table[]> {
  const found: Table[] = [];
  await convertToHtml(
    { buffer: bytes },
    {
      externalFileAccess: false,
      // The library's own tree tells merged cells and line breaks; of its HTML nothing is used.
      transformDocument: (document: unknown) => {
        found.push(...tablesIn(document));
        return isRecord(document) ? { ...document, children: [] } : document;
      },
    },
  );
  if (found.length < 2) return found;
  return found.map((table, index) => ({ ...table, name: `table ${index + 1}` }));
}

function tablesIn(document: unknown): Table[] {
  const tables: Table[] = [];
  let above: string[] = [];
  for (const child of childrenOf(document)) {
    if (typeOf(child) !== 'table') {
      above.push(textOf(child));
      continue;
    }
    tables.push({ ...tableOf(child), above: above.join('\n') });
    above = [];
  }
  return tables;
}

/** Lays the cells out: those that a merged cell of an earlier row covers are not in the file. */
function tableOf(table: unknown): Pick<Table, 'rows' | 'notes'> {
  const texts: string[][] = [];
  const merges: Merge[] = [];
  const covered = new Set<string>();
  childrenOf(table).forEach((row, startRow) => {
    const line: string[] = [];
    for (const cell of childrenOf(row)) {
      while (covered.has(`${startRow},${line.length}`)) line.push('');
      const startCol = line.length;
      const [endRow, endCol] = [
        startRow + spanOf(cell, 'rowSpan') - 1,
        startCol + spanOf(cell, 'colSpan') - 1,
      ];
      line.push(textOf(cell), ...Array.from({ length: endCol - startCol }, () => ''));
      if (endRow === startRow && endCol === startCol) continue;
      merges.push({ startRow, startCol, endRow, endCol });
      for (let down = startRow + 1; down <= endRow; down += 1) {
        for (let across = startCol; across <= endCol; across += 1) covered.add(`${down},${across}`);
      }
    }
    texts.push(line);
  });
  const rows = cellsOf(texts, merges).map((cells, index) => ({ row: index + 1, cells }));
  return { rows, notes: [] };
}

const MOST_SPANNED = 500;

function spanOf(cell: unknown, name: 'rowSpan' | 'colSpan'): number {
  const span = isRecord(cell) ? cell[name] : undefined;
  return typeof span === 'number' && span > 1 ? Math.min(span, MOST_SPANNED) : 1;
}

function typeOf(node: unknown): unknown {
  return isRecord(node) ? node.type : undefined;
}

function childrenOf(node: unknown): readonly unknown[] {
  return isRecord(node) && Array.isArray(node.children) ? (node.children as unknown[]) : [];
}

/** The text of a cell or paragraph: paragraphs and breaks are lines. */
function textOf(node: unknown): string {
  const type = typeOf(node);
  if (type === 'text') return isRecord(node) && typeof node.value === 'string' ? node.value : '';
  if (type === 'tab') return ' ';
  if (type === 'break') return '\n';
  if (type === 'checkbox') return isRecord(node) && node.checked === true ? '✓' : '';
  const separator = ['tableCell', 'table', 'tableRow'].includes(String(type)) ? '\n' : '';
  return childrenOf(node)
    .map(textOf)
    .filter((text) => text !== '')
    .join(separator);
}
