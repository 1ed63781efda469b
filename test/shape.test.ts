import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..');
const FOLDERS = ['src', 'simulator'];

/** Every source file, below the project, with its text. */
const files = new Map(
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => [join(folder, file), readFileSync(join(root, folder, file), 'utf8')] as const),
  ),
);

/** What a file imports from other source files, types included: a circle of types is one for the reader. */
function importsOf(file: string): string[] {
  const found = (files.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].flatMap(([, name = '']) => {
    const path = resolve(root, dirname(file), name);
    const target = [`${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((each) => existsSync(each));
    return target === undefined ? [] : [relative(root, target)];
  });
}

/** The first way from `file` back to itself, as far as there is one. */
function circleThrough(file: string): string[] | undefined {
  const seen = new Set<string>();
  const ways = importsOf(file).map((each) => [file, each]);
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const last = way.at(-1) ?? '';
    if (last === file) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of importsOf(last)) ways.push([...way, next]);
  }
  return undefined;
}

const linesOf = (file: string): number => (files.get(file) ?? '').split('\n').length - 1;
const sources = [...files.keys()].filter((file) => file.startsWith('src/'));

describe('the shape of the sources', () => {
  test('has something to look at', () => {
    expect(files.size).toBeGreaterThan(200);
    expect(importsOf('src/web.ts')).toContain('src/config.ts');
  });

  test('rule "no file leads back to itself by what it imports"', () => {
    const circles = [...files.keys()].flatMap((file) => {
      const circle = circleThrough(file);
      return circle === undefined ? [] : [circle.join(' -> ')];
    });
    expect(circles).toEqual([]);
  });

  test('rule "at most eight files stand directly in src"', () => {
    const direct = sources.filter((file) => file.split('/').length === 2);
    expect(direct.length).toBeLessThanOrEqual(8);
  });

  test('rule "no file is longer than 250 lines, half of them no longer than 80"', () => {
    expect(sources.filter((file) => linesOf(file) > 250)).toEqual([]);
    const sorted = sources.map(linesOf).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });
});

describe('what a comment points to', () => {
  const texts = new Map([
    ...files,
    ...readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && file !== 'shape.test.ts')
      .map((file) => [join('test', file), readFileSync(join(__dirname, file), 'utf8')] as const),
  ]);

  test('rule "a page of docs that is named is there"', () => {
    const missing = [...texts].flatMap(([file, text]) =>
      [...text.matchAll(/docs\/[a-z0-9/-]+\.md/g)]
        .filter(([page]) => !existsSync(join(root, page)))
        .map(([page]) => `${file}: ${page}`),
    );
    expect(missing).toEqual([]);
  });

  test('rule "what a page links to is there"', () => {
    const pages = [
      ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
      ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.md'))
        .map((file) => join('docs', file)),
    ];
    const missing = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .filter(([, link = '']) => !existsSync(join(root, dirname(page), link)))
        .map(([, link = '']) => `${page}: ${link}`),
    );
    expect(missing).toEqual([]);
  });

  test('rule "a section of a page that is named is there"', () => {
    const page = readFileSync(join(root, 'docs/line-platform.md'), 'utf8');
    const missing = [...texts].flatMap(([file, text]) =>
      [...text.matchAll(/line-platform\.md (§[^)\n]*)/g)].flatMap(([, sections = '']) =>
        [...sections.matchAll(/§(\d+(?:\.\d+)?)/g)]
          .filter(([, number = '']) => !page.includes(`\n## ${number}. `) && !page.includes(`\n**${number}`))
          .map(([section]) => `${file}: ${section}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  test('rule "nothing outside the project is pointed to"', () => {
    const outside = /\bseed 00\d|reference §|design\.md|\/work\/|reference `/;
    expect([...texts].filter(([, text]) => outside.test(text)).map(([file]) => file)).toEqual([]);
  });
});
