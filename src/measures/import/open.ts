import { rowsOfCsv } from './csv';
import type { Decoded } from './decode';
import { decode, LARGEST_FILE } from './decode';
import type { Finding } from './finding';
import { rowsOfJson } from './json';
import type { PaperOptions } from './paper/rows-of-paper';
import { rowsOfPaper } from './paper/rows-of-paper';
import type { RawPlan } from './raw-rows';
import { MOST_ROWS } from './raw-rows';
import { tablesOfDocx } from './tables/docx';
import type { Table } from './tables/table';
import { tablesOfXlsx } from './tables/xlsx';
import { isBoundedZip } from './tables/zip-bounds';

/** What a file holds before anybody asks what it means: text, or the tables of an Office document. */
export type Opened =
  | { readonly ok: true; readonly text: string; readonly notes: readonly Finding[] }
  | { readonly ok: true; readonly tables: readonly Table[]; readonly notes: readonly Finding[] }
  | { readonly ok: false; readonly problem: Finding };

/** Opens a JSON or CSV file, a workbook (xlsx) or the tables of a document (docx), by its contents alone. */
export async function openFile(bytes: Buffer): Promise<Opened> {
  const kind = officeKind(bytes);
  if (kind === undefined) return openText(bytes);
  if (bytes.length > LARGEST_FILE) return { ok: false, problem: tooLarge(bytes.length) };
  if (!isBoundedZip(bytes)) return { ok: false, problem: BROKEN };
  try {
    const tables = await (kind === 'xlsx' ? tablesOfXlsx(bytes) : tablesOfDocx(bytes));
    return { ok: true, tables, notes: [] };
  } catch {
    // Whatever the library throws: the file is not what such a file should be, and its person is told so.
    return { ok: false, problem: BROKEN };
  }
}

/** Opens what is text. */
export function openText(bytes: Uint8Array): Opened {
  const decoded: Decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  return {
    ok: true,
    text: decoded.text,
    notes: decoded.encoding === undefined ? [] : [readAs(decoded.encoding)],
  };
}

/** The rows of what was opened, by what headings mean. */
export function rowsOf(opened: Extract<Opened, { ok: true }>, options: PaperOptions): RawPlan {
  const raw = 'tables' in opened ? rowsOfPaper(opened.tables, options) : rowsOfText(opened.text, options);
  if (raw.rows.length <= MOST_ROWS) return { ...raw, notes: [...opened.notes, ...(raw.notes ?? [])] };
  return { rows: [], problems: [tooMany(raw.rows.length)] };
}

function rowsOfText(text: string, options: PaperOptions): RawPlan {
  return /^\s*[[{]/.test(text) ? rowsOfJson(text) : rowsOfCsv(text, options);
}

/** By the names of the parts that every such archive has. */
function officeKind(bytes: Buffer): 'xlsx' | 'docx' | undefined {
  if (!bytes.subarray(0, 4).equals(ZIP)) return undefined;
  if (bytes.includes('xl/workbook.xml')) return 'xlsx';
  return bytes.includes('word/document.xml') ? 'docx' : undefined;
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

const BROKEN: Finding = {
  message: 'The file is damaged, locked by a password, or holds far more than a plan.',
  remedy: 'Open it, save it again without a password, or save the sheet as CSV UTF-8.',
  why: { key: 'measures.import.why.broken' },
};

function tooLarge(size: number): Finding {
  return {
    message: `The file has ${size} bytes, more than ${LARGEST_FILE}.`,
    remedy: 'Give a smaller file.',
    why: { key: 'measures.import.why.tooLarge' },
  };
}

function tooMany(count: number): Finding {
  return {
    message: `There are ${count} rows, more than ${MOST_ROWS}.`,
    remedy: 'Give one plan per file.',
    why: { key: 'measures.import.why.tooMany', params: { rows: MOST_ROWS } },
  };
}

function readAs(encoding: string): Finding {
  return {
    message: `The text was read as ${encoding}.`,
    remedy: 'If letters look wrong, save the file as UTF-8.',
    why: { key: 'measures.import.why.encoding', params: { text: encoding } },
  };
}
