import { EventEmitter } from 'node:events';
import type { LogEntry } from './contract';

const KEPT = 2000;

/** What the simulator tells whoever listens: the page's stream, waiting tests, the snapshot. */
export interface Notices {
  chat: [{ botUserId: string; userId: string }];
  clock: [{ now: string }];
  log: [LogEntry];
  /** Anything at all has changed. */
  change: [];
}

/** The log of webhooks and calls, and the place where changes are announced. */
export class Journal {
  private readonly notices = new EventEmitter();
  private readonly entries: LogEntry[] = [];
  private dropped = 0;

  constructor() {
    this.notices.setMaxListeners(0);
  }

  /** Adds an entry and announces it. */
  write(entry: LogEntry): void {
    this.entries.push(entry);
    if (this.entries.length > KEPT) {
      this.entries.shift();
      this.dropped += 1;
    }
    this.notices.emit('log', entry);
    this.notices.emit('change');
  }

  /** Entries from number `since` on, and the number to ask for next. */
  since(since: number): { next: number; entries: LogEntry[] } {
    return {
      next: this.dropped + this.entries.length,
      entries: this.entries.slice(Math.max(0, since - this.dropped)),
    };
  }

  /** Announces that a chat looks different now. */
  chatChanged(botUserId: string, userId: string): void {
    this.notices.emit('chat', { botUserId, userId });
    this.notices.emit('change');
  }

  /** Announces that the time was moved. */
  clockMoved(now: Date): void {
    this.notices.emit('clock', { now: now.toISOString() });
    this.notices.emit('change');
  }

  /** Announces a change that no chat shows. */
  changed(): void {
    this.notices.emit('change');
  }

  /** Calls `listener` at every notice of that name; returns the way to stop. */
  on<Name extends keyof Notices>(name: Name, listener: (...args: Notices[Name]) => void): () => void {
    const heard = listener as (...args: unknown[]) => void;
    this.notices.on(name, heard);
    return () => this.notices.off(name, heard);
  }
}
