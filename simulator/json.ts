import { ApiError } from './api-error';

const DEEPEST = 200;

/** A JSON object. */
export type Json = Record<string, unknown>;

/** True for a JSON object: not null, not an array. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1));
}

function place(text: string, error: unknown): { line: number; column: number } {
  const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Parses a request body; a body that is not JSON, or nested beyond reason, is a 400 as LINE words it. */
export function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { line, column } = place(text, error);
    throw new ApiError(
      400,
      `The request body could not be parsed as JSON (line: ${line}, column: ${column})`,
    );
  }
  if (isDeeperThan(value, DEEPEST)) {
    throw new ApiError(400, 'The request body could not be parsed as JSON (line: 1, column: 1)');
  }
  return value;
}
