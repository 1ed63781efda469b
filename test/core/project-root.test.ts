import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/core/project-root';

describe('the project root', () => {
  test('is the folder of package.json and of the texts', () => {
    expect(existsSync(join(projectRoot, 'package.json'))).toBe(true);
    expect(existsSync(join(projectRoot, 'locales', 'th'))).toBe(true);
  });
});
