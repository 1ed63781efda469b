import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import type { Source } from '../core/sealed-pieces';
import { piecesOf, sealPiece } from '../core/sealed-pieces';
import type { Sealer } from '../core/sealing';
import type { TextKey } from '../core/texts';
import type { Connection, Model } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import type { StoredFile, StoredPiece } from './model';
import { fileModel, pieceModel } from './model';
import { currentId, fileIdOf, senderOf } from './names';
import type { Loose } from './rules';
import { LOOSE, quotaProblem, SWEPT, sweptUpTo } from './rules';

/** Whose message it is. */
export interface Sent {
  readonly orgId: string;
  readonly messageId: string;
  /** The person, in whatever way the caller knows them; kept as a fingerprint, and only while it is loose. */
  readonly senderId: string;
}

export interface NewFile extends Sent {
  readonly mediaType: string;
  readonly name?: string;
  readonly bytes: Source;
}

/** Whether what somebody sent is to be fetched. */
export type Expected =
  | { readonly kind: 'wanted' }
  /** A repeat: it is there already. */
  | { readonly kind: 'kept'; readonly fileId: string; readonly mediaType: string }
  | { readonly kind: 'refused'; readonly problem: TextKey };

export interface FileStore {
  /** Asked before a file is fetched: known already, wanted, or too much for one person or organisation. */
  expect(sent: Sent): Promise<Expected>;
  /** Keeps a file and returns its id; keeping what came with the same message again changes nothing. */
  put(file: NewFile): Promise<string>;
  /**
   * Makes loose files part of a record (`complaint:…`, `progress:…`): they now live as long as it does, and
   * nothing tells any more who sent them. Files that belong to a record stay with it. Repeating is harmless.
   */
  attach(ids: readonly string[], owner: string): Promise<void>;
  /** The record has been endorsed: its files stay, whatever their senders take back. Repeating is harmless. */
  fix(owner: string): Promise<void>;
  /**
   * Deletes what came with a message that its sender has taken back, unless it is part of an endorsed record;
   * returns whether it is gone. Repeating is harmless.
   */
  unsend(orgId: string, messageId: string): Promise<boolean>;
  /** How many of these files are not there any more, because their senders took them back. */
  takenBack(ids: readonly string[]): Promise<number>;
  /** Deletes loose files past their time, except those `stillNamed` by a draft; returns how many. */
  sweepLoose(stillNamed: ReadonlySet<string>): Promise<number>;
}

export interface FileStoreParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** Bytes of a piece, in tests. */
  readonly pieceBytes?: number;
}

/** Files in the database: one place to back up, and no folder that a second machine does not see. */
export function createFileStore(parts: FileStoreParts): FileStore {
  const { connection, sealer, clock } = parts;
  const models = { files: fileModel(connection), pieces: pieceModel(connection) };
  const { files, pieces } = models;
  const now = (ids: readonly string[]): string[] => ids.map((id) => currentId(sealer, id));
  const today = () => bangkokDay(clock.now());

  return {
    expect: async ({ orgId, messageId, senderId }) => {
      const known = await files
        .findById(fileIdOf(sealer, orgId, messageId), { mediaType: 1, takenBackOn: 1 })
        .lean<Pick<StoredFile, '_id' | 'mediaType' | 'takenBackOn'>>();
      if (known?.takenBackOn !== undefined) return { kind: 'refused', problem: 'line.file.gone' };
      if (known !== null) return { kind: 'kept', fileId: known._id, mediaType: known.mediaType };
      const [person, organization] = await Promise.all([
        looseOf(files, { orgId, sender: senderOf(sealer, senderId) }),
        looseOf(files, { orgId }),
      ]);
      const problem = quotaProblem(person, organization);
      return problem === undefined ? { kind: 'wanted' } : { kind: 'refused', problem };
    },
    put: (file) => put(models, parts, file),
    attach: async (ids, owner) => {
      if (ids.length === 0) return;
      const update = { $set: { owner }, $unset: { sender: 1 } };
      await files.bulkWrite(
        now(ids).map((_id) => ({ updateOne: { filter: { _id, owner: LOOSE }, update } })),
        { ordered: false },
      );
    },
    fix: async (owner) => {
      await files.updateMany({ owner }, { $set: { fixed: true } });
    },
    unsend: async (orgId, messageId) => {
      const _id = fileIdOf(sealer, orgId, messageId);
      const gone = { $unset: { sealed: 1, sealedName: 1 }, $set: { takenBackOn: today(), size: 0, more: 0 } };
      // The document first: from then on nothing of it is handed out. A repeat removes what a crash left.
      const { matchedCount } = await files.updateOne({ _id, fixed: { $exists: false } }, gone);
      if (matchedCount > 0) await pieces.deleteMany({ fileId: _id });
      return matchedCount > 0;
    },
    takenBack: async (ids) => {
      const found = now(ids).map((_id) => files.exists({ _id, takenBackOn: { $exists: true } }));
      return (await Promise.all(found)).filter((each) => each !== null).length;
    },
    sweepLoose: async (stillNamed) => {
      const upTo = sweptUpTo(today());
      const old = { owner: LOOSE, receivedOn: { $lte: upTo }, _id: { $nin: now([...stillNamed]) } };
      // Marked first: what is attached in this very moment either stays whole or was never there.
      const { modifiedCount } = await files.updateMany(old, { $set: { owner: SWEPT } });
      await removeSwept(models);
      await sweepUnsure(models, upTo);
      return modifiedCount;
    },
  };
}

interface Models {
  readonly files: Model<StoredFile>;
  readonly pieces: Model<StoredPiece>;
}

/**
 * Further pieces first, then the document with the first of them, in one write: until it is there, there is no
 * file. What a crash leaves before that is `unsure` and swept.
 */
async function put(
  { files, pieces }: Models,
  { sealer, clock, pieceBytes }: FileStoreParts,
  { orgId, messageId, senderId, mediaType, name, bytes }: NewFile,
): Promise<string> {
  const _id = fileIdOf(sealer, orgId, messageId);
  const receivedOn = bangkokDay(clock.now());
  let sealed: Buffer = Buffer.alloc(0);
  let [more, size] = [0, 0];
  for await (const piece of piecesOf(bytes, pieceBytes)) {
    const closed = sealPiece(sealer, `file:${_id}`, piece);
    size += closed.length;
    more = piece.index;
    if (piece.index === 0) sealed = closed;
    else {
      const part = { fileId: _id, sealed: closed, unsure: receivedOn };
      await pieces.replaceOne({ _id: `${_id}.${piece.index}` }, part, { upsert: true });
    }
  }
  const sealedName = name === undefined ? {} : { sealedName: sealer.seal(name, `file-name:${_id}`) };
  const sender = senderOf(sealer, senderId);
  const document = { orgId, mediaType, ...sealedName, sealed, more, size, owner: LOOSE, sender, receivedOn };
  await files.updateOne({ _id }, { $setOnInsert: document }, { upsert: true }).catch((error: unknown) => {
    // The same event twice at once: the other one's is as good.
    if (!isDuplicate(error)) throw error;
  });
  if (more > 0) await pieces.updateMany({ fileId: _id }, { $unset: { unsure: 1 } });
  return _id;
}

/** Also what a crash has left of an earlier sweep. */
async function removeSwept({ files, pieces }: Models): Promise<void> {
  const swept = await files.find({ owner: SWEPT }, { _id: 1 }).lean<Pick<StoredFile, '_id'>[]>();
  for (const { _id } of swept) {
    await pieces.deleteMany({ fileId: _id });
    await files.deleteOne({ _id });
  }
}

/** Pieces whose file was never written; those whose file was are sure from now on. */
async function sweepUnsure({ files, pieces }: Models, upTo: string): Promise<void> {
  const unsure = await pieces
    .find({ unsure: { $exists: true, $lte: upTo } }, { fileId: 1 })
    .lean<Pick<StoredPiece, '_id' | 'fileId'>[]>();
  for (const { _id, fileId } of unsure) {
    if ((await files.exists({ _id: fileId })) === null) await pieces.deleteOne({ _id });
    else await pieces.updateOne({ _id }, { $unset: { unsure: 1 } });
  }
}

async function looseOf(files: Model<StoredFile>, whose: { orgId: string; sender?: string }): Promise<Loose> {
  const [found] = await files.aggregate<Loose>([
    { $match: { owner: LOOSE, ...whose } },
    { $group: { _id: null, files: { $sum: 1 }, bytes: { $sum: '$size' } } },
  ]);
  return found ?? { files: 0, bytes: 0 };
}
