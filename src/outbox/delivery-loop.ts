import type { Log } from '../core/log';

/** Looks again this often for what other processes enqueued and what became due. Machine time. */
const IDLE_MS = 2_000;
const AFTER_TROUBLE_MS = 10_000;
const BATCH = 100;

/** Runs `deliverSome` for as long as there is something to do, then when nudged, then every two seconds. */
export class DeliveryLoop {
  private running: Promise<void> | undefined;
  private stopping = false;
  private nudged = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly deliverSome: (limit: number) => Promise<number>,
    private readonly log: Log,
  ) {}

  /** Starts; starting twice is harmless. */
  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  /** There is something new: look at once. */
  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  /** Resolves when the deliveries under way are settled. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake?.();
    await this.running;
    this.running = undefined;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.nudged = false;
      const pause = await this.round();
      // `stop` and `nudge` may have come meanwhile.
      if (pause > 0 && !this.hasNews()) await this.rest(pause);
    }
  }

  private hasNews(): boolean {
    return this.stopping || this.nudged;
  }

  private async round(): Promise<number> {
    try {
      return (await this.deliverSome(BATCH)) > 0 ? 0 : IDLE_MS;
    } catch (error) {
      // The database does not answer: whatever was claimed comes back when its lease ends.
      this.log.error('outbox.stuck', { error: error instanceof Error ? error : undefined });
      return AFTER_TROUBLE_MS;
    }
  }

  private async rest(ms: number): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.wake = undefined;
  }
}
