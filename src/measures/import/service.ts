import { present } from '../../core/present';
import { text } from '../../core/texts';
import { toThaiDigits } from '../../core/thai-digits';
import type { Authority } from '../../duties/authority';
import type { Organization } from '../../organizations/rules';
import type { Measure, Plan } from '../plan';
import { planId } from '../plan';
import type { Plans } from '../plan-service';
import type { PlanChanges } from '../plan-versions';
import { changesBetween } from '../plan-versions';
import type { CheckedRow } from './check';
import { checkHeader, checkRows } from './check';
import type { Finding } from './finding';
import { likenessesIn } from './likeness';
import { measuresOf } from './measures-of';
import type { Opened } from './open';
import { openFile, openText, rowsOf } from './open';
import type { HeadingMeanings } from './paper/headings';
import { placeRows, repetitionsIn } from './place';
import type { RawPlan } from './raw-rows';
import { problemsOf, warningsOf } from './row-findings';
import type { PlanHeader } from './row-shape';
import type { RowVerdict } from './verdicts';
import { placeOf, verdictsOn } from './verdicts';

export type { Finding } from './finding';
export { showFinding } from './finding';

/** For whom a file is read. */
export interface ImportOptions {
  readonly organization: Organization;
  /** Buddhist era; needed when the file does not say it, and chooses when it has several. */
  readonly fiscalYear?: number;
  /** Named as the plan's source unless the file names one. */
  readonly fileName: string;
  /** The plan is `approved` unless the file or this says otherwise. */
  readonly status?: Plan['status'];
  /** The measures of the year's plan as it is, so that they keep their keys; see `placeRows`. */
  readonly known?: readonly Measure[];
  /** What the office's own headings mean. */
  readonly meanings?: HeadingMeanings;
  /** Takes the rows that can be taken and leaves out the refused ones; without it one refused row stops all. */
  readonly leaveOutRefused?: boolean;
  /** Set by the loader of sample data, see `PlanSource`. */
  readonly sample?: string;
}

/** What was read. With problems there is no plan; warnings are for a person to look at. */
export interface PlanReading {
  readonly plan?: Plan;
  readonly measures: readonly Measure[];
  /** Rows of this organisation and year, and rows of others, which were left aside. */
  readonly rows: { readonly taken: number; readonly leftAside: number };
  readonly problems: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** What became of lines that are no rows of their own: headings, sections, rows that go on. */
  readonly notes: readonly Finding[];
  /** Each row of the file in its order, and what became of it. */
  readonly verdicts: readonly RowVerdict[];
  /** Headings of the file that nobody has said the meaning of. */
  readonly headings: readonly string[];
  /** Fiscal years side by side in the file. */
  readonly years: readonly number[];
}

/** Reads a plan from the text of a JSON or CSV file. Names every problem at once and writes nothing. */
export function readPlan(bytes: Uint8Array, options: ImportOptions): PlanReading {
  return readOpened(openText(bytes), options);
}

/** The same of any file that `openFile` opens: one opened once may be read again by other meanings. */
export function readOpened(opened: Opened, options: ImportOptions): PlanReading {
  if (!opened.ok) return failed([opened.problem]);
  const { fiscalYear, meanings } = options;
  return assemble(rowsOf(opened, present({ fiscalYear, meanings })), options);
}

/** What became of an import. */
export interface Imported extends PlanReading {
  /** The version that says what the file says; absent with problems and on a dry run. */
  readonly version?: string;
  /** Against the version that holds; everything is new where none does. Absent with problems. */
  readonly changes?: PlanChanges;
}

/**
 * Reads a plan and, if nothing is wrong with it and this is no dry run, puts it in place. Progress belongs to
 * measures by their keys, and measures that are known keep theirs: importing again loses none.
 */
export async function importPlan(
  plans: Pick<Plans, 'save' | 'ofYear'>,
  file: Buffer | Opened,
  options: ImportOptions & { readonly dryRun?: boolean; readonly by?: Authority },
): Promise<Imported> {
  const opened = Buffer.isBuffer(file) ? await openFile(file) : file;
  const first = readOpened(opened, options);
  if (first.plan === undefined) return first;
  const { approved, draft } = await plans.ofYear(first.plan.id);
  // Whose year it is stands in the file; what is known of that year decides what its rows describe.
  const known = [approved, draft].flatMap((each) => each?.measures ?? []);
  const reading = known.length === 0 ? first : readOpened(opened, { ...options, known });
  const { plan, measures } = reading;
  if (plan === undefined) return reading;
  const changes = changesBetween(approved, { plan, measures });
  if (options.dryRun === true) return { ...reading, changes };
  return { ...reading, changes, version: await plans.save(plan, measures, options.by) };
}

function assemble(raw: RawPlan, options: ImportOptions): PlanReading {
  const { organization } = options;
  const { notes = [], headings = [], years = [], paper } = raw;
  const { header, problems: headerProblems } = checkHeader(raw.header ?? {});
  const checked = checkRows(raw.rows, { paper });
  const before = [...raw.problems, ...headerProblems, ...checked.problems];
  const chosen = choose(checked.rows, header, options);
  const said = { notes, headings, years };
  // Without rows there is nothing to blame but what was found before.
  if ('problem' in chosen) return { ...failed(before.length > 0 ? before : [chosen.problem]), ...said };

  const office = { organization, fiscalYear: chosen.fiscalYear, ...present({ paper }) };
  const placed = placeRows(chosen.rows, organization.forms, options.known);
  const at = (each: { row: number; table?: string }, found: readonly Finding[]) =>
    found.map((finding) => ({ ...finding, ...present({ table: each.table }) }));
  const problems = [
    ...before,
    ...placed.flatMap((each) => at(each, problemsOf(each, office))),
    ...repetitionsIn(placed),
  ].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
  const refused = new Set(problems.map(placeOf));
  const rest = placed.filter((each) => !refused.has(placeOf(each)));
  const rows = { taken: placed.length, leftAside: raw.rows.length - placed.length };
  const warnings = [
    ...checked.doubts,
    ...placed.flatMap((each) => at(each, warningsOf(each, office))),
    ...likenessesIn(placed),
  ];
  const verdicts = verdictsOn(raw.rows, new Set(placed.map(placeOf)), { problems, warnings });
  const reading = { rows, problems, warnings, verdicts, ...said };
  const goesOn =
    options.leaveOutRefused === true && rest.length > 0 && problems.every(({ row }) => row !== undefined);
  if (problems.length > 0 && !goesOn) return { measures: [], ...reading };
  const measures = measuresOf(rest, office);
  return {
    plan: planOf(header, options, chosen.fiscalYear),
    measures,
    ...reading,
    rows: { ...rows, taken: rest.length },
    warnings: [...warnings, ...withoutParty(measures)],
  };
}

/** The rows of this organisation in one fiscal year; rows that do not say belong to whatever is read. */
function choose(
  rows: readonly CheckedRow[],
  header: PlanHeader,
  { organization, fiscalYear: wanted }: ImportOptions,
): { rows: readonly CheckedRow[]; fiscalYear: number } | { problem: Finding } {
  const orgOf = ({ value }: CheckedRow) => value.org ?? header.org ?? organization.id;
  const own = rows.filter((row) => orgOf(row) === organization.id);
  if (own.length === 0) {
    const others = [...new Set(rows.map(orgOf))].join(', ');
    const has = others === '' ? 'no rows at all' : `rows of ${others}`;
    return {
      problem: {
        message: `There are no rows of ${organization.id}: the file has ${has}.`,
        remedy: 'Name the organisation the file is for, or give another file.',
      },
    };
  }
  const yearOf = ({ value }: CheckedRow) => value.fiscalYearBE ?? header.fiscalYear ?? wanted;
  const years = [...new Set(own.map(yearOf))];
  const fiscalYear = wanted ?? years[0];
  if (fiscalYear === undefined) {
    const remedy = 'Say --year, e.g. --year 2570, or add the column fiscalYearBE.';
    return { problem: { message: 'The file does not say its fiscal year.', remedy } };
  }
  const ofYear = own.filter((row) => yearOf(row) === fiscalYear);
  if (ofYear.length === 0 || (wanted === undefined && years.length > 1)) {
    const message = `The rows are of the fiscal years ${years.map((year) => year ?? '(none)').join(', ')}.`;
    return { problem: { message, remedy: 'Say with --year which of them is meant.' } };
  }
  return { rows: ofYear, fiscalYear };
}

function planOf(header: PlanHeader, options: ImportOptions, fiscalYear: number): Plan {
  const { organization, fileName, sample } = options;
  const { name, note } = header.source ?? { name: fileName };
  const title = text('th', 'organizations.planTitle', {
    organization: organization.name,
    year: toThaiDigits(fiscalYear),
  });
  return {
    id: planId(organization.id, fiscalYear),
    orgId: organization.id,
    fiscalYear,
    title: header.title ?? title,
    ...(header.basedOnAssessmentYear === undefined
      ? {}
      : { basedOnAssessmentYear: header.basedOnAssessmentYear }),
    ...present({ intro: header.intro }),
    status: options.status ?? header.status ?? 'approved',
    source: {
      name,
      ...present({ note, sample }),
    },
  };
}

function withoutParty(measures: readonly Measure[]): Finding[] {
  return measures
    .filter(({ responsible, steps }) => responsible.length === 0 && steps.every((step) => !step.responsible))
    .map(({ shortTitle }) => ({
      column: 'responsible',
      message: `"${shortTitle}" names no unit.`,
      remedy: 'Any staff member may report on it; add a unit if one is responsible.',
    }));
}

function failed(problems: readonly Finding[]): PlanReading {
  const nothing = { measures: [], rows: { taken: 0, leftAside: 0 }, warnings: [], notes: [] };
  return { ...nothing, problems, verdicts: [], headings: [], years: [] };
}
