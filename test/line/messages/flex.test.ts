import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/core/project-root';
import type { Scope } from '../../../src/line/messages/flex';
import { compileTemplate } from '../../../src/line/messages/flex';

const folder = join(projectRoot, 'flex-templates');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

const fillTemplate = (json: unknown, scope: Scope): unknown => compileTemplate(json)(scope);

/** All objects of a template, however deep. */
function objectsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsOf)];
}

describe('a template', () => {
  test('is filled with texts and finished things', () => {
    const action = { type: 'postback', data: 'o=help' };
    const filled = fillTemplate(
      { text: 'Hello {{name}}!', action: '{{action}}', size: 3 },
      { name: 'you', action },
    );
    expect(filled).toEqual({ text: 'Hello you!', action, size: 3 });
  });

  test('repeats what is for each, with its own names before the outer ones', () => {
    const template = [{ $each: 'rows', template: { text: '{{title}}: {{value}}' } }, 'end'];
    expect(
      fillTemplate(template, {
        title: 'T',
        value: 'outer',
        rows: [{ value: 'a' }, { value: 'b', title: 'U' }],
      }),
    ).toEqual([{ text: 'T: a' }, { text: 'U: b' }, 'end']);
  });

  test('leaves out what is absent, in lists and in objects', () => {
    const when = (name: string) => ({ $if: name, then: `{{${name}}}` });
    const scope = { here: 'x', absent: undefined, none: [] };
    expect(fillTemplate([when('here'), when('absent'), when('none')], scope)).toEqual(['x']);
    expect(fillTemplate({ a: when('here'), b: when('absent') }, scope)).toEqual({ a: 'x' });
    expect(fillTemplate({ a: { $if: 'absent', then: 1, else: 2 } }, scope)).toEqual({ a: 2 });
  });

  test('is filled once: braces that were filled in stay', () => {
    expect(fillTemplate('{{a}} {{b}}', { a: '{{b}}', b: '$& {{a}}' })).toBe('{{b}} $& {{a}}');
  });

  test.each([
    ['a name nobody gave', '{{nobody}}'],
    ['a name inherited from objects', '{{toString}}'],
    ['a misspelt condition', { $if: 'nobody', then: 1 }],
    ['something absent outside a condition', 'x {{absent}}'],
    ['a thing inside a text', 'x {{thing}}'],
    ['a repetition of what is no list', [{ $each: 'thing', template: 1 }]],
    ['a repetition outside a list', { $each: 'rows', template: 1 }],
    ['an unknown instruction', { $when: 'thing' }],
  ])('is refused for %s', (_what, template) => {
    const fill = () => fillTemplate(template, { absent: undefined, thing: {}, rows: [] });
    expect(fill).toThrow(expect.objectContaining({ code: 'flex-template' }) as Error);
  });
});

describe.each(files)('flex-templates/%s', (file) => {
  const objects = objectsOf(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const texts = objects.filter(({ type }) => type === 'text');

  test('wraps every text and keeps it large enough for old eyes', () => {
    expect(texts.filter(({ wrap }) => wrap !== true)).toEqual([]);
    const sizesOf = (size: unknown): unknown[] =>
      typeof size === 'object' && size !== null && 'then' in size && 'else' in size
        ? [size.then, size.else]
        : [size];
    const small = (size: unknown) => !['md', 'lg', 'xl', 'xxl'].includes(String(size));
    expect(texts.filter(({ size }) => sizesOf(size).some(small))).toEqual([]);
  });

  test("does not use LINE's green, on which white cannot be read", () => {
    expect(JSON.stringify(objects).toLowerCase()).not.toMatch(/#06c755|#17c950/);
  });
});
