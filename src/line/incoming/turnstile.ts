import type { Rush } from './rush';

/** How many may be inside at a time. */
export interface Room {
  readonly places: number;
  /** The most of them that one organisation may have. */
  readonly share: number;
}

/** Let in while there is a rush: nobody is forgotten, and hardly anybody is in the way. */
const IN_A_RUSH = 2;

/**
 * Lets so many in at a time, of one organisation no more than its share; who has waited longest goes first,
 * and who was inside already goes before those who were not.
 */
export class Turnstile {
  private readonly organisations = new Map<string, Organisation>();
  private inside = 0;
  private drawn = 0;
  private closed = false;

  /** `rush`: while it is on, only a few are let in. */
  constructor(
    private readonly room: Room,
    private readonly rush?: Rush,
  ) {
    rush?.whenOver(() => this.letIn());
  }

  /** Somebody waits outside. */
  get isCrowded(): boolean {
    return [...this.organisations.values()].some(({ back, fresh }) => back.length + fresh.length > 0);
  }

  /** Resolves to true when there is a place, which is to be left again; to false when no one is let in any more. */
  enter(orgId: string): Promise<boolean> {
    if (this.closed) return Promise.resolve(false);
    return new Promise((done) => this.wait(orgId, 'fresh', done));
  }

  /** For those who left their place for a while: also when nobody else is let in any more. */
  async enterAgain(orgId: string): Promise<void> {
    await new Promise<boolean>((done) => this.wait(orgId, 'back', done));
  }

  leave(orgId: string): void {
    const organisation = this.organisations.get(orgId);
    if (organisation === undefined) return;
    organisation.inside -= 1;
    this.inside -= 1;
    this.forgetIfEmpty(orgId, organisation);
    this.letIn();
  }

  /** Sends away those who wait outside for the first time, and lets nobody new in. */
  close(): void {
    this.closed = true;
    for (const [orgId, organisation] of this.organisations) {
      for (const { done } of organisation.fresh.splice(0)) done(false);
      this.forgetIfEmpty(orgId, organisation);
    }
  }

  private get places(): number {
    return this.rush?.isOn === true ? Math.min(IN_A_RUSH, this.room.places) : this.room.places;
  }

  private wait(orgId: string, line: 'back' | 'fresh', done: (isIn: boolean) => void): void {
    const organisation = this.organisations.get(orgId) ?? { inside: 0, back: [], fresh: [] };
    this.organisations.set(orgId, organisation);
    organisation[line].push({ number: (this.drawn += 1), done });
    this.letIn();
  }

  private letIn(): void {
    while (this.inside < this.places) {
      const next = this.longestWaiting('back') ?? this.longestWaiting('fresh');
      if (next === undefined) return;
      next.organisation.inside += 1;
      this.inside += 1;
      next.waiters.shift()?.done(true);
    }
  }

  private longestWaiting(line: 'back' | 'fresh') {
    let longest: { organisation: Organisation; waiters: Waiter[]; number: number } | undefined;
    for (const organisation of this.organisations.values()) {
      const { [line]: waiters, inside } = organisation;
      const number = waiters[0]?.number;
      if (number === undefined || inside >= this.room.share) continue;
      if (longest === undefined || number < longest.number) longest = { organisation, waiters, number };
    }
    return longest;
  }

  private forgetIfEmpty(orgId: string, { inside, back, fresh }: Organisation): void {
    if (inside + back.length + fresh.length === 0) this.organisations.delete(orgId);
  }
}

interface Waiter {
  readonly number: number;
  readonly done: (isIn: boolean) => void;
}

interface Organisation {
  inside: number;
  /** Those who were inside already, and those who were not; the longest waiting first. */
  readonly back: Waiter[];
  readonly fresh: Waiter[];
}
