import { Explainable } from '../../core/errors';
import type { Authority } from '../../duties/authority';
import { mayOnAuthority } from '../../duties/authority';
import type { Connection } from '../../mongo/connection';
import { headingsModel } from './headings-model';
import type { HeadingMeanings } from './paper/headings';
import { paperHeading } from './paper/headings';

/** Headings an office may have told of; the papers of one office have some dozens. */
const MOST_HEADINGS = 300;

/** What offices have said that their own headings mean: told once, and known from then on. */
export interface PlanHeadings {
  of(orgId: string): Promise<HeadingMeanings>;
  /**
   * Remembers what these headings mean (a column of ours, or `keep`). A repeat changes nothing. Error
   * `not-allowed`, explainable.
   */
  remember(orgId: string, told: Readonly<Record<string, string>>, by?: Authority): Promise<void>;
}

/** The only code that writes headings. */
export function createPlanHeadings({ connection }: { connection: Connection }): PlanHeadings {
  const model = headingsModel(connection);
  const of: PlanHeadings['of'] = async (orgId) => {
    const stored = await model.findById(orgId).lean();
    return new Map((stored?.meanings ?? []).map(({ heading, column }) => [heading, column]));
  };
  return {
    of,
    remember: async (orgId, told, by = 'operator') => {
      if (!mayOnAuthority(by, 'import-plans', { orgId })) {
        throw new Explainable('not-allowed', 'conversation.notAllowed');
      }
      if (Object.keys(told).length === 0) return;
      const all = withTold(await of(orgId), told);
      const meanings = [...all].slice(-MOST_HEADINGS).map(([heading, column]) => ({ heading, column }));
      await model.updateOne({ _id: orgId }, { $set: { meanings } }, { upsert: true });
    },
  };
}

/** The meanings with what was told beside them; the newest last. */
export function withTold(
  known: HeadingMeanings,
  told: Readonly<Record<string, string>>,
): Map<string, string> {
  const all = new Map(known);
  for (const [heading, column] of Object.entries(told)) {
    const bare = paperHeading(heading);
    all.delete(bare);
    all.set(bare, column);
  }
  return all;
}
