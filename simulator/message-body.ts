import type { ErrorDetail } from './api-error';
import { ApiError, wrongBody, wrongProperty } from './api-error';
import type { Call } from './endpoint';
import type { Json } from './json';
import type { ValidationProblem } from './validate';
import { validateMessages } from './validate';
import { warnAbout } from './validate/warnings';

const toDetail = ({ message, property }: ValidationProblem): ErrorDetail => ({ message, property });

/** A bot without a certificate is judged as if it had one. */
function withTls(messages: unknown, insecureOrigin: string | undefined): unknown {
  if (insecureOrigin === undefined || messages === undefined) return messages;
  const secure = insecureOrigin.replace(/^http:/, 'https:');
  return JSON.parse(JSON.stringify(messages).replaceAll(insecureOrigin, secure)) as unknown;
}

/** The refusal LINE would send for these problems: one layer at a time, one message at a time (line-platform.md §9). */
function refusal(problems: readonly ValidationProblem[]): ApiError | undefined {
  const type = problems.find((each) => each.layer === 'type');
  if (type !== undefined) return wrongProperty(type.property);
  const outer = problems.filter((each) => each.layer === 'body');
  if (outer.length > 0) return wrongBody(outer.map(toDetail));
  const first = problems[0]?.messageIndex;
  if (first === undefined) return undefined;
  return new ApiError(
    400,
    `A message (messages[${first}]) in the request body is invalid`,
    problems.filter((each) => each.messageIndex === first).map(toDetail),
  );
}

/** The messages of a request; throws LINE's refusal when there is anything wrong with them. */
export function readMessages(call: Call): Json[] {
  const { messages } = call.body;
  const problem = refusal(validateMessages(withTls(messages, call.world.options.insecureOrigin)));
  if (problem !== undefined) throw problem;
  call.warn(warnAbout(messages));
  return messages as Json[];
}

/** Checks what else a send request may say. */
export function checkSendOptions(body: Json, allowsUnits: boolean): void {
  const { notificationDisabled, customAggregationUnits: units } = body;
  if (notificationDisabled !== undefined && typeof notificationDisabled !== 'boolean') {
    throw wrongProperty('notificationDisabled');
  }
  if (units === undefined || units === null || !allowsUnits) return;
  if (!Array.isArray(units)) throw wrongProperty('customAggregationUnits');
  const fits = units.every((unit) => typeof unit === 'string' && /^[a-zA-Z0-9_]{1,30}$/.test(unit));
  if (units.length > 1 || !fits) {
    throw wrongBody([{ message: 'Size must be between 0 and 1', property: 'customAggregationUnits' }]);
  }
}
