import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/core/project-root';
import { readPlan } from '../../src/measures/import/service';
import { boardOf } from '../../src/measures/round-board';
import { measureDetail } from '../../src/measures/views/measure-detail';
import { say } from '../../src/speech/wording';
import { readSampleOrganizations } from '../../src/try-out/load-sample-data';
import { latest, person, sixMonths } from './sample-measures';

const plans = readSampleOrganizations().map((organization) => {
  const fileName = `${organization.id}.json`;
  const bytes = readFileSync(join(projectRoot, 'sample-data', fileName));
  return { orgId: organization.id, ...readPlan(bytes, { organization, fileName }) };
});

describe('the details of a measure', () => {
  test.each(plans)('of $orgId say no line twice', async ({ orgId, measures }) => {
    const day = '2026-12-01';
    const board = boardOf({ plan: { id: 'plan-1' }, measures, latest: latest(), round: sixMonths, day });
    const progress = { board: () => Promise.resolve(board), historyOf: () => Promise.resolve([]) };
    for (const { id } of measures) {
      const actor = person({ orgId });
      const [prompt] = await measureDetail({ progress }).show({ id }, { actor, now: new Date(day) });
      const values = prompt?.card?.rows.map((row) => say(row.value, 'th').split('\n')) ?? [];
      for (const lines of values) expect([id, lines]).toEqual([id, [...new Set(lines)]]);
    }
  });
});
