import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/core/project-root';
import { loadTexts } from '../../src/core/text-tree';
import type { TextKey } from '../../src/core/texts';
import { isTextKey, LOCALES, text } from '../../src/core/texts';

/** All texts of a tree with their keys. */
function leaves(tree: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof tree === 'string') return [[path.join('.'), tree]];
  return Object.entries(tree as object).flatMap(([key, value]) => leaves(value, [...path, key]));
}

describe('texts', () => {
  const [withPlaceholder] = leaves(loadTexts('th')).filter(([, value]) => /\{\{\w+\}\}/.test(value));
  const [key = '', source = ''] = withPlaceholder ?? [];
  const placeholder = /\{\{(\w+)\}\}/.exec(source)?.[1] ?? '';

  test('are found by file and key, with their placeholders filled in', () => {
    const shown = text('th', key as TextKey, { [placeholder]: '<ก & ข>' });

    expect(placeholder).not.toBe('');
    expect(shown).toContain('<ก & ข>');
    expect(shown).not.toContain(`{{${placeholder}}}`);
  });

  test('show the key where there is none, and do not count it as one', () => {
    expect(isTextKey('reminders.nothingOfTheKind')).toBe(false);
    expect(text('th', 'reminders.nothingOfTheKind' as TextKey)).toBe('reminders.nothingOfTheKind');
    expect(isTextKey(key)).toBe(true);
  });

  test('are read from every file of both languages', () => {
    for (const locale of LOCALES) {
      const files = readdirSync(join(projectRoot, 'locales', locale)).map((file) =>
        file.replace(/\.json$/, ''),
      );
      expect(Object.keys(loadTexts(locale)).sort()).toEqual(files.sort());
    }
  });
});
