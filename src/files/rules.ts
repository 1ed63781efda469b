import type { Day } from '../core/bangkok-day';
import { addDays } from '../core/bangkok-day';
import type { TextKey } from '../core/texts';

const MEGABYTE = 1024 * 1024;

/** Owner of a file that is not part of a record: it was sent, and may yet be used by what its sender is writing. */
export const LOOSE = 'loose';

/** Owner of a file that is being deleted. */
export const SWEPT = 'swept';

const KINDS = ['complaint', 'progress'] as const;

/** What a file can belong to; the record's room says who may see it. */
export type OwnerKind = (typeof KINDS)[number];

/** Kinds whose files nobody looks at without leaving an entry in the audit trail. */
export const AUDITED: readonly OwnerKind[] = ['complaint'];

/** The room and record behind an owner (`complaint:<id>`); `undefined` for a file that is part of no record. */
export function recordOf(owner: string): { kind: OwnerKind; recordId: string } | undefined {
  const [kind, ...rest] = owner.split(':');
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? undefined : { kind: known, recordId: rest.join(':') };
}

/** How long files of each owner are kept, all in one place. */
const RETENTION = {
  /** Days after it was received; longer only while a draft names it, see `sweepLoose`. */
  loose: { days: 7 },
  /** Ten years, as the complaint (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ ข้อ 57). */
  complaint: { as: 'its complaint', years: 10 },
  /** Ten years, as the report it is evidence of. */
  progress: { as: 'its entry', years: 10 },
} as const satisfies Record<typeof LOOSE | OwnerKind, { days: number } | { as: string; years: number }>;

/** The last day on which a loose file may have been received to be swept on `today`. */
export function sweptUpTo(today: Day): Day {
  return addDays(today, -RETENTION.loose.days - 1);
}

/** How much lies about loose. */
export interface Loose {
  readonly files: number;
  readonly bytes: number;
}

/** What one person may have lying loose: several whole complaints or reports with all their photos. */
const PERSON: Loose = { files: 30, bytes: 100 * MEGABYTE };
/** What all of an organisation may: no crowd of new accounts fills the disk of the others. */
const ORGANIZATION: Loose = { files: 3_000, bytes: 4_096 * MEGABYTE };

/** Why no further file is taken just now; `undefined`: there is room. */
export function quotaProblem(person: Loose, organization: Loose): TextKey | undefined {
  if (isFull(person, PERSON)) return 'line.file.tooManyLoose';
  return isFull(organization, ORGANIZATION) ? 'line.file.noRoom' : undefined;
}

function isFull(loose: Loose, most: Loose): boolean {
  return loose.files >= most.files || loose.bytes >= most.bytes;
}
