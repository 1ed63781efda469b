import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src/core/errors';
import { projectRoot } from '../../src/core/project-root';
import { readPlan } from '../../src/measures/import/service';
import type { Measure } from '../../src/measures/plan';
import { suggestMeasures } from '../../src/measures/proposing/suggest';
import { readSampleOrganizations } from '../../src/try-out/load-sample-data';
import type { Evaluation } from './subject';
import { readRows } from './subject';

/** What is right for a sentence that is about no measure. */
const NONE = 'none';
/** As many as are ever proposed. */
const MOST = 3;

const shape = z.strictObject({
  org: z.string(),
  text: z.string(),
  /** Keys of the measures that are right, or `["none"]`. */
  expect: z.array(z.string()).min(1).optional(),
});
type Case = z.infer<typeof shape>;

interface Proposed {
  readonly org: string;
  readonly text: string;
  /** Keys of measures, best first. */
  readonly proposed: readonly string[];
}

/** The measures that sentences of staff speak of, each in the sample plan of its organisation. */
export const evaluateMeasures: Evaluation = {
  answers: (cases) => answersTo(readRows(cases, shape)),
  figures: (cases) => {
    const rows = readRows(cases, shape);
    return figuresOf(rows, answersTo(rows));
  },
};

function answersTo(rows: readonly Case[]): Proposed[] {
  const plans = new Map([...new Set(rows.map(({ org }) => org))].map((org) => [org, samplePlan(org)]));
  return rows.map(({ org, text }) => {
    const measures = plans.get(org) ?? [];
    const found = suggestMeasures(text, measures).slice(0, MOST);
    const keyOf = (id: string) => measures.find((measure) => measure.id === id)?.key ?? id;
    return { org, text, proposed: found.map(({ measureId }) => keyOf(measureId)) };
  });
}

/** How often the first one is right, one of three, and nothing where nothing fits. */
function figuresOf(rows: readonly Case[], answers: readonly Proposed[]): string[] {
  const judged = rows.flatMap(({ expect }, index) =>
    expect === undefined ? [] : [{ expect, proposed: answers[index]?.proposed ?? [] }],
  );
  const reports = judged.filter(({ expect }) => !expect.includes(NONE));
  const others = judged.filter(({ expect }) => expect.includes(NONE));
  const right = (most: number) =>
    reports.filter(({ expect, proposed }) => proposed.slice(0, most).some((key) => expect.includes(key)));
  return [
    `first: ${right(1).length} of ${reports.length}`,
    `among three: ${right(MOST).length} of ${reports.length}`,
    `nothing where nothing fits: ${others.filter(({ proposed }) => proposed.length === 0).length} of ${others.length}`,
  ];
}

function samplePlan(org: string): readonly Measure[] {
  const organization = readSampleOrganizations().find(({ id }) => id === org);
  if (organization === undefined) throw new AppError('cases-invalid', `There is no sample plan of "${org}".`);
  const fileName = `${org}.json`;
  const bytes = readFileSync(join(projectRoot, 'sample-data', fileName));
  return readPlan(bytes, { organization, fileName }).measures;
}
