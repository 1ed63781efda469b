/** One element of the `details` of an error. */
export interface ErrorDetail {
  readonly message: string;
  readonly property?: string;
}

/** An error answer of the Messaging API, in its shape (line-platform.md §1.4, §9). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details?: readonly ErrorDetail[],
    readonly headers: Readonly<Record<string, string>> = {},
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The JSON that is sent. */
  get body(): Record<string, unknown> {
    return { message: this.message, ...(this.details && { details: this.details }), ...this.more };
  }
}

/** 404 in the words of most calls. */
export function notFound(message = 'Not found'): ApiError {
  return new ApiError(404, message);
}

/** 400 for a property of the wrong type or form. */
export function wrongProperty(property: string): ApiError {
  return new ApiError(400, `The property, ${property}, in the request body is invalid (line: -, column: -)`);
}

/** 400 for a parameter of the path or query. */
export function wrongParameter(name: string): ApiError {
  return new ApiError(400, `The value for the '${name}' parameter is invalid`);
}

/** 400 with its list of what is wrong in the body. */
export function wrongBody(details: readonly ErrorDetail[]): ApiError {
  const count = details.length;
  return new ApiError(400, `The request body has ${count} error${count === 1 ? '' : 's'}`, details);
}
