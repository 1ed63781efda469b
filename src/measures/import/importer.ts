import type { Actor } from '../../conversation/actor';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import { hasDuty } from '../../duties/duties';
import type { Organization } from '../../organizations/rules';
import type { Plans } from '../plan-service';
import { LARGEST_FILE } from './decode';
import type { PlanHeadings } from './headings-service';
import { withTold } from './headings-service';
import type { Opened } from './open';
import { openFile, rowsOf } from './open';
import type { Finding, Imported } from './service';
import { importPlan } from './service';

/** What a person wants of a file they sent. */
export interface ImportOrder {
  readonly fileId: string;
  /** Buddhist era; without it that of the file. */
  readonly fiscalYear?: number;
  /** Columns by headings, said just now. */
  readonly told?: Readonly<Record<string, string>>;
}

/** What a file says before it is read for a plan. */
export interface Look {
  readonly name?: string;
  /** Headings nobody has said the meaning of. */
  readonly headings: readonly string[];
  /** Fiscal years side by side. */
  readonly years: readonly number[];
  /** The one it says itself. */
  readonly fiscalYear?: number;
  readonly problems: readonly Finding[];
  /** How many rows were found; none while the column of the measures is not known. */
  readonly rows: number;
}

/** Plans that are brought in by sending a file to the bot. For those who may alone: others see nothing. */
export interface PlanImporter {
  /** `undefined` for a file that is not theirs, not there any more, or for somebody who brings in no plans. */
  look(actor: Actor, fileId: string): Promise<Look | undefined>;
  /** What would become of it. Nothing is written. Error `file-gone`, explainable. */
  dryRun(actor: Actor, order: ImportOrder): Promise<Imported>;
  /**
   * Puts the plan in place, without the rows that were refused, and remembers what was said of its headings. The
   * same again changes nothing. Errors, explainable: `file-gone`, `not-allowed`.
   */
  carryOut(actor: Actor, order: ImportOrder): Promise<Imported>;
}

export interface ImporterParts {
  readonly plans: Pick<Plans, 'save' | 'ofYear'>;
  readonly planHeadings: PlanHeadings;
  readonly organizations: { find(id: string): Promise<Organization | undefined> };
  /** Opens what this person sent and what is part of no record. */
  readonly fileReader: {
    openOwn(
      id: string,
      sent: { orgId: string; senderId: string },
    ): Promise<{ name?: string; bytes(): AsyncIterable<Buffer> } | undefined>;
  };
}

/** Files that are kept opened: a conversation asks for the same several times. */
const MOST_OPEN = 4;

interface Kept {
  readonly name?: string;
  readonly opened: Opened;
}

/** Reads plans out of files that were sent. */
export function createPlanImporter({
  plans,
  planHeadings,
  organizations,
  fileReader,
}: ImporterParts): PlanImporter {
  const open = new Map<string, Promise<Kept | undefined>>();

  const read = async ({ orgId, personId }: Actor, fileId: string): Promise<Kept | undefined> => {
    const file = await fileReader.openOwn(fileId, { orgId, senderId: personId });
    if (file === undefined) return undefined;
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of file.bytes()) {
      size += piece.length;
      // One byte too many is told as such: no more has to be held.
      pieces.push(piece);
      if (size > LARGEST_FILE) break;
    }
    return { ...present({ name: file.name }), opened: await openFile(Buffer.concat(pieces)) };
  };

  const kept = (actor: Actor, fileId: string): Promise<Kept | undefined> => {
    if (!hasDuty(actor, 'import-plans')) return Promise.resolve(undefined);
    const place = `${actor.orgId}:${actor.personId}:${fileId}`;
    const found = open.get(place) ?? read(actor, fileId);
    open.delete(place);
    open.set(place, found);
    // A failed reading, and a file that is not there, are looked for again.
    found.then((file) => file ?? open.delete(place)).catch(() => open.delete(place));
    for (const oldest of [...open.keys()].slice(0, -MOST_OPEN)) open.delete(oldest);
    return found;
  };

  const carry = async (
    actor: Actor,
    { fileId, fiscalYear, told = {} }: ImportOrder,
    dryRun: boolean,
  ): Promise<Imported> => {
    const file = await kept(actor, fileId);
    const organization = await organizations.find(actor.orgId);
    if (file === undefined || organization === undefined)
      throw new Explainable('file-gone', 'measures.import.why.gone');
    const meanings = withTold(await planHeadings.of(actor.orgId), told);
    return importPlan(plans, file.opened, {
      ...{ organization, meanings, dryRun, leaveOutRefused: true, by: actor, fileName: file.name ?? 'plan' },
      ...present({ fiscalYear }),
    });
  };

  return {
    look: async (actor, fileId) => {
      const file = await kept(actor, fileId);
      if (file === undefined) return undefined;
      const { name, opened } = file;
      if (!opened.ok)
        return { ...present({ name }), headings: [], years: [], problems: [opened.problem], rows: 0 };
      const raw = rowsOf(opened, { meanings: await planHeadings.of(actor.orgId) });
      const said =
        raw.header?.fiscalYear ??
        raw.rows.find(({ cells }) => cells.fiscalYearBE !== undefined)?.cells.fiscalYearBE;
      const fiscalYear = said === undefined ? undefined : Number(said);
      const { headings = [], years = [], problems, rows } = raw;
      return { ...present({ name, fiscalYear }), headings, years, problems, rows: rows.length };
    },
    dryRun: (actor, order) => carry(actor, order, true),
    carryOut: async (actor, order) => {
      const done = await carry(actor, order, false);
      if (done.version !== undefined) await planHeadings.remember(actor.orgId, order.told ?? {}, actor);
      return done;
    },
  };
}
