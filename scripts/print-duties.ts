/**
 * Writes docs/duties.md, the table of duties for people to read:
 *   npm run docs:duties
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/core/project-root';
import { dutyPage } from './docs/duty-page';

writeFileSync(join(projectRoot, 'docs', 'duties.md'), dutyPage());
