import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaFacts } from './media';
import type { Channel } from './state';

const SAVE_AFTER_MS = 500;
const VERSION = 1;
const MAP = '\u0000map';
const SET = '\u0000set';

/** The part of the platform that a restart must not lose. */
export interface Kept {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly media: ReadonlyMap<string, MediaFacts>;
}

function pack(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { [MAP]: [...value] as unknown[] };
  if (value instanceof Set) return { [SET]: [...value] as unknown[] };
  return value;
}

function unpack(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (MAP in value && Array.isArray(value[MAP])) return new Map(value[MAP] as [unknown, unknown][]);
  if (SET in value && Array.isArray(value[SET])) return new Set(value[SET] as unknown[]);
  return value;
}

/** One JSON file in `dataDir`, written a moment after the last change and when the simulator closes. */
export class Snapshot {
  private readonly path: string;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    dataDir: string,
    private readonly kept: () => Kept,
  ) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, 'simulator.json');
  }

  /** What the last run left; `undefined` when there is nothing, or nothing readable. */
  load(): Kept | undefined {
    if (!existsSync(this.path)) return undefined;
    try {
      const stored = JSON.parse(readFileSync(this.path, 'utf8'), unpack) as { version?: number; kept?: Kept };
      return stored.version === VERSION ? stored.kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** Something changed: write it soon. */
  saveSoon(): void {
    if (this.closed || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.save(), SAVE_AFTER_MS);
    this.timer.unref();
  }

  /** Writes for the last time; what still changes afterwards, such as a webhook's late end, is not kept. */
  close(): void {
    this.save();
    this.closed = true;
  }

  /** Writes now, completely or not at all. */
  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const part = `${this.path}.part`;
    writeFileSync(part, JSON.stringify({ version: VERSION, kept: this.kept() }, pack));
    renameSync(part, this.path);
  }
}
