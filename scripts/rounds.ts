/**
 * Shows, decides, closes and reopens the rounds of a fiscal year:
 *   npm run rounds -- --org na-kok --year 2570 [--file rounds.json | --close 6 | --reopen 6]
 * The file holds a list as in `src/measures/rounds.json`; days are MM-DD within October to September. The
 * embedded database admits one process: stop the bot first.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import type { RoundRule } from '../src/measures/round-rules';
import { roundName } from '../src/measures/round-rules';
import { explainFailure } from '../src/process/termination';
import { openRooms } from '../src/rooms';

const USAGE = 'usage: --org <id> --year 2570 [--file <rounds.json> | --close <key> | --reopen <key>]';

const list = z.strictObject({
  rounds: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.enum(['months', 'quarter']),
      number: z.number().int().positive(),
      from: z.string(),
      to: z.string(),
      reportDue: z.string(),
    }),
  ),
});

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { org: text, year: text, file: text, close: text, reopen: text },
  });
  const { org, year, file, close, reopen } = values;
  const fiscalYear = Number(year);
  if (org === undefined || !/^25\d\d$/.test(year ?? '')) throw new AppError('usage', USAGE);
  const rules = file === undefined ? undefined : readRules(file);
  const rooms = await openRooms(loadConfig());
  try {
    if ((await rooms.organizations.find(org)) === undefined) {
      throw new AppError('organization-unknown', `There is no organisation ${org}.`);
    }
    if (rules !== undefined) await rooms.rounds.decide(org, fiscalYear, rules, 'operator');
    if (close !== undefined) await rooms.rounds.close(org, fiscalYear, close, 'operator');
    if (reopen !== undefined) await rooms.rounds.reopen(org, fiscalYear, reopen, 'operator');
    for (const round of await rooms.rounds.ofYear(org, fiscalYear)) {
      const state = round.closed === undefined ? 'open' : `closed ${round.closed.at.toISOString()}`;
      const days = `${round.from} to ${round.to}, report due ${round.reportDue}`;
      console.log(`${round.key}: ${roundName('en', round)}, ${days}, ${state}`);
    }
  } finally {
    await rooms.database.close();
  }
}

function readRules(file: string): readonly RoundRule[] {
  const read = list.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data.rounds;
  throw new AppError('rounds-invalid', `${file}: ${z.prettifyError(read.error)}`);
}

main().catch(explainFailure);
