import { fileIdOf } from '../../src/files/names';
import type { TestApp } from '../helpers/app';
import { lossesOf } from './losses';
import { talkOf } from './outcome';
import { play } from './playing';
import type { Script } from './script';
import { keptFor, orgOf, personFor, stageOf } from './world';

/** More than anybody needs to finish what they began and to begin anew. */
export const CLOSING_STEPS = 70;

/** Who lost what, with all that was said. */
export interface Loss {
  readonly losses: readonly string[];
  readonly talk: readonly string[];
}

/** Lets people do whatever their scripts say, each with a phone of their own, and says who lost something. */
export async function lossesIn(app: TestApp, scripts: readonly Script[]): Promise<readonly Loss[]> {
  const people = await Promise.all(scripts.map((script) => personFor(app, script, CLOSING_STEPS)));
  await play(stageOf(app), people);
  const kept = await keptFor(app, people);
  const { sealer } = app.container.rooms;
  return people.flatMap((person) => {
    const org = orgOf(person.script);
    const losses = lossesOf(person, kept.get(person) ?? [], (messageId) => fileIdOf(sealer, org, messageId));
    return losses.length === 0 ? [] : [{ losses, talk: talkOf(person) }];
  });
}
