import { wholeFile } from '../helpers/files';
import { ORG, photo, testFiles } from './test-files';

const room = testFiles();
const coordinator = { personId: 'coordinator', sees: ['complaint:c1', 'progress:p1'] };
const stranger = { personId: 'stranger', sees: [] };

describe('a kept file', () => {
  test('is seen by who may see its record, and by nobody else', async () => {
    const id = await room.files.put(photo());
    await room.files.attach([id], 'complaint:c1');
    expect(await wholeFile(room.reader, id, coordinator)).toMatchObject({ mediaType: 'image/jpeg' });
    expect(await wholeFile(room.reader, id, stranger)).toBeUndefined();
  });

  test('is as if it were not there: loose, unknown, taken back or of no room we know', async () => {
    const id = await room.files.put(photo());
    const open = (which: string) => room.reader.open(which, { actor: coordinator, purpose: 'show' });
    expect(await open(id)).toBeUndefined();
    expect(await open('nothing')).toBeUndefined();
    await room.files.attach([id], 'nonsense:c1');
    expect(await open(id)).toBeUndefined();
    const other = await room.files.put(photo({ messageId: '2' }));
    await room.files.attach([other], 'complaint:c1');
    await room.files.unsend(ORG, '2');
    expect(await open(other)).toBeUndefined();
    expect(room.looks).toEqual([]);
  });

  test('of a complaint leaves an entry for every look, before anything is shown', async () => {
    const id = await room.files.put(photo());
    await room.files.attach([id], 'complaint:c1');
    await room.reader.open(id, { actor: stranger, purpose: 'show' });
    await room.reader.open(id, { actor: coordinator, purpose: 'report' });
    expect(room.looks).toEqual([
      { actor: coordinator, purpose: 'report', fileId: id, kind: 'complaint', recordId: 'c1' },
    ]);
  });

  test('of a report is read without one', async () => {
    const id = await room.files.put(photo());
    await room.files.attach([id], 'progress:p1');
    expect(await wholeFile(room.reader, id, coordinator, 'report')).toBeDefined();
    expect(room.looks).toEqual([]);
  });
});
