import { crc32, deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';

/** A cell of a made-up document: a text, or one over several columns or rows; `null` is covered by one above. */
export type DocxCell =
  string | null | { readonly text: string; readonly across?: number; readonly down?: true };

/** Several paragraphs and tables as a Word document has them, and nothing else. */
export function docx(...blocks: readonly (string | readonly (readonly DocxCell[])[])[]): Buffer {
  const body = blocks.map((block) => (typeof block === 'string' ? paragraph(block) : table(block))).join('');
  return zip({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

/** A workbook of these sheets; merges as `A1:C1`. */
export async function xlsx(
  ...sheets: readonly {
    name: string;
    rows: (string | number | Date | null)[][];
    merges?: string[];
    hidden?: boolean;
  }[]
): Promise<Buffer> {
  const made = await writeXlsx({
    sheets: sheets.map(({ merges = [], ...sheet }) => ({ ...sheet, merges: merges.map(range) })),
  });
  return Buffer.from(made);
}

/** An archive with these parts. */
export function zip(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, contents] of Object.entries(parts)) {
    const [title, plain] = [Buffer.from(name), Buffer.from(contents)];
    const packed = deflateRawSync(plain);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), shared, title, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), shared, rest, title]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  Buffer.from('504b0506', 'hex').copy(end);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function paragraph(text: string): string {
  const runs = text.split('\n').map((line) => `<w:t xml:space="preserve">${line}</w:t>`);
  return `<w:p><w:r>${runs.join('<w:br/>')}</w:r></w:p>`;
}

function table(rows: readonly (readonly DocxCell[])[]): string {
  const lines = rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`);
  return `<w:tbl>${lines.join('')}</w:tbl>`;
}

function cell(given: DocxCell): string {
  const { text, across, down }: Exclude<DocxCell, string | null> =
    given === null || typeof given === 'string' ? { text: given ?? '' } : given;
  const merge = given === null ? '<w:vMerge/>' : down === true ? '<w:vMerge w:val="restart"/>' : '';
  const span = across === undefined ? '' : `<w:gridSpan w:val="${across}"/>`;
  return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${paragraph(text)}</w:tc>`;
}

function range(name: string): { startRow: number; startCol: number; endRow: number; endCol: number } {
  const [, from = '', top, to = '', bottom] = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(name) ?? [];
  const column = (letter: string) => letter.charCodeAt(0) - 65;
  return {
    startRow: Number(top) - 1,
    startCol: column(from),
    endRow: Number(bottom) - 1,
    endCol: column(to),
  };
}
