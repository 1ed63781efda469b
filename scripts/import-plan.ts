/**
 * Imports an organisation's plan from a workbook (xlsx), the tables of a document (docx), a CSV or JSON file, or
 * approves the draft that waits:
 *   npm run import:plan -- --org na-kok --file plan.xlsx [--year 2570] [--draft] [--dry-run]
 *     [--map "โครงการ/กิจกรรม=title"]… [--leave-out-refused] [--results 6]
 *   npm run import:plan -- --org na-kok --year 2570 --approve [--dry-run]
 *   npm run import:plan -- --org na-kok --year 2570 --from-this-year [--dry-run]   a draft for 2571
 * Shows every row: understood, doubtful or refused. With a refused row nothing is written, unless refused rows are to
 * be left out; `--dry-run` writes nothing at all. What `--map` says of a heading is remembered for the office (`keep`:
 * the column is kept as it is). `--results` records what the rows say of status, result, output and the like as the
 * progress of that round, marked as imported; what people have reported stays. Says what the file
 * changes in the plan that holds. A draft leaves that plan in force. Importing the same plan again changes
 * nothing. The embedded database admits one process: stop the bot first.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import { present } from '../src/core/present';
import { LARGEST_FILE } from '../src/measures/import/decode';
import { withTold } from '../src/measures/import/headings-service';
import { nextYearOf, recommendedIn } from '../src/measures/import/next-year';
import type { ResultImport } from '../src/measures/import/result-service';
import { COLUMNS } from '../src/measures/import/row-shape';
import type { Imported } from '../src/measures/import/service';
import { importPlan, showFinding } from '../src/measures/import/service';
import { showChanges } from '../src/measures/import/show-changes';
import { planId } from '../src/measures/plan';
import type { Plans } from '../src/measures/plan-service';
import { changesBetween } from '../src/measures/plan-versions';
import { createIndexes } from '../src/mongo/connection';
import { explainFailure } from '../src/process/termination';
import type { Rooms } from '../src/rooms';
import { openRooms } from '../src/rooms';

const USAGE =
  'usage: --org <id> --file <plan.xlsx|.docx|.csv|.json> [--year 2570] [--draft] [--dry-run] [--map "heading=column"]… [--leave-out-refused] [--results <round>], or --org <id> --year 2570 --approve | --from-this-year';

interface Arguments {
  readonly org: string;
  /** Absent: approve the draft. */
  readonly file: string | undefined;
  readonly year: number | undefined;
  readonly draft: boolean;
  readonly dryRun: boolean;
  readonly leaveOutRefused: boolean;
  /** The key of the round whose results the file has. */
  readonly results: string | undefined;
  /** Makes the draft of the year after `year` of its plan. */
  readonly fromThisYear: boolean;
  /** Columns by headings of the office's own. */
  readonly map: Readonly<Record<string, string>>;
}

async function main(): Promise<void> {
  const given = readArguments();
  const bytes = given.file === undefined ? undefined : readCapped(given.file);
  const rooms = await openRooms(loadConfig());
  try {
    await createIndexes(rooms.database.connection);
    const organization = await rooms.organizations.find(given.org);
    if (organization === undefined) {
      const known = (await rooms.organizations.all()).map(({ id }) => id).join(', ');
      throw new AppError(
        'organization-unknown',
        `There is no organisation ${given.org}. Known: ${known || 'none'}.`,
      );
    }
    if (bytes === undefined) {
      await (given.fromThisYear ? draftNext(rooms, given) : approve(rooms.plans, given));
      return;
    }
    const { map, dryRun, leaveOutRefused } = given;
    const imported = await importPlan(rooms.plans, bytes, {
      organization,
      fileName: basename(given.file ?? ''),
      meanings: withTold(await rooms.planHeadings.of(organization.id), map),
      dryRun,
      leaveOutRefused,
      ...present({ fiscalYear: given.year }),
      ...(given.draft ? { status: 'draft' as const } : {}),
    });
    report(imported);
    if (imported.plan === undefined) process.exitCode = 1;
    else if (!dryRun) await rooms.planHeadings.remember(organization.id, map);
    await recordResults(rooms.resultImport, imported, given);
  } finally {
    await rooms.database.close();
  }
}

async function draftNext(
  { plans, resultImport }: Rooms,
  { org, year = 0, dryRun }: Arguments,
): Promise<void> {
  const { approved } = await plans.ofYear(planId(org, year));
  if (approved === undefined)
    throw new AppError('no-such-plan', `${planId(org, year)} has no approved plan.`);
  const next = nextYearOf(approved, await resultImport.recommendations(approved), recommendedIn(year));
  const { draft } = await plans.ofYear(next.plan.id);
  if (draft !== undefined) throw new AppError('draft-waits', `A draft of ${next.plan.id} waits already.`);
  const version = dryRun ? undefined : await plans.save(next.plan, next.measures);
  console.log(
    `${version ?? 'dry run, nothing was written'}: ${next.measures.length} measures for ${next.plan.fiscalYear}`,
  );
}

async function recordResults(
  resultImport: ResultImport,
  { plan, measures, version }: Imported,
  { results, dryRun, file = '' }: Arguments,
): Promise<void> {
  if (plan === undefined || results === undefined) return;
  const order = {
    plan,
    measures,
    version: version ?? plan.id,
    round: results,
    fileName: basename(file),
    dryRun,
  };
  const { recorded, unchanged, notes } = await resultImport.record(order);
  for (const each of notes) console.log(`result: ${showFinding(each)}`);
  console.log(
    `results of round ${results}: ${recorded} ${dryRun ? 'would be recorded' : 'recorded'}, ${unchanged} unchanged`,
  );
}

async function approve(plans: Plans, { org, year, dryRun }: Arguments): Promise<void> {
  const id = planId(org, year ?? 0);
  const { approved, draft } = await plans.ofYear(id);
  if (draft === undefined) throw new AppError('no-such-draft', `No draft of ${id} waits to be approved.`);
  for (const line of showChanges(changesBetween(approved, draft))) console.log(line);
  if (!dryRun) await plans.approve(id, draft.version);
  console.log(`${dryRun ? 'dry run, nothing was written' : 'approved'}: ${draft.version}`);
}

function readArguments(): Arguments {
  const string = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      ...{ org: string, file: string, year: string, draft: flag, approve: flag, 'dry-run': flag },
      ...{ map: { type: 'string', multiple: true, default: [] }, 'leave-out-refused': flag, results: string },
      'from-this-year': flag,
    },
  });
  const { org, file, year, draft } = values;
  const whole =
    values.approve || values['from-this-year']
      ? file === undefined && year !== undefined && !draft
      : file !== undefined;
  if (org === undefined || !whole) throw new AppError('usage', USAGE);
  if (year !== undefined && !/^25\d\d$/.test(year)) {
    throw new AppError('usage', `--year ${year}: write a fiscal year of the Buddhist era, e.g. 2570`);
  }
  return {
    ...{ org, file, draft, year: year === undefined ? undefined : Number(year) },
    dryRun: values['dry-run'],
    leaveOutRefused: values['leave-out-refused'],
    results: values.results,
    fromThisYear: values['from-this-year'],
    map: Object.fromEntries(values.map.map(meaningIn)),
  };
}

/** `heading=column`. */
function meaningIn(told: string): [string, string] {
  const at = told.lastIndexOf('=');
  const [heading, column] = [told.slice(0, at).trim(), told.slice(at + 1).trim()];
  if (at < 1 || ![...COLUMNS, 'keep'].includes(column)) {
    throw new AppError(
      'usage',
      `--map ${told}: write heading=column, with one of ${COLUMNS.join(', ')}, keep`,
    );
  }
  return [heading, column];
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

function report(imported: Imported): void {
  const { problems, warnings, notes, verdicts, headings, plan, measures, rows, version, changes } = imported;
  for (const each of notes) console.log(`line: ${showFinding(each)}`);
  for (const { row, table, verdict, title } of verdicts)
    console.log(`${verdict}: ${table === undefined ? '' : `${table}, `}row ${row} "${title.slice(0, 80)}"`);
  for (const each of warnings) console.log(`note: ${showFinding(each)}`);
  for (const each of problems) console.log(`problem: ${showFinding(each)}`);
  for (const each of headings)
    console.log(`kept as it is: the column "${each}". Say --map "${each}=<column>" if it is one of ours.`);
  if (plan === undefined || changes === undefined) {
    console.log(`problems: ${problems.length}; nothing was written.`);
    return;
  }
  for (const line of showChanges(changes)) console.log(line);
  const what = `${version ?? plan.id} (${plan.status}): ${measures.length} measures of ${rows.taken} rows`;
  const aside = rows.leftAside > 0 ? `, ${rows.leftAside} rows of others left aside` : '';
  const refused = verdicts.filter(({ verdict }) => verdict === 'refused').length;
  const without = refused > 0 ? `, ${refused} refused rows left out` : '';
  console.log(
    `${version === undefined ? 'dry run, nothing was written' : 'saved'}: ${what}${aside}${without}`,
  );
}

main().catch(explainFailure);
