import type { Actor } from '../../src/conversation/actor';
import { bangkokDay } from '../../src/core/bangkok-day';
import type { Connection } from '../../src/mongo/connection';
import type { Rooms } from '../../src/rooms';

/** Something stored for somebody, as the services show it. */
export interface Kept {
  readonly kind: 'complaint' | 'progress';
  /** Every text in it. */
  readonly texts: string;
  /** Ids of its photos and papers. */
  readonly files: readonly string[];
  readonly category?: string;
  readonly named?: boolean;
  /** Number of the measure in the plan. */
  readonly measure?: number;
  readonly status?: string;
}

/** Where things are stored, behind its services. */
export interface Archive {
  readonly rooms: Pick<Rooms, 'complaints' | 'progress' | 'people'>;
  readonly connection: Connection;
  readonly now: Date;
}

/** Somebody whose things are looked for. */
export interface Owner {
  readonly orgId: string;
  readonly lineUserId: string;
  /** Numbers of complaints they were given. */
  readonly tickets: readonly string[];
}

/** Reads what is stored for people as an officer who may see it; the same officer for all of an organisation. */
export class Reader {
  private readonly progress = new Map<string, Promise<Map<string, Kept[]>>>();

  constructor(
    private readonly archive: Archive,
    /** The LINE id of each organisation's coordinator. */
    private readonly coordinatorOf: (orgId: string) => string,
  ) {}

  async keptFor({ orgId, lineUserId, tickets }: Owner): Promise<readonly Kept[]> {
    const officer = await this.actor(orgId, this.coordinatorOf(orgId));
    const reported = this.progress.get(orgId) ?? this.progressIn(officer);
    this.progress.set(orgId, reported);
    const { personId } = await this.actor(orgId, lineUserId);
    return [...(await this.complaintsOf(officer, tickets)), ...((await reported).get(personId) ?? [])];
  }

  private actor(orgId: string, lineUserId: string): Promise<Actor> {
    return this.archive.rooms.people.meet(orgId, lineUserId, () => Promise.resolve('th'));
  }

  private async complaintsOf(officer: Actor, tickets: readonly string[]): Promise<Kept[]> {
    const { rooms, connection } = this.archive;
    const stored = connection.collection<{ _id: string; ticketNo: string }>('complaints');
    const kept: Kept[] = [];
    for (const ticketNo of tickets) {
      // The list of the service shows open ones only.
      const found = await stored.findOne({ orgId: officer.orgId, ticketNo }, { projection: { _id: 1 } });
      if (found === null) continue;
      const ticket = await rooms.complaints.show(officer, found._id);
      kept.push({
        kind: 'complaint',
        texts: textsOf(ticket).join('\n'),
        files: ticket.fileIds,
        category: ticket.category,
        named: ticket.reporter === 'named',
      });
    }
    return kept;
  }

  /** All progress of an organisation by the person who reported it. */
  private async progressIn(officer: Actor): Promise<Map<string, Kept[]>> {
    const { progress } = this.archive.rooms;
    const board = await progress.board(officer, bangkokDay(this.archive.now));
    const byPerson = new Map<string, Kept[]>();
    for (const [index, measure] of (board?.measures ?? []).entries()) {
      for (const entry of await progress.historyOf(officer, measure.id)) {
        const { status, result, problem, recommendation, remark, steps, evidence } = entry;
        const kept: Kept = {
          kind: 'progress',
          texts: textsOf({ result, problem, recommendation, remark, steps }).join('\n'),
          files: evidence.flatMap(({ fileId }) => fileId ?? []),
          measure: index + 1,
          status,
        };
        byPerson.set(entry.by, [...(byPerson.get(entry.by) ?? []), kept]);
      }
    }
    return byPerson;
  }
}

/** Every text in a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
