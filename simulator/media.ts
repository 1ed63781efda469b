import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of a stored file. */
export interface MediaFacts {
  readonly type: string;
  readonly name: string;
  readonly size: number;
}

/** A stored file with its bytes. */
export interface Media extends MediaFacts {
  readonly bytes: Buffer;
}

const SAFE_ID = /^[\w-]+$/;

/** Files that users sent and pictures of rich menus: in memory, or in a folder that outlives a restart. */
export class MediaStore {
  readonly facts = new Map<string, MediaFacts>();
  private readonly memory = new Map<string, Buffer>();
  private readonly folder: string | undefined;

  constructor(dataDir: string | undefined) {
    this.folder = dataDir === undefined ? undefined : join(dataDir, 'media');
    if (this.folder !== undefined) mkdirSync(this.folder, { recursive: true });
  }

  /** Keeps a file; returns its id. */
  put(bytes: Buffer, type: string, name: string): string {
    const id = randomUUID();
    this.facts.set(id, { type, name, size: bytes.length });
    if (this.folder === undefined) this.memory.set(id, bytes);
    else writeFileSync(join(this.folder, id), bytes);
    return id;
  }

  /** The file, or `undefined` when there is none (any more). */
  get(id: string): Media | undefined {
    const facts = this.facts.get(id);
    if (facts === undefined || !SAFE_ID.test(id)) return undefined;
    const bytes = this.memory.get(id) ?? this.read(id);
    return bytes === undefined ? undefined : { ...facts, bytes };
  }

  private read(id: string): Buffer | undefined {
    if (this.folder === undefined) return undefined;
    const path = join(this.folder, id);
    return existsSync(path) ? readFileSync(path) : undefined;
  }
}
