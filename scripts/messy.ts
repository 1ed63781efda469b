/**
 * Plays the recorded people of `test/messy/scripts` against the whole bot and says how many of them end with
 * the right thing stored and nothing lost. `npm run messy -- --root ../other-tree` measures another tree of
 * this project, `--theme name` and `--only id` choose some, `--talk` prints what was said, `--aside` tells of
 * those kept aside too. `--anybody 40 --seed 7` lets so many people do anything in any order instead, and
 * prints who lost what.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { lossesIn } from '../test/messy/crowd';
import { report } from '../test/messy/report';
import { readScripts } from '../test/messy/script';
import { anybody } from '../test/messy/sequences';
import { playAll } from '../test/messy/world';

type Apps = typeof import('../test/helpers/app');
type SetUp = typeof import('../test/helpers/engine-setup');
type TearDown = typeof import('../test/helpers/engine-teardown');

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: join(__dirname, '..') },
    theme: { type: 'string' },
    only: { type: 'string' },
    aside: { type: 'boolean', default: false },
    talk: { type: 'boolean', default: false },
    anybody: { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});

async function main(): Promise<void> {
  const helpers = join(resolve(values.root), 'test/helpers');
  const { startApp } = (await import(join(helpers, 'app.ts'))) as Apps;
  const { default: setUp } = (await import(join(helpers, 'engine-setup.ts'))) as SetUp;
  const { default: tearDown } = (await import(join(helpers, 'engine-teardown.ts'))) as TearDown;
  const scripts = readScripts().filter(
    ({ id, theme }) => theme.startsWith(values.theme ?? '') && id.startsWith(values.only ?? ''),
  );
  await setUp();
  const app = await startApp();
  try {
    if (values.anybody !== undefined) {
      const crowd = fc.sample(anybody('citizen'), {
        numRuns: Number(values.anybody),
        seed: Number(values.seed),
      });
      const lost = await lossesIn(app, crowd);
      for (const { losses, talk } of lost) console.log(['', `✗ ${losses.join(', ')}`, ...talk].join('\n'));
      console.log(`${String(lost.length)} of ${values.anybody} lost something`);
      return;
    }
    const began = performance.now();
    const endings = await playAll(app, scripts);
    const seconds = (performance.now() - began) / 1000;
    console.log(report(endings, { seconds, aside: values.aside, talk: values.talk }));
  } finally {
    await app.close();
    await tearDown();
  }
}

void main();
