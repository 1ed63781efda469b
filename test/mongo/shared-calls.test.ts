import { setImmediate as turn } from 'node:timers/promises';
import { SharedCalls } from '../../src/mongo/shared-calls';

/** A disk that writes when told. */
function slowDisk() {
  const written: string[][] = [];
  const ends: { succeed: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: readonly string[]): Promise<undefined> => {
    written.push([...items]);
    return new Promise((succeed, fail) => ends.push({ succeed: () => succeed(undefined), fail }));
  };
  return { written, ends, write };
}

describe('shared calls', () => {
  test('take along what comes in the same turn of the event loop', async () => {
    const disk = slowDisk();
    const writes = new SharedCalls(disk.write);
    const both = Promise.all([writes.all(['a']), writes.all(['b', 'c'])]);
    await turn();
    await turn();
    expect(disk.written).toEqual([['a', 'b', 'c']]);
    disk.ends[0]?.succeed();
    await both;
  });

  test('let everything that comes meanwhile wait for the next write, and nobody go before theirs is done', async () => {
    const disk = slowDisk();
    const writes = new SharedCalls(disk.write);
    const done: string[] = [];
    const add = (item: string) => writes.all([item]).then(() => done.push(item));
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
    const writes = new SharedCalls(disk.write);
    const shared = [writes.all(['a']), writes.all(['b'])].map((each) => each.catch(String));
    await turn();
    await turn();
    const next = writes.all(['c']);
    disk.ends[0]?.fail(new Error('disk full'));
    expect(await Promise.all(shared)).toEqual(['Error: disk full', 'Error: disk full']);

    await turn();
    disk.ends[1]?.succeed();
    await expect(next).resolves.toEqual([]);
    expect(disk.written).toEqual([['a', 'b'], ['c']]);
  });

  test('give each its own result, however many share the call', async () => {
    const doubled = new SharedCalls<number, number>((items) =>
      Promise.resolve(items.map((item) => item * 2)),
    );
    const all = await Promise.all([doubled.one(1), doubled.all([2, 3]), doubled.one(4)]);
    expect(all).toEqual([2, [4, 6], 8]);
  });
});
