/** What one turn has read already: several of its parts need the same, and it is gone with the turn. */
export class Memory {
  private readonly kept = new Map<object, unknown>();

  /** See `Recollection.in`. */
  once<T>(what: Recollection<T>, read: () => T): T {
    if (!this.kept.has(what)) this.kept.set(what, read());
    return this.kept.get(what) as T;
  }
}

/** Something that a turn reads once. */
export class Recollection<T> {
  /** What `read` gave the first time in this turn; without a memory it is read anew. */
  in(memory: Memory | undefined, read: () => T): T {
    return memory === undefined ? read() : memory.once(this, read);
  }
}

/** The same of several things of one kind, each by its key. */
export class Recollections<T> {
  private readonly all = new Recollection<Map<string, T>>();

  /** See `Recollection.in`. */
  in(memory: Memory | undefined, key: string, read: () => T): T {
    const known = this.all.in(memory, () => new Map<string, T>());
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  }
}
