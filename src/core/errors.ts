import type { Params, TextKey } from './texts';

/** An error with a code that outlives its wording. Codes are kebab-case and never renamed. */
export class AppError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly options: { cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
  }
}

/** An error that the person in the chat can understand and act on; it carries the text to show. */
export class Explainable extends AppError {
  constructor(
    code: string,
    readonly text: TextKey,
    readonly params: Params = {},
    options: { cause?: unknown } = {},
  ) {
    super(code, code, options);
  }
}

/** What was thrown, as an error: anything can be thrown. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
