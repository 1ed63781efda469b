/** Reading JSON whose shape nobody promised: what a bot sends may be anything. */

/** An object from outside. */
export type Json = Readonly<Record<string, unknown>>;

/** True for objects, false for lists and `null`. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string under `key`, or `undefined` when it is something else. */
export function textOf(node: Json, key: string): string | undefined {
  const value = node[key];
  return typeof value === 'string' ? value : undefined;
}

/** The finite number under `key`, or `undefined` when it is something else. */
export function numberOf(node: Json, key: string): number | undefined {
  const value = node[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The object under `key`, or `undefined` when it is something else. */
export function objectOf(node: Json, key: string): Json | undefined {
  const value = node[key];
  return isJson(value) ? value : undefined;
}

/** The objects of the list under `key`; what is no object is left out. */
export function listOf(node: Json, key: string): readonly Json[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}
