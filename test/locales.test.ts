import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/core/project-root';
import { loadTexts } from '../src/core/text-tree';
import { lengthOf, LONGEST_LABEL } from '../src/speech/wording';

type Texts = ReadonlyMap<string, string>;

function leaves(tree: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof tree === 'string') return [[path.join('.'), tree]];
  if (typeof tree !== 'object' || tree === null) return [[path.join('.'), '']];
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, [...path, key]));
}

const th: Texts = new Map(leaves(loadTexts('th')));
const en: Texts = new Map(leaves(loadTexts('en')));
const both: readonly [string, Texts][] = [
  ['th', th],
  ['en', en],
];

const placeholders = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map((match) => match[1])
    .sort()
    .join(' ');

/** Texts of `texts` that `isWrong`, with their keys. */
const wrong = (texts: Texts, isWrong: (text: string, key: string) => boolean): string[] =>
  [...texts].filter(([key, text]) => isWrong(text, key)).map(([key, text]) => `${key}: ${text}`);

/** The sources that speak to people; the simulator's page has texts of its own. */
const sources: readonly { file: string; code: string }[] = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|json|mjs|cjs)$/.test(file) && !file.startsWith('simulator/'))
    .map((file) => ({
      file: `${folder}/${file}`,
      code: readFileSync(join(projectRoot, folder, file), 'utf8'),
    })),
);
const spaces = [...new Set([...th.keys()].map((key) => key.split('.')[0]))].join('|');

/** Every whole key in quotes; the first argument of a log call is the name of an event, not a text. */
const mentioned = sources.flatMap(({ file, code }) =>
  [
    ...code
      .replace(/\blog\.(debug|info|warn|error)\(\s*'[^']*'/g, '')
      .matchAll(new RegExp(`['"\`]((?:${spaces})(?:\\.[A-Za-z][\\w-]*)+)['"\`]`, 'g')),
  ]
    .map((match) => ({ file, key: match[1] ?? '' }))
    .filter(({ key }) => !key.endsWith('.json')),
);

/** Keys put together at run time: the beginning as it stands in a template, and what follows. */
const COMPOSED: Readonly<Record<string, string>> = {
  'complaints.category.': 'one per line of complaints/categories.json',
  'complaints.file.': 'who reported: anonymous, named',
  'complaints.state.': 'the state of a ticket',
  'measures.mark.': 'the sign of a state of a measure',
  'measures.state.': 'the state of a measure',
  'openers.words.': 'one per flow and view that opens by a word',
  'openers.about.': 'one per line of the help',
  'openers.label.': 'one per button of the help',
  'organizations.': 'words per kind of local government',
  'people.end.loses.': 'what somebody loses with a post, one per duty they feel',
  'people.language.': 'the name of a language',
  'people.office.': 'the name of an office',
  'line.menu.': 'labels of the rich menus, one per area in rich-menus.json',
  'sample.': 'suggestions on the first page of the simulator',
};

/** Shown by nobody yet: the tests of the conversation take them for their examples. */
const KEPT = ['common.none', 'common.pause'];

/** Compared with what people type, and never shown. */
const isTyped = (key: string): boolean => key.includes('.words.');

describe('the texts', () => {
  test('are the same keys in Thai and English', () => {
    expect([...en.keys()].sort()).toEqual([...th.keys()].sort());
    expect(th.size).toBeGreaterThan(200);
  });

  test('have the same placeholders in Thai and English', () => {
    expect(wrong(th, (text, key) => placeholders(text) !== placeholders(en.get(key) ?? ''))).toEqual([]);
  });

  test.each(both)('of %s are neither empty nor untidy', (_locale, texts) => {
    expect(wrong(texts, (text) => text.trim() === '')).toEqual([]);
    expect(wrong(texts, (text) => text !== text.trim() || / {2}|\t|\r/.test(text))).toEqual([]);
    expect(
      wrong(texts, (text) => text !== text.normalize('NFC') || /[\u200b-\u200f\ufeff\ufffd]/.test(text)),
    ).toEqual([]);
  });

  test.each(both)('of %s have placeholders that are whole', (_locale, texts) => {
    expect(wrong(texts, (text) => /[{}]/.test(text.replace(/\{\{\w+\}\}/g, '')))).toEqual([]);
  });

  test('exist for every key that the sources mention', () => {
    const files = new Set(mentioned.map(({ file }) => file));
    expect(files.size).toBeGreaterThan(30);
    const isBranch = (key: string) => [...th.keys()].some((each) => each.startsWith(`${key}.`));
    expect(
      mentioned.filter(({ key }) => !th.has(key) && !isBranch(key)).map(({ file, key }) => `${file}: ${key}`),
    ).toEqual([]);
  });

  test('are all used', () => {
    const used = new Set([...mentioned.map(({ key }) => key), ...KEPT]);
    const composed = Object.keys(COMPOSED);
    expect(
      [...th.keys()].filter((key) => !used.has(key) && !composed.some((start) => key.startsWith(start))),
    ).toEqual([]);
  });

  test.each(Object.entries(COMPOSED))('that begin with "%s" are put together somewhere: %s', (start) => {
    const inTemplate = sources.some(({ code }) => code.includes(`\`${start}\${`));
    const inData = sources.some(({ file, code }) => file.endsWith('.json') && code.includes(`"${start}`));
    expect(inTemplate || inData).toBe(true);
  });
});

/** Names of things that have no other name in Thai, and texts that speak to somebody who reads no Thai. */
const LATIN_IN_THAI = /\b(LINE|ITA|PDF|Word|Excel|PowerPoint|JPEG|PNG|CSV|JSON|DOCX|XLSX)\b/g;
const FOR_FOREIGNERS: Readonly<Record<string, string>> = {
  'people.language.en': 'English',
  'people.language.ask': 'Which language would you like?',
  'people.me.changeLanguage': 'Change language',
  'line.menu.chooseLanguage': 'Language',
};

describe('the Thai texts', () => {
  test('hold no English but names', () => {
    const foreign = (text: string, key: string) =>
      text
        .replace(FOR_FOREIGNERS[key] ?? '', '')
        .replace(/\{\{\w+\}\}/g, '')
        .replace(LATIN_IN_THAI, '');
    expect(wrong(th, (text, key) => !isTyped(key) && /[A-Za-z]/.test(foreign(text, key)))).toEqual([]);
  });

  test('need no particle of a man or a woman', () => {
    expect(wrong(th, (text, key) => !isTyped(key) && /ค่ะ|ครับ|นะคะ|จ้ะ/.test(text))).toEqual([]);
  });

  test('are written with the letters of Thai, not with look-alikes', () => {
    expect(wrong(th, (text) => /\u0e40\u0e40|\u0e4d[\u0e48-\u0e4b]?\u0e32/.test(text))).toEqual([]);
  });
});

/** English texts that speak to somebody who reads no English. */
const BILINGUAL = [
  'people.language.th',
  'people.language.ask',
  'people.me.changeLanguage',
  'line.menu.chooseLanguage',
];

describe('the English texts', () => {
  test('hold no Thai but the name of the language and of what is printed in Thai', () => {
    const shown = (key: string) => !isTyped(key) && !BILINGUAL.includes(key);
    expect(wrong(en, (text, key) => shown(key) && /[\u0e01-\u0e5b]/.test(text))).toEqual([]);
  });
});

/** Every text under these is a button. */
const BUTTON_BRANCHES =
  /^(conversation\.controls|measures\.button|line\.menu|complaints\.category|people\.language\.(th|en)$)/;

describe('the labels of buttons', () => {
  const controls = sources.flatMap(({ code }) => [
    ...code.matchAll(
      /kind: '(?:choice|date|edit|command|open|camera|album|location)'[^{}]*?label: \{ key: '([^']+)'/g,
    ),
    ...code.matchAll(/\b(?:openLog|openTrack|openMyMeasures|button)\([^()]*\{ key: '([^']+)' \}/g),
    ...code.matchAll(/\bsend: '([^']+)'/g),
  ]);
  const labels = new Set([
    ...controls.map((match) => match[1] ?? ''),
    ...[...th.keys()].filter((key) => BUTTON_BRANCHES.test(key)),
  ]);

  test('are found in the sources', () => {
    expect(labels.size).toBeGreaterThan(50);
    expect([...labels].filter((key) => !th.has(key))).toEqual([]);
  });

  test.each(both)('of %s fit on a button', (_locale, texts) => {
    const long = (key: string) =>
      lengthOf((texts.get(key) ?? '').replace(/\{\{\w+\}\}/g, '00')) > LONGEST_LABEL;
    expect([...labels].filter(long).map((key) => `${key}: ${texts.get(key)}`)).toEqual([]);
  });
});
