import { setImmediate as turn } from 'node:timers/promises';
import { SharedWrites } from '../../../src/line/incoming/shared-writes';

/** A disk that writes when told. */
function slowDisk() {
  const written: string[][] = [];
  const ends: { succeed: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: readonly string[]): Promise<void> => {
    written.push([...items]);
    return new Promise((succeed, fail) => ends.push({ succeed, fail }));
  };
  return { written, ends, write };
}

describe('shared writes', () => {
  test('take along what comes in the same turn of the event loop', async () => {
    const disk = slowDisk();
    const writes = new SharedWrites(disk.write);
    const both = Promise.all([writes.add(['a']), writes.add(['b', 'c'])]);
    await turn();
    await turn();
    expect(disk.written).toEqual([['a', 'b', 'c']]);
    disk.ends[0]?.succeed();
    await both;
  });

  test('let everything that comes meanwhile wait for the next write, and nobody go before theirs is done', async () => {
    const disk = slowDisk();
    const writes = new SharedWrites(disk.write);
    const done: string[] = [];
    const add = (item: string) => writes.add([item]).then(() => done.push(item));
    const first = add('a');
    await turn();
    await turn();
    const later = [add('b'), add('c')];
    await turn();
    expect(disk.written).toEqual([['a']]);
    expect(done).toEqual([]);

    disk.ends[0]?.succeed();
    await first;
    await turn();
    expect(done).toEqual(['a']);
    expect(disk.written).toEqual([['a'], ['b', 'c']]);

    disk.ends[1]?.succeed();
    await Promise.all(later);
    expect(done).toEqual(['a', 'b', 'c']);
  });

  test('tell all who share a write that it failed, and go on with the next', async () => {
    const disk = slowDisk();
    const writes = new SharedWrites(disk.write);
    const shared = [writes.add(['a']), writes.add(['b'])].map((each) => each.catch(String));
    await turn();
    await turn();
    const next = writes.add(['c']);
    disk.ends[0]?.fail(new Error('disk full'));
    expect(await Promise.all(shared)).toEqual(['Error: disk full', 'Error: disk full']);

    await turn();
    disk.ends[1]?.succeed();
    await expect(next).resolves.toBeUndefined();
    expect(disk.written).toEqual([['a', 'b'], ['c']]);
  });
});
