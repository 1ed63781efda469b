import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/errors';
import { projectRoot } from '../../core/project-root';

/** What a placeholder stands for: a text, or a finished piece of JSON such as an action. */
export type Slot = string | number | boolean | object | undefined;
/** Every name a template may use; `undefined` is a name whose thing is absent this time. */
export type Scope = Readonly<Record<string, Slot>>;

const templates = new Map<string, unknown>();

/** The template `flex-templates/<name>.json`. Throws when there is none. */
export function flexTemplate(name: string): unknown {
  const known = templates.get(name);
  if (known !== undefined) return known;
  const file = join(projectRoot, 'flex-templates', `${name}.json`);
  const template: unknown = JSON.parse(readFileSync(file, 'utf8'));
  templates.set(name, template);
  return template;
}

/**
 * Fills a template. Besides placeholders `{{name}}` it knows
 *
 *   {"$each": "rows", "template": …}        once for every item of an array, whose fields are names in it
 *   {"$if": "note", "then": …, "else": …}   only when the name is there (an empty array is not)
 *   {"$use": "row"}                         the template `row.json`, filled with the same names
 *
 * A placeholder alone in its string becomes the thing itself. What is filled in is never read again, so
 * braces that people write stay as they are. Throws `flex-template` for a name it was not given.
 */
export function fillTemplate(template: unknown, scope: Scope): unknown {
  if (typeof template === 'string') return fillString(template, scope);
  if (Array.isArray(template)) return template.flatMap((entry) => fillEntry(entry, scope));
  if (typeof template !== 'object' || template === null) return template;
  if ('$if' in template) return fillCondition(template, scope);
  if ('$use' in template) return fillTemplate(flexTemplate(String(template.$use)), scope);
  const unknown = Object.keys(template).find((key) => key.startsWith('$'));
  if (unknown !== undefined) throw new AppError('flex-template', `${unknown} cannot stand here`);
  const filled = Object.entries(template).map(([key, value]) => [key, fillTemplate(value, scope)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
}

type Directive = Readonly<Record<string, unknown>>;

function fillEntry(entry: unknown, scope: Scope): unknown[] {
  if (typeof entry === 'object' && entry !== null && '$each' in entry) {
    const { $each, template } = entry as Directive;
    const items = valueOf(String($each), scope);
    if (!Array.isArray(items)) throw new AppError('flex-template', `${String($each)} is not an array`);
    return items.map((item: Scope) => fillTemplate(template, { ...scope, ...item }));
  }
  const filled = fillTemplate(entry, scope);
  return filled === undefined ? [] : [filled];
}

function fillCondition(directive: Directive, scope: Scope): unknown {
  const value = valueOf(String(directive.$if), scope);
  const absent = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
  const branch = absent ? directive.else : directive.then;
  return branch === undefined ? undefined : fillTemplate(branch, scope);
}

function fillString(template: string, scope: Scope): unknown {
  const [, alone] = /^\{\{(\w+)\}\}$/.exec(template) ?? [];
  if (alone !== undefined) return present(alone, scope);
  return template.replace(/\{\{(\w*)\}\}/g, (_whole, name: string) => {
    const value = present(name, scope);
    if (typeof value === 'object') throw new AppError('flex-template', `${name} is not a text`);
    return String(value);
  });
}

function present(name: string, scope: Scope): NonNullable<Slot> {
  const value = valueOf(name, scope);
  if (value === undefined) throw new AppError('flex-template', `${name} may be absent: put it in an $if`);
  return value;
}

function valueOf(name: string, scope: Scope): Slot {
  if (!Object.hasOwn(scope, name)) throw new AppError('flex-template', `nothing is called ${name}`);
  return scope[name];
}
