import { z } from 'zod';
import { AppError } from '../core/errors';
import type { Log } from '../core/log';
import { importPlan, showFinding } from '../measures/import/service';
import { planId } from '../measures/plan';
import type { Plans } from '../measures/plan-service';
import { readOrganization } from '../organizations/import-rules';
import type { Organization } from '../organizations/rules';
import type { Organizations } from '../organizations/service';
import { contentHash, sampleFile } from './sample-files';

const file = z.strictObject({ note: z.string(), organizations: z.array(z.unknown()) });
const ofPlan = z.object({ plan: z.object({ fiscalYear: z.number() }) });

/** The organisations of `sample-data/organizations.json`. Error `sample-data-invalid`. */
export function readSampleOrganizations(): Organization[] {
  const { organizations } = file.parse(JSON.parse(sampleFile('organizations.json').toString('utf8')));
  return organizations.map((each) => {
    const read = readOrganization(each);
    if (!read.ok) throw invalid('organizations.json', read.problems);
    return { ...read.organization, sample: contentHash(JSON.stringify(each)) };
  });
}

/**
 * Brings in the five sample organisations and their plans. What is there already is left alone, except what
 * came from an older version of the same sample: an office's own data is never replaced.
 */
export async function loadSampleData(parts: {
  organizations: Pick<Organizations, 'find' | 'save'>;
  plans: Pick<Plans, 'ofYear' | 'save'>;
  log: Log;
}): Promise<void> {
  const { organizations, log } = parts;
  for (const organization of readSampleOrganizations()) {
    const known = await organizations.find(organization.id);
    const isNew = isOlderSample(known, organization.sample);
    if (isNew) await organizations.save(organization);
    const measures = await loadPlan(parts.plans, organization);
    if (isNew || measures > 0) log.info('sample-data.loaded', { orgId: organization.id, measures });
  }
}

/** How many measures were put in place; 0 when nothing had to be. */
async function loadPlan(plans: Pick<Plans, 'ofYear' | 'save'>, organization: Organization): Promise<number> {
  const fileName = `${organization.id}.json`;
  const bytes = sampleFile(fileName);
  const sample = contentHash(bytes);
  const { fiscalYear } = ofPlan.parse(JSON.parse(bytes.toString('utf8'))).plan;
  const { approved, draft } = await plans.ofYear(planId(organization.id, fiscalYear));
  if (!isOlderSample((draft ?? approved)?.plan.source, sample)) return 0;
  const { problems, measures } = await importPlan(plans, bytes, { organization, fileName, sample });
  if (problems.length > 0) throw invalid(fileName, problems.map(showFinding));
  return measures.length;
}

function isOlderSample(known: { readonly sample?: string } | undefined, sample?: string): boolean {
  return known === undefined || (known.sample !== undefined && known.sample !== sample);
}

function invalid(fileName: string, problems: readonly string[]): AppError {
  return new AppError('sample-data-invalid', `sample-data/${fileName}: ${problems.join('; ')}`);
}
