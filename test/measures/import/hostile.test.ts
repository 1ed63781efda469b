import { deflateRawSync, gzipSync } from 'node:zlib';
import { readPlan } from '../../../src/measures/import/service';
import { json, options } from './office';

const problems = (bytes: Uint8Array | string): string[] =>
  readPlan(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, options()).problems.map(
    (each) => `${each.message} ${each.remedy}`,
  );

/** What a ZIP looks like from outside: the local header of one file, and its squeezed contents. */
function zip(contents: Buffer): Buffer {
  const head = Buffer.from('504b03041400000008000000000000000000', 'hex');
  return Buffer.concat([head, deflateRawSync(contents)]);
}

describe('a hostile file', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a zip bomb', zip(Buffer.alloc(50_000_000)), 'ZIP archive or an Office document'],
    ['a gzip bomb', gzipSync(Buffer.alloc(50_000_000)), 'gzip'],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls'],
    ['a PDF', Buffer.from('%PDF-1.7 ...'), 'PDF'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'PNG'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'no text has'],
    ['a NUL', Buffer.from('title\nก\0ข'), 'no text has'],
    ['bytes of no encoding', Buffer.from('title\n\xff\xfe\xdb', 'latin1'), 'unknown encoding'],
    ['six megabytes', Buffer.alloc(6 * 1024 * 1024, 'a'), 'more than 5242880'],
  ])('of %s is refused with what to do', (_, bytes, expected) => {
    const found = problems(bytes);

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
    expect(readPlan(bytes, options()).plan).toBeUndefined();
  });

  test('that is a spreadsheet says which formats are taken', () => {
    expect(problems(zip(Buffer.from('x')))[0]).toMatch(/JSON, or CSV/);
  });

  test('with too many rows is refused', () => {
    const rows = Array.from({ length: 2_001 }, (_, index) => `t${index}`).join('\n');
    expect(problems(`title\n${rows}`)).toEqual([
      'There are 2001 rows, more than 2000. Give one plan per file.',
    ]);
  });

  test('with an endless cell is refused, in either format', () => {
    const long = 'ก'.repeat(20_001);
    expect(problems(json({ title: long }))[0]).toMatch(/20001 characters/);
    expect(problems(`title\n${long}`)[0]).toMatch(/20001 characters/);
  });

  test('nested without end is refused', () => {
    const deep = `[{"title":"x","evidence":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`;
    expect(problems(deep)[0]).toMatch(/more than 10 levels/);
  });

  test.each(['$where', '__proto__', 'constructor', 'rows.title', '$set'])(
    'with a column %s is refused',
    (name) => {
      const found = problems(`[{"title":"x","${name}":"1"}]`);

      expect(found.some((each) => each.includes(`"${name}" is not allowed`))).toBe(true);
      expect(Object.prototype).not.toHaveProperty('title');
    },
  );

  test('with a dangerous name deep inside is refused', () => {
    expect(problems(json({ title: 'x', evidence: [{ $gt: '' }] }))[0]).toContain('"$gt" is not allowed');
    expect(problems('{"plan":{"$where":"1"},"rows":[{"title":"x"}]}')[0]).toContain('"$where"');
  });

  test.each([
    ['{"rows":', 'not valid JSON'],
    ['{"a":1}', 'no rows'],
    ['[1]', 'no row'],
    ['[]', 'no rows at all'],
    ['{"plan":1,"rows":[]}', '"plan" is no object'],
    ['{"rows":[{"title":"x"}],"more":1}', '"more" is not known'],
    ['title\n"never closed', 'not valid CSV'],
    ['สี,กลิ่น\nแดง,หอม', 'No table with a column for the measures'],
    ['title,มาตรการ\nx,y', 'Two headings mean the column title'],
    ['order\n1', 'No table with a column for the measures'],
    ['title\na,b', 'more cells'],
  ])('of %j is refused by saying what is wrong', (contents, expected) => {
    expect(problems(contents).join(' ')).toContain(expected);
  });
});
