import { DURABLE } from '../mongo/connection';
import { updatedBy } from '../mongo/schema';
import { SharedCalls } from '../mongo/shared-calls';
import type { Threads } from './parts';

/** One update of the document of a person. */
export type Write = Extract<Parameters<Threads['bulkWrite']>[0][number], { updateOne: unknown }>;

/** What became of it, once it is on disk. */
export interface Written {
  /** What it failed with. */
  readonly code?: number;
  /** It has found its document, or made one; false where that is not known. */
  readonly isFound: boolean;
}

/**
 * All durable writes of this process to the documents of people, in the order in which they were asked for: events
 * that come in and turns that end at the same time share one command and one wait for the disk. As what comes is
 * written behind what has ended before, an answer may be answered at once and finds everything as it was left.
 */
export class Writes {
  private readonly shared = new SharedCalls<Write, Written>((batch) => this.write(batch));

  constructor(private readonly threads: Threads) {}

  /** Rejects when nobody knows what is on disk. */
  all(writes: readonly Write[]): Promise<readonly Written[]> {
    return this.shared.all(writes);
  }

  one(write: Write): Promise<Written> {
    return this.shared.one(write);
  }

  private async write(batch: readonly Write[]): Promise<readonly Written[]> {
    const options = { ordered: false, writeConcern: DURABLE } as const;
    const { failures, found } = await updatedBy(() => this.threads.bulkWrite([...batch], options));
    // How many were found is told of all together.
    const isFound = found + failures.size === batch.length;
    return batch.map((_each, place) => {
      const code = failures.get(place);
      return code === undefined ? { isFound } : { code, isFound: false };
    });
  }
}
