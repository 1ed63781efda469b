import type { Conversation } from '../../src/conversation/flow';
import type { ConversationStore, Saved } from '../../src/conversation/store';
import { clone } from './chat';

/** Conversations in memory, cloned through JSON like those of the database. */
export class MemoryConversations implements ConversationStore {
  readonly documents = new Map<string, Saved>();
  /** Called before every write, e.g. to throw like a process that dies there. */
  beforeWrite: (what: 'save' | 'end' | 'forget') => void = () => undefined;

  load(personId: string): Promise<Saved> {
    return Promise.resolve(
      this.documents.get(personId) ?? { conversation: undefined, lastEventId: undefined },
    );
  }

  save(
    next: Conversation,
    lastEventId: string | undefined,
    replaced: Conversation | undefined,
  ): Promise<'saved' | 'overtaken'> {
    this.beforeWrite('save');
    const held = this.documents.get(next.personId)?.conversation;
    if (held?.id !== replaced?.id || held?.revision !== replaced?.revision)
      return Promise.resolve('overtaken');
    const revision = replaced?.id === next.id ? replaced.revision + 1 : 1;
    this.documents.set(next.personId, { conversation: clone({ ...next, revision }), lastEventId });
    return Promise.resolve('saved');
  }

  end({ personId, id }: Conversation, lastEventId: string): Promise<void> {
    this.beforeWrite('end');
    if (this.documents.get(personId)?.conversation?.id === id)
      this.documents.set(personId, { conversation: undefined, lastEventId });
    return Promise.resolve();
  }

  forget(personId: string, lastEventId: string): Promise<void> {
    this.beforeWrite('forget');
    const held = this.documents.get(personId);
    if (held !== undefined && held.conversation === undefined && held.lastEventId === lastEventId)
      this.documents.delete(personId);
    return Promise.resolve();
  }

  sweepExpired(now: Date): Promise<number> {
    const expired = [...this.documents].filter(
      ([, { conversation }]) => conversation !== undefined && conversation.expiresAt < now,
    );
    for (const [personId, saved] of expired) this.documents.set(personId, { ...saved, lost: 'swept' });
    return Promise.resolve(expired.length);
  }
}
