import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysInFolder } from '../../src/mongo/key-file';

const folder = (): string => mkdtempSync(join(tmpdir(), 'prongsai-keys-'));

describe('the key file', () => {
  test('is made once and read ever after', () => {
    const data = folder();

    expect(keysInFolder(data)).toEqual(keysInFolder(data));
    expect(keysInFolder(data)[0]?.key).toHaveLength(32);
  });

  test('is readable by its owner alone', () => {
    const data = folder();
    keysInFolder(data);

    expect(statSync(join(data, 'sealing.key')).mode & 0o077).toBe(0);
  });

  test('is never replaced when it is damaged', () => {
    const data = folder();
    writeFileSync(join(data, 'sealing.key'), 'k1:AAAA');

    expect(() => keysInFolder(data)).toThrow(/damaged.*backup/);
  });
});
