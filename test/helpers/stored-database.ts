import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { TestDatabase } from './database';

/** What is known of a database that an earlier version has left, in that version's own terms. */
export interface StoredFacts {
  readonly keys: string;
  readonly tickets: readonly {
    readonly orgId: string;
    readonly person: string;
    readonly ticketNo: string;
    readonly pin: string;
    readonly anonymous: boolean;
    readonly detail: string;
    readonly name?: string;
  }[];
  readonly entries: readonly {
    readonly id: string;
    readonly measureId: string;
    readonly status: string;
    readonly result: string;
  }[];
  /** Conversations that were open when the bot was stopped. */
  readonly drafts: readonly {
    readonly orgId: string;
    readonly person: string;
    readonly flow: string;
    readonly problem?: string;
    readonly detail?: string;
  }[];
  /** Messages that had been stored and not been worked off. */
  readonly waiting: readonly { readonly orgId: string; readonly person: string; readonly text: string }[];
}

/**
 * Puts a database that version 0.1.0 has written (two organisations, invented people) into `db`, as it was:
 * documents byte for byte, without indexes.
 */
export async function restoreVersion01(db: TestDatabase): Promise<StoredFacts> {
  const read = (name: string): string =>
    readFileSync(join(__dirname, '../journeys/stored-0.1', name), 'utf8');
  const { EJSON } = mongoose.mongo.BSON;
  const collections = EJSON.parse(read('database.json'), { relaxed: false }) as Record<string, object[]>;
  for (const [name, documents] of Object.entries(collections)) {
    if (documents.length > 0) await db.connection.collection(name).insertMany(documents);
  }
  return JSON.parse(read('facts.json')) as StoredFacts;
}
