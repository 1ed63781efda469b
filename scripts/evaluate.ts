/**
 * Runs one reader of the bot over the cases of a file, to measure from outside how well it reads:
 *   npm run --silent evaluate -- periods --file cases.json
 * Prints one line of JSON for each case, in their order, and nothing else; how many are right goes to the error
 * output. See docs/evaluate.md.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bangkokDay } from '../src/core/bangkok-day';
import { systemClock } from '../src/core/clock';
import { AppError } from '../src/core/errors';
import { explainFailure } from '../src/process/termination';
import { evaluateMeasures } from './evaluate/measures';
import { evaluateMessages } from './evaluate/messages';
import { evaluatePeriods } from './evaluate/periods';
import type { Evaluation } from './evaluate/subject';

/** What can be measured, each in a file of its own. */
const SUBJECTS: Readonly<Record<string, Evaluation>> = {
  measures: evaluateMeasures,
  messages: evaluateMessages,
  periods: evaluatePeriods,
};

function main(): void {
  const { values, positionals } = parseArgs({
    options: { file: { type: 'string' } },
    allowPositionals: true,
  });
  const [name = ''] = positionals;
  const known = Object.keys(SUBJECTS).join(', ');
  const evaluate = Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name] : undefined;
  if (evaluate === undefined) {
    const said = name === '' ? 'Say what to evaluate.' : `There is nothing to evaluate called "${name}".`;
    throw new AppError('subject-unknown', `${said} Known: ${known}.`);
  }
  if (values.file === undefined || positionals.length > 1) {
    throw new AppError('usage', `usage: ${name} --file <cases.json>`);
  }
  const cases = readCases(values.file);
  const answers = evaluate.answers(cases, bangkokDay(systemClock.now()));
  process.stdout.write(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  const figures = evaluate.figures?.(cases) ?? [];
  process.stderr.write(figures.map((figure) => `${figure}\n`).join(''));
}

function readCases(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('file-unreadable', `${file} cannot be read as JSON: ${why}`);
  }
}

try {
  main();
} catch (error) {
  explainFailure(error);
}
