import { present } from '../core/present';
import type { Connection } from '../mongo/connection';
import type { MeasureRecord } from './measure-model';
import { AS_RECORD, measureFrom, measureModel } from './measure-model';
import type { Measure, Plan } from './plan';
import type { StoredVersion } from './plan-model';
import { versionModel } from './plan-model';

/** A plan as it was once saved, with its measures in their order. */
export interface PlanVersion {
  readonly plan: Plan;
  /** See `versionId`. */
  readonly version: string;
  readonly measures: readonly Measure[];
}

interface Kept {
  readonly version: string;
  readonly found: Promise<PlanVersion | undefined>;
}

/** Reads versions of plans; `undefined` for one that is not there. */
export interface VersionReader {
  version(id: string | undefined, status?: Plan['status']): Promise<PlanVersion | undefined>;
}

/**
 * Reads versions and remembers them: a version is never changed, so what was read once holds for good. Of
 * every plan one version in force and one draft stay in memory.
 */
export function createVersionReader(connection: Connection): VersionReader {
  const versions = versionModel(connection);
  const measures = measureModel(connection);
  const known = new Map<string, Kept>();

  const read = async (id: string, status: Plan['status']): Promise<PlanVersion | undefined> => {
    const stored = await versions.findById(id).lean<StoredVersion>();
    if (stored === null) return undefined;
    const all = await measures.find({ versionId: id }, AS_RECORD).lean<MeasureRecord[]>();
    const byKey = new Map(all.map((each) => [each.key, measureFrom(each)]));
    const inOrder = stored.keys.flatMap((key) => byKey.get(key) ?? []);
    return { plan: planFrom(stored, status), version: id, measures: inOrder };
  };

  return {
    version: (id, status = 'approved') => {
      if (id === undefined) return Promise.resolve(undefined);
      const place = `${id.slice(0, id.lastIndexOf(':'))} ${status}`;
      const kept = known.get(place);
      if (kept?.version === id) return kept.found;
      const found = read(id, status);
      const entry = { version: id, found };
      known.set(place, entry);
      // A failed reading is not to be remembered; who asked gets the error itself.
      found.catch(() => known.get(place) === entry && known.delete(place));
      return found;
    },
  };
}

function planFrom(stored: StoredVersion, status: Plan['status']): Plan {
  return { id: stored.planId, status, ...contentsOf(stored) };
}

/** What a version keeps of a plan: everything but its name and its standing, which are the year's. */
export function contentsOf(plan: Omit<Plan, 'id' | 'status'>): Omit<Plan, 'id' | 'status'> {
  const { orgId, fiscalYear, title, source, basedOnAssessmentYear, intro } = plan;
  return {
    orgId,
    fiscalYear,
    title,
    source,
    ...present({ basedOnAssessmentYear, intro }),
  };
}
