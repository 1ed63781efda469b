import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** A plan of version 0.1: its own contents, and which measures it has in which order. */
interface OldPlan {
  _id: string;
  orgId: string;
  fiscalYear: number;
  status: 'draft' | 'approved';
  measureIds: string[];
  savedAt: Date;
}

/** A measure of version 0.1: `_id` is what is `measureId` now. */
interface OldMeasure {
  _id: string;
  planId: string;
  key: string;
}

/**
 * Version 0.1 kept one document per plan, written over by every save. Each becomes the first version of its
 * year, with the year's document pointing to it. Measures that the plan had lost are kept with that version,
 * outside its list, because progress refers to them.
 *
 * Order: copies, version, pointer; then the old measures go. A crash leaves the old document in place, or
 * the pointer with only old measures to delete; both are found again. Measures that never had a plan (a save
 * that was cut) stay where they are; nothing reads them.
 */
export const planVersions: Migration = {
  id: '0002-plan-versions',
  run: async ({ connection }) => {
    const plans = connection.collection<OldPlan>('plans');
    for (const plan of await plans.find({ measureIds: { $exists: true } }).toArray()) {
      await turnIntoVersion(connection, plan);
    }
    const moved = (await plans.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
    await connection
      .collection<OldMeasure>('measures')
      .deleteMany({ planId: { $in: moved }, versionId: { $exists: false } });
  },
};

async function turnIntoVersion(connection: Connection, plan: OldPlan): Promise<void> {
  const { _id: planId, status, measureIds, ...contents } = plan;
  const { orgId, fiscalYear, savedAt } = contents;
  const version = `${planId}:v1`;
  const measures = connection.collection<OldMeasure & { versionId?: string; measureId?: string }>('measures');
  const own = await measures.find({ planId, versionId: { $exists: false } }).toArray();
  for (const { _id: measureId, ...measure } of own) {
    const copy = { ...measure, versionId: version, measureId };
    await measures.replaceOne({ _id: `${version}:${measure.key}` }, copy, { upsert: true });
  }
  const keyOf = new Map(own.map(({ _id, key }) => [_id, key]));
  const keys = measureIds.flatMap((id) => keyOf.get(id) ?? []);
  await connection
    .collection<{ _id: string }>('plan-versions')
    .replaceOne({ _id: version }, { ...contents, planId, number: 1, keys }, { upsert: true });
  const pointer = status === 'approved' ? 'approvedVersion' : 'draftVersion';
  const what = status === 'approved' ? 'approved' : 'drafted';
  await connection
    .collection<{ _id: string }>('plans')
    .replaceOne(
      { _id: planId },
      { orgId, fiscalYear, [pointer]: version, history: [{ version, what, at: savedAt, by: 'operator' }] },
    );
}
