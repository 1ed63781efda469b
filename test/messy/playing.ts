import type { Person } from './person';

/** So many people act at the same moment. */
const CROWD = 24;

/** The world around people with phones. */
export interface Stage {
  /** Resolves when everything that came in is worked off, and what is to be sent is sent. */
  settled(): Promise<void>;
  /** Lets so many hours pass. */
  pass(hours: number): void;
  /** The office answers somebody's last complaint. */
  answers(person: Person, note: string): Promise<void>;
}

/** Rounds in which everybody acts once, until nobody has anything left to do; those who pause do so together. */
export async function play(stage: Stage, people: readonly Person[]): Promise<void> {
  let active = [...people];
  while (active.length > 0) {
    const pausing = await playUntilPause(stage, active);
    active = pausing.map(({ person }) => person);
    const hours = Math.max(0, ...pausing.map((each) => each.hours));
    if (hours > 0) stage.pass(hours);
    await stage.settled();
  }
}

async function playUntilPause(
  stage: Stage,
  people: readonly Person[],
): Promise<{ person: Person; hours: number }[]> {
  const pausing: { person: Person; hours: number }[] = [];
  let active = [...people];
  while (active.length > 0) {
    const acting: { person: Person; act: () => Promise<void> }[] = [];
    for (const person of active) {
      const next = person.next();
      if (next.kind === 'wait') pausing.push({ person, hours: next.hours });
      if (next.kind === 'acts') acting.push({ person, act: () => person.does(next.acts) });
      if (next.kind === 'office') acting.push({ person, act: () => stage.answers(person, next.note) });
    }
    await inCrowds(acting.map(({ act }) => act));
    await stage.settled();
    active = acting.map(({ person }) => person);
  }
  return pausing;
}

/** Runs all of them, so many at a time. */
export async function inCrowds(acts: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...acts];
  const one = async (): Promise<void> => {
    for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) await act();
  };
  await Promise.all(Array.from({ length: CROWD }, one));
}
