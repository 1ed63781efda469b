import { randomBytes } from 'node:crypto';
import { fileIdOf } from '../../src/files/names';
import { wholeFile } from '../helpers/files';
import { explained } from '../helpers/queries';
import { ORG, photo, PIECE, testFiles } from './test-files';

const room = testFiles();
const staff = { personId: 'officer', sees: ['complaint:c1', 'progress:p1'] };
const put = (messageId: string, bytes: Buffer = randomBytes(20)) =>
  room.files.put(photo({ messageId, bytes }));
const read = (id: string) => wholeFile(room.reader, id, staff);

describe('the file store', () => {
  test('gives back what it keeps, name and all', async () => {
    const id = await room.files.put(photo({ name: 'รายงาน.pdf', mediaType: 'application/pdf' }));
    await room.files.attach([id], 'progress:p1');
    expect(await read(id)).toEqual({
      mediaType: 'application/pdf',
      name: 'รายงาน.pdf',
      bytes: Buffer.from('a small photo'),
    });
  });

  test('keeps the first of what came twice with one message', async () => {
    const id = await put('1', Buffer.from('first'));
    expect(await put('1', Buffer.from('second'))).toBe(id);
    await Promise.all(Array.from({ length: 5 }, () => put('7', Buffer.from('all at once'))));
    await room.files.attach([id], 'complaint:c1');
    expect((await read(id))?.bytes.toString()).toBe('first');
    expect(await room.documents('files')).toHaveLength(2);
  });

  test('leaves a file with the record it belongs to', async () => {
    const id = await put('9');
    await room.files.attach([id], 'complaint:c1');
    await room.files.attach([id], 'complaint:c2');
    expect(await room.documents('files')).toMatchObject([{ owner: 'complaint:c1' }]);
  });

  test('knows a file by the name version 0.1 gave it', async () => {
    const id = await put('42');
    await room.files.attach([`${ORG}_42`], 'complaint:c1');
    expect(await read(`${ORG}_42`)).toEqual(await read(id));
  });

  test('tells that a file is there already, before it is fetched again', async () => {
    const sent = { orgId: ORG, messageId: '1', senderId: 'somsri' };
    expect(await room.files.expect(sent)).toEqual({ kind: 'wanted' });
    const fileId = await room.files.put(photo());
    expect(await room.files.expect(sent)).toEqual({ kind: 'kept', fileId, mediaType: 'image/jpeg' });
    await room.files.unsend(ORG, '1');
    expect(await room.files.expect(sent)).toEqual({ kind: 'refused', problem: 'line.file.gone' });
  });
});

describe('what is stored of a file', () => {
  const words = 'ภาพที่ไม่มีใครควรเห็น'.repeat(200);

  test('are neither its bytes nor its name, sum, length, message or moment', async () => {
    const bytes = Buffer.from(words);
    const id = await room.files.put(photo({ messageId: '555000111', name: 'ลับมาก.pdf', bytes }));
    await room.files.attach([id], 'complaint:c1');
    const kept = [...(await room.documents('files')), ...(await room.documents('file-pieces'))];
    expect(kept.length).toBeGreaterThan(3);
    const text = JSON.stringify(kept, (_key, value: unknown) =>
      typeof value === 'string' ? `${value} ${Buffer.from(value, 'base64').toString()}` : value,
    );
    for (const secret of ['ภาพ', 'ลับ', '555000111', 'somsri', '2026-11-23T'])
      expect(text).not.toContain(secret);
    expect(kept[0]?.size).not.toBe(bytes.length);
    expect(Object.keys(kept[0] ?? {}).sort()).toEqual(
      ['_id', 'mediaType', 'more', 'orgId', 'owner', 'receivedOn', 'sealed', 'sealedName', 'size'].sort(),
    );
  });

  test('does not tell a picture of one length from one that is a little longer', async () => {
    await put('1', randomBytes(500));
    await put('2', randomBytes(900));
    const [one, other] = await room.documents('files');
    expect(one?.size).toBe(other?.size);
  });

  test('keeps no order of arrival', async () => {
    const came: string[] = [];
    for (let count = 0; count < 40; count++) came.push(await put(`${count}`));
    const found = (await room.documents('files')).map(({ _id }) => _id);
    expect(found).toEqual([...came].sort());
    const [collection] = (await room.db.connection.db?.listCollections({ name: 'files' }).toArray()) ?? [];
    expect(collection).toMatchObject({ options: { clusteredIndex: { unique: true } } });
  });

  test('does not open under the name of another file', async () => {
    const [one, other] = [await put('1'), await put('2')];
    await room.files.attach([one, other], 'complaint:c1');
    const files = room.db.connection.collection<{ _id: string }>('files');
    const { sealed } = (await files.findOne({ _id: one })) as unknown as { sealed: Buffer };
    await files.updateOne({ _id: other }, { $set: { sealed } });
    await expect(read(other)).rejects.toMatchObject({ code: 'sealed-unreadable' });
  });
});

describe('a large file', () => {
  const bytes = randomBytes(PIECE * 3 + 17);
  async function* inDrops(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += 333) {
      await Promise.resolve();
      yield bytes.subarray(at, at + 333);
    }
  }

  test('is kept in pieces as it comes, and comes out in pieces', async () => {
    const id = await room.files.put(photo({ bytes: inDrops() }));
    await room.files.attach([id], 'complaint:c1');
    expect((await read(id))?.bytes).toEqual(bytes);
    expect(await room.documents('file-pieces')).toHaveLength(3);
    const file = await room.reader.open(id, { actor: staff, purpose: 'show' });
    const lengths: number[] = [];
    for await (const piece of file?.bytes() ?? []) lengths.push(piece.length);
    expect(lengths).toEqual([PIECE, PIECE, PIECE, 17]);
  });

  test('that a crash cuts off cannot be read, and is swept', async () => {
    async function* cutOff(): AsyncGenerator<Buffer> {
      yield* inDrops();
      throw new Error('the process dies here');
    }
    await expect(room.files.put(photo({ bytes: cutOff() }))).rejects.toThrow('dies here');
    expect((await room.documents('file-pieces')).length).toBeGreaterThan(0);
    expect(
      await room.reader.open(fileIdOf(room.sealer, ORG, '1'), { actor: staff, purpose: 'show' }),
    ).toBeUndefined();
    room.later(9);
    await room.files.sweepLoose(new Set());
    expect(await room.documents('file-pieces')).toEqual([]);
  });

  test('that comes again after the crash is whole, and stays', async () => {
    const id = await room.files.put(photo({ bytes }));
    await room.db.connection.collection('file-pieces').updateMany({}, { $set: { unsure: '2026-11-23' } });
    await room.files.attach([id], 'complaint:c1');
    room.later(9);
    await room.files.sweepLoose(new Set());
    expect((await read(id))?.bytes).toEqual(bytes);
    expect(JSON.stringify(await room.documents('file-pieces'))).not.toContain('unsure');
  });

  test('cannot be cut short unnoticed', async () => {
    const id = await room.files.put(photo({ bytes }));
    await room.files.attach([id], 'complaint:c1');
    await room.db.connection
      .collection<{ _id: string }>('files')
      .updateOne({ _id: id }, { $set: { more: 2 } });
    await expect(read(id)).rejects.toMatchObject({ code: 'sealed-unreadable' });
    await room.db.connection
      .collection<{ _id: string }>('files')
      .updateOne({ _id: id }, { $set: { more: 4 } });
    await expect(read(id)).rejects.toBeDefined();
  });

  test('that was taken back leaves no piece', async () => {
    const id = await room.files.put(photo({ bytes }));
    await room.files.attach([id], 'complaint:c1');
    await room.files.unsend(ORG, '1');
    expect(await room.documents('file-pieces')).toEqual([]);
    expect(await read(id)).toBeUndefined();
  });
});

describe('a message that is taken back', () => {
  test('takes its file along, loose or part of a record', async () => {
    const [loose, attached] = [await put('1'), await put('2')];
    await room.files.attach([attached], 'complaint:c1');
    expect([await room.files.unsend(ORG, '1'), await room.files.unsend(ORG, '2')]).toEqual([true, true]);
    expect(await read(attached)).toBeUndefined();
    expect(await room.files.takenBack([loose, attached])).toBe(2);
    const kept = await room.documents('files');
    expect(kept.map((file) => [file.sealed, file.sealedName, file.size])).toEqual([
      [undefined, undefined, 0],
      [undefined, undefined, 0],
    ]);
  });

  test('leaves its file in a record that has been endorsed', async () => {
    const id = await put('1', Buffer.from('evidence'));
    await room.files.attach([id], 'progress:p1');
    await room.files.fix('progress:p1');
    expect(await room.files.unsend(ORG, '1')).toBe(false);
    expect((await read(id))?.bytes.toString()).toBe('evidence');
    expect(await room.files.takenBack([id])).toBe(0);
  });
});

describe('files that belong to nothing', () => {
  test('are swept after a week, by the day', async () => {
    const loose = await put('1');
    const kept = await put('2');
    await room.files.attach([kept], 'progress:p1');
    room.later(7);
    expect(await room.files.sweepLoose(new Set())).toBe(0);
    room.later(1);
    expect(await room.files.sweepLoose(new Set())).toBe(1);
    expect((await room.documents('files')).map(({ _id }) => _id)).toEqual([kept]);
    expect(loose).not.toBe(kept);
  });

  test('stay as long as a draft names them, by whichever name', async () => {
    const [one] = [await put('1'), await put('2'), await put('3')];
    room.later(30);
    expect(await room.files.sweepLoose(new Set([one, `${ORG}_2`]))).toBe(1);
    expect(await room.documents('files')).toHaveLength(2);
  });

  test('are no more than thirty of one person', async () => {
    for (let count = 0; count < 30; count++) await put(`${count}`);
    const next = { orgId: ORG, messageId: '99', senderId: 'somsri' };
    expect(await room.files.expect(next)).toEqual({ kind: 'refused', problem: 'line.file.tooManyLoose' });
    expect(await room.files.expect({ ...next, senderId: 'somchai' })).toEqual({ kind: 'wanted' });
    await room.files.attach([fileIdOf(room.sealer, ORG, '3')], 'complaint:c1');
    expect(await room.files.expect(next)).toEqual({ kind: 'wanted' });
  });

  test.each([
    ['a person', { sender: undefined }, 'line.file.tooManyLoose'],
    ['an organisation', { sender: 'others' }, 'line.file.noRoom'],
  ])('take no more than their share of the disk: %s', async (who, change, problem) => {
    await put('1');
    const size = who === 'a person' ? 100 * 1024 * 1024 : 4_096 * 1024 * 1024;
    await room.db.connection
      .collection('files')
      .updateMany({}, { $set: { size, ...(change.sender === undefined ? {} : change) } });
    const next = { orgId: ORG, messageId: '99', senderId: 'somsri' };
    expect(await room.files.expect(next)).toEqual({ kind: 'refused', problem });
    expect(await room.files.expect({ ...next, orgId: 'na-kok' })).toEqual({ kind: 'wanted' });
  });

  test('do not tell who sent them once they are part of a record', async () => {
    const id = await put('1');
    expect(await room.documents('files')).toMatchObject([{ sender: expect.any(String) as string }]);
    await room.files.attach([id], 'complaint:c1');
    expect((await room.documents('files'))[0]).not.toHaveProperty('sender');
  });
});

test('the queries of the files room all use an index', async () => {
  const { queried, unindexed } = await explained(room.db.connection, async () => {
    const bytes = randomBytes(PIECE * 2);
    await room.files.expect({ orgId: ORG, messageId: '1', senderId: 'somsri' });
    const id = await room.files.put(photo({ bytes }));
    await room.files.attach([id], 'complaint:c1');
    await read(id);
    await room.files.fix('complaint:c1');
    await room.files.takenBack([id]);
    await room.files.unsend(ORG, '1');
    await put('2', bytes);
    room.later(10);
    await room.files.sweepLoose(new Set(['x']));
  });
  expect(unindexed).toEqual([]);
  expect(new Set(queried)).toEqual(new Set(['files', 'file-pieces']));
});
