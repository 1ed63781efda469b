import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/core/project-root';
import { loadTexts } from '../../src/core/text-tree';
import type { Locale } from '../../src/core/texts';
import { LOCALES } from '../../src/core/texts';

/** A term of the glossary in one language, and what is not said instead of it. */
interface Term {
  readonly said: readonly string[];
  readonly never: readonly { readonly word: string; readonly except: readonly string[] }[];
}

const cellsOf = (line: string): string[] => line.split('|').map((cell) => cell.trim());
/** "ตำแหน่ง (ตำแหน่งที่ตั้ง), ที่นั่ง": words with where they may stand all the same. */
const wordsIn = (cell: string): Term['never'] =>
  [...cell.matchAll(/([^,(]+)(?:\(([^)]*)\))?/g)].flatMap(([, word = '', except = '']) =>
    word.trim() === ''
      ? []
      : [
          {
            word: word.trim(),
            except: except
              .split(',')
              .map((each) => each.trim())
              .filter(Boolean),
          },
        ],
  );

const rows = readFileSync(join(projectRoot, 'locales/GLOSSARY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (what|---)/.test(line))
  .map(cellsOf);
const glossary: Readonly<Record<Locale, readonly Term[]>> = {
  th: rows.map(([, , said = '', , never = '']) => ({ said: said.split(', '), never: wordsIn(never) })),
  en: rows.map(([, , , said = '', , never = '']) => ({ said: said.split(', '), never: wordsIn(never) })),
};

function leaves(tree: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof tree === 'string') return [[path.join('.'), tree]];
  return Object.entries(tree ?? {}).flatMap(([key, value]) => leaves(value, [...path, key]));
}

/** What people read: not what their typing is compared with, nor what the simulator types for them. */
const shown = (locale: Locale): [string, string][] =>
  leaves(loadTexts(locale)).filter(([key]) => !key.includes('.words.') && !key.endsWith('.say'));
const texts: Readonly<Record<Locale, readonly [string, string][]>> = { th: shown('th'), en: shown('en') };

/** Texts of `locale` with `fault`, by their keys. */
const faulty = (locale: Locale, fault: (text: string) => string | undefined): string[] =>
  texts[locale].flatMap(([key, text]) => {
    const found = fault(text);
    return found === undefined ? [] : [`${locale} ${key}: “${found}” in ${text}`];
  });

/** The word of `never` that a text holds, whole words in English. */
function forbidden(text: string, { never }: Term, locale: Locale): string | undefined {
  const own = text.replace(/\{\{\w+\}\}/g, '…');
  return never.find(({ word, except }) => {
    const rest = except.reduce((left, each) => left.replaceAll(each, ''), own);
    return locale === 'th' ? rest.includes(word) : new RegExp(`\\b${word}s?\\b`, 'i').test(rest);
  })?.word;
}

/** What is typed or dialled as it is: phone numbers, emergency numbers, and what a placeholder stands for. */
const AS_IT_IS = /\{\{\w+\}\}|\b0\d{1,2}-\d{3}-\d{4}\b|โทร\. ?\d{4}|[A-Z]\d+/g;

describe('the glossary', () => {
  test('names a term in both languages in every row', () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((cells) => cells.length !== 7 || cells.slice(1, 4).includes(''))).toEqual([]);
  });

  test.each(LOCALES)('forbids no word that a term of its own is (%s)', (locale) => {
    const terms = glossary[locale].flatMap(({ said }) => said);
    const clashes = glossary[locale].flatMap((term) =>
      terms.flatMap((each) => {
        const word = forbidden(each, term, locale);
        return word === undefined ? [] : [`${each}: ${word}`];
      }),
    );
    expect(clashes).toEqual([]);
  });

  test.each(LOCALES)('is kept by every text (%s)', (locale) => {
    expect(
      glossary[locale].flatMap((term) => faulty(locale, (text) => forbidden(text, term, locale))),
    ).toEqual([]);
  });

  test('finds a word that is not to be said', () => {
    const term: Term = { said: ['บทบาท'], never: wordsIn('ตำแหน่ง (ตำแหน่งที่ตั้ง), หน้าที่การงาน') };
    expect(forbidden('ส่งตำแหน่งที่ตั้ง', term, 'th')).toBeUndefined();
    expect(forbidden('ยุติตำแหน่ง', term, 'th')).toBe('ตำแหน่ง');
  });
});

/** The title of the plan as a form is headed: on paper, not on a phone. */
const PRINTED = 'organizations.planTitle';

describe('a text', () => {
  test.each(LOCALES)('puts words to press or type in “…” and knows no straight quotes (%s)', (locale) => {
    expect(faulty(locale, (text) => /["']/.exec(text)?.[0])).toEqual([]);
    const uneven = (text: string) =>
      [...text.matchAll(/“/g)].length === [...text.matchAll(/”/g)].length ? undefined : '“';
    expect(faulty(locale, uneven)).toEqual([]);
  });

  test('of Thai quotes what follows “พิมพ์ ” and “กด ”', () => {
    // With a blank behind it a word follows; without one, what is typed is named: พิมพ์คำตอบ, กดปุ่ม.
    const bare = (text: string) => /(?:พิมพ์|กด) (?!“|เช่น|[๐-๙])\S+/.exec(text.replace(/พิมพ์ \{\{/g, ''))?.[0];
    expect(faulty('th', bare)).toEqual([]);
  });

  test('of English quotes the words of the bot after “type” and “press”', () => {
    const words = 'send|edit|help|cancel|back|pause|continue|skip|done|none|unfinished items|menu';
    const bare = (text: string) => new RegExp(`\\b(?:type|press) (?:${words})\\b`, 'i').exec(text)?.[0];
    expect(faulty('en', bare)).toEqual([]);
  });

  /** A button in the card itself, which every screen shows; the map, which only a phone has; the simulator's own. */
  const IN_CARD = ['questions.asked.footnote', 'conversation.problem.placeByPin', 'sample.photos.detail'];

  test('says that what can be pressed can be typed: a computer shows no quick replies', () => {
    const shown = (found: readonly string[]) =>
      found.filter((each) => !IN_CARD.some((key) => each.includes(key)));
    const th = (text: string) => /กด “(?![^”]+” หรือพิมพ์)[^”]+”/.exec(text)?.[0];
    const en = (text: string) => /\bpress “(?![^”]+” or type)[^”]+”/i.exec(text)?.[0];
    expect(shown(faulty('th', th))).toEqual([]);
    expect(shown(faulty('en', en))).toEqual([]);
  });

  test('has digits of one kind: Thai ones in Thai, Arabic ones in English', () => {
    expect(faulty('th', (text) => /[0-9]+/.exec(text.replace(AS_IT_IS, ''))?.[0])).toEqual([]);
    expect(faulty('en', (text) => /[\u0e50-\u0e59]+/.exec(text)?.[0])).toEqual([]);
  });

  test.each(LOCALES)('is short enough for a phone (%s)', (locale) => {
    const LONGEST = 1_100;
    expect(faulty(locale, (text) => (text.length > LONGEST ? String(text.length) : undefined))).toEqual([]);
    const title = texts[locale].filter(([key]) => /\.(?:title|\w+Title)$/.test(key) && key !== PRINTED);
    expect(title.length).toBeGreaterThan(15);
    expect(title.filter(([, text]) => text.length > 60)).toEqual([]);
  });
});
