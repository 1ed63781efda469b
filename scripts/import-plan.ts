/**
 * Imports an organisation's plan from a CSV or JSON file:
 *   npm run import:plan -- --org na-kok --file plan.csv [--year 2570] [--draft] [--dry-run]
 * Names every mistake at once and then writes nothing; `--dry-run` writes nothing at all. Importing the
 * same plan again changes nothing. The embedded database admits one process: stop the bot first.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import { LARGEST_FILE } from '../src/measures/import/decode';
import { importPlan, showFinding } from '../src/measures/import/service';
import type { PlanReading } from '../src/measures/import/service';
import { createIndexes } from '../src/mongo/connection';
import { explainFailure } from '../src/process/termination';
import { openRooms } from '../src/rooms';

const USAGE = 'usage: --org <id> --file <plan.csv|plan.json> [--year 2570] [--draft] [--dry-run]';

async function main(): Promise<void> {
  const { org, file, year, draft, dryRun } = readArguments();
  const bytes = readCapped(file);
  const rooms = await openRooms(loadConfig());
  try {
    await createIndexes(rooms.database.connection);
    const organization = await rooms.organizations.find(org);
    if (organization === undefined) {
      const known = (await rooms.organizations.all()).map(({ id }) => id).join(', ');
      throw new AppError(
        'organization-unknown',
        `There is no organisation ${org}. Known: ${known || 'none'}.`,
      );
    }
    const reading = await importPlan(rooms.plans, bytes, {
      organization,
      fileName: basename(file),
      dryRun,
      ...(year === undefined ? {} : { fiscalYear: year }),
      ...(draft ? { status: 'draft' as const } : {}),
    });
    report(reading);
    if (reading.problems.length > 0) process.exitCode = 1;
  } finally {
    await rooms.database.close();
  }
}

function readArguments(): { org: string; file: string; year?: number; draft: boolean; dryRun: boolean } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: { org: text, file: text, year: text, draft: flag, 'dry-run': flag },
  });
  const { org, file, year, draft } = values;
  if (org === undefined || file === undefined) throw new AppError('usage', USAGE);
  if (year !== undefined && !/^25\d\d$/.test(year)) {
    throw new AppError('usage', `--year ${year}: write a fiscal year of the Buddhist era, e.g. 2570`);
  }
  return {
    org,
    file,
    draft,
    dryRun: values['dry-run'],
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}

/** Looks at the size first: a file far too large is not read at all. */
function readCapped(file: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new AppError('file-missing', `There is no file ${file}.`);
  if (found.size > LARGEST_FILE) {
    throw new AppError('file-too-large', `${file} has ${found.size} bytes, more than ${LARGEST_FILE}.`);
  }
  return readFileSync(file);
}

function report({ problems, warnings, plan, measures, rows, saved }: PlanReading & { saved: boolean }): void {
  for (const each of warnings) console.log(`note: ${showFinding(each)}`);
  for (const each of problems) console.log(`problem: ${showFinding(each)}`);
  if (plan === undefined) {
    console.log(`problems: ${problems.length}; nothing was written.`);
    return;
  }
  const what = `${plan.id} (${plan.status}): ${measures.length} measures of ${rows.taken} rows`;
  const aside = rows.leftAside > 0 ? `, ${rows.leftAside} rows of others left aside` : '';
  console.log(`${saved ? 'saved' : 'dry run, nothing was written'}: ${what}${aside}`);
}

main().catch(explainFailure);
