import type { Actor } from '../../../src/conversation/actor';
import type { ProgressEntry } from '../../../src/measures/progress';
import { boardOf } from '../../../src/measures/round-board';
import type { NewProgress } from '../../../src/measures/service';
import { entry, everyUnit, finance, latest, measure, reportingIn, sixMonths } from '../sample-measures';

export const now = new Date('2026-12-01T03:00:00Z');
const plan = [
  measure('gift', { title: 'ประกาศนโยบายไม่รับของขวัญ' }),
  measure('loan', { title: 'คู่มือการยืมทรัพย์สิน', responsible: [finance] }),
  measure('open', { title: 'การเปิดเผยข้อมูล', responsible: [everyUnit] }),
];
export const photo = { fileId: 'file-1', mediaType: 'image/jpeg' };

/** Keeps what is recorded, as the service does, and shows it on the board. */
export function recorder() {
  const entries: ProgressEntry[] = [];
  return {
    entries,
    board: () =>
      Promise.resolve(
        boardOf({
          plan: { id: 'plan-1' },
          measures: plan,
          latest: latest(...entries),
          round: sixMonths,
          day: '2026-12-01',
        }),
      ),
    reporting: reportingIn(plan),
    historyOf: () => Promise.resolve([]),
    record: ({ round, ...draft }: NewProgress, actor: Actor, once: string) => {
      const made = entry(draft.measureId, {
        ...draft,
        ...(round === undefined ? {} : { round: round.slice(5) }),
        once,
        by: actor.personId,
        recordedAt: now,
      });
      entries.push(made);
      return Promise.resolve(made);
    },
  };
}
