import type { Turnstile } from './turnstile';

/** What somebody's work says of the place it holds. Waiting for LINE must hold nobody else up. */
export interface Patience {
  /** Gives the place back while `work` waits for LINE, and takes one again afterwards. */
  outside<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the place back for good: what remains of this event is waiting, and small writes. */
  leave(): void;
}

/** The place of one person's work, given back and taken again. */
export class Seat implements Patience {
  private isTaken = false;
  private wasIn = false;

  constructor(
    private readonly places: Turnstile,
    private readonly orgId: string,
  ) {}

  /** Resolves when the place is held. */
  async take(): Promise<void> {
    if (this.isTaken) return;
    await (this.wasIn ? this.places.enterAgain(this.orgId) : this.places.enter(this.orgId));
    this.isTaken = this.wasIn = true;
  }

  leave(): void {
    if (!this.isTaken) return;
    this.isTaken = false;
    this.places.leave(this.orgId);
  }

  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.leave();
    try {
      return await work();
    } finally {
      await this.take();
    }
  }
}
