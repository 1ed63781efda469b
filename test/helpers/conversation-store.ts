import type { Drafts } from '../../src/conversation/drafts';
import type { ConversationStore, Saved } from '../../src/conversation/store';
import { clone } from './chat';

/** Conversations in memory, cloned through JSON like those of the database. */
export class MemoryConversations implements ConversationStore {
  readonly documents = new Map<string, Saved>();
  /** Called before every write, e.g. to throw like a process that dies there. */
  beforeWrite: () => void = () => undefined;
  private writes = 0;

  load(personId: string): Promise<Saved> {
    return Promise.resolve(this.documents.get(personId) ?? { drafts: { open: [] }, version: undefined });
  }

  save(personId: string, { open, ...rest }: Drafts, saved: Saved): Promise<Saved | undefined> {
    this.beforeWrite();
    if (this.documents.get(personId)?.version !== saved.version) return Promise.resolve(undefined);
    const drafts = { ...rest, open: open.map(clone) };
    const kept = { drafts, version: `version-${++this.writes}` };
    this.documents.set(personId, kept);
    return Promise.resolve(kept);
  }

  namedFiles(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }

  sweepExpired(): Promise<number> {
    return Promise.resolve(0);
  }
}
