import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/errors';
import { projectRoot } from '../../core/project-root';

/** What a placeholder stands for: a text, or a finished piece of JSON such as an action. */
export type Slot = string | number | boolean | object | undefined;
/** Every name a template may use; `undefined` is a name whose thing is absent this time. */
export type Scope = Readonly<Record<string, Slot>>;

/** A template that is ready to be filled. Throws `flex-template` for a name it was not given. */
export type Template = (scope: Scope) => unknown;

/** The template `flex-templates/<name>.json`. Throws when there is none. */
export function flexTemplate(name: string): Template {
  const fill = fromFile(name);
  return (scope) => fill({ scope });
}

/**
 * Makes a template of JSON. Besides placeholders `{{name}}` it knows
 *
 *   {"$each": "rows", "template": …}        once for every item of an array, whose fields are names in it
 *   {"$if": "note", "then": …, "else": …}   only when the name is there (an empty array is not)
 *   {"$use": "row"}                         the template `row.json`, filled with the same names
 *
 * A placeholder alone in its string becomes the thing itself. What is filled in is never read again, so
 * braces that people write stay as they are. What holds no placeholder is the same object in everything that is
 * drawn: not to be changed. Throws `flex-template` for an unknown instruction.
 */
export function compileTemplate(json: unknown): Template {
  const fill = compiled(json);
  return (scope) => fill({ scope });
}

/** The names that count where something is filled: those of an item before those around it. */
interface Names {
  readonly scope: Scope;
  readonly outer?: Names;
}

type Fill = (names: Names) => unknown;

const files = new Map<string, Fill>();

/** Read and compiled once. */
function fromFile(name: string): Fill {
  const known = files.get(name);
  if (known !== undefined) return known;
  const fill = compiled(
    JSON.parse(readFileSync(join(projectRoot, 'flex-templates', `${name}.json`), 'utf8')),
  );
  files.set(name, fill);
  return fill;
}

/** Adds what an entry of an array becomes: nothing, one thing, or one for each item. */
type FillEntry = (names: Names, into: unknown[]) => void;
type Directive = Readonly<Record<string, unknown>>;

function compiled(json: unknown): Fill {
  if (!JSON.stringify(json).includes('{{') && !hasDirective(json)) return () => json;
  if (typeof json === 'string') return compiledString(json);
  if (Array.isArray(json)) return compiledArray(json);
  return compiledObject(json as Directive);
}

function hasDirective(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(([key, value]) => key.startsWith('$') || hasDirective(value));
}

function compiledArray(json: readonly unknown[]): Fill {
  const entries = json.map(compiledEntry);
  return (names) => {
    const filled: unknown[] = [];
    for (const fill of entries) fill(names, filled);
    return filled;
  };
}

function compiledEntry(json: unknown): FillEntry {
  if (typeof json === 'object' && json !== null && '$each' in json) return compiledEach(json);
  const fill = compiled(json);
  return (names, into) => {
    const filled = fill(names);
    if (filled !== undefined) into.push(filled);
  };
}

function compiledEach({ $each, template }: Directive): FillEntry {
  const [name, fill] = [String($each), compiled(template)];
  return (names, into) => {
    const items = valueOf(name, names);
    if (!Array.isArray(items)) throw new AppError('flex-template', `${name} is not an array`);
    for (const scope of items as readonly Scope[]) into.push(fill({ scope, outer: names }));
  };
}

function compiledObject(json: Directive): Fill {
  if ('$if' in json) return compiledCondition(json);
  if ('$use' in json) {
    const name = String(json.$use);
    return (names) => fromFile(name)(names);
  }
  const unknown = Object.keys(json).find((key) => key.startsWith('$'));
  if (unknown !== undefined) throw new AppError('flex-template', `${unknown} cannot stand here`);
  const fields = Object.entries(json).map(([key, value]) => [key, compiled(value)] as const);
  return (names) => {
    const filled: Record<string, unknown> = {};
    for (const [key, fill] of fields) {
      const value = fill(names);
      if (value !== undefined) filled[key] = value;
    }
    return filled;
  };
}

function compiledCondition(json: Directive): Fill {
  const name = String(json.$if);
  const then = 'then' in json ? compiled(json.then) : absent;
  const otherwise = 'else' in json ? compiled(json.else) : absent;
  return (names) => {
    const value = valueOf(name, names);
    const isAbsent = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
    return (isAbsent ? otherwise : then)(names);
  };
}

function absent(): undefined {
  return undefined;
}

const PLACEHOLDER = /\{\{(\w*)\}\}/;

function compiledString(json: string): Fill {
  const [before = '', alone = '', after = '', ...more] = json.split(PLACEHOLDER);
  if (before === '' && after === '' && more.length === 0) return (names) => presentIn(alone, names);
  const parts = json.split(PLACEHOLDER);
  return (names) =>
    parts.map((part, place) => (place % 2 === 0 ? part : textOf(part, presentIn(part, names)))).join('');
}

function textOf(name: string, value: NonNullable<Slot>): string {
  if (typeof value === 'object') throw new AppError('flex-template', `${name} is not a text`);
  return String(value);
}

function presentIn(name: string, names: Names): NonNullable<Slot> {
  const value = valueOf(name, names);
  if (value === undefined) throw new AppError('flex-template', `${name} may be absent: put it in an $if`);
  return value;
}

function valueOf(name: string, names: Names): Slot {
  for (let each: Names | undefined = names; each !== undefined; each = each.outer)
    if (Object.hasOwn(each.scope, name)) return each.scope[name];
  throw new AppError('flex-template', `nothing is called ${name}`);
}
