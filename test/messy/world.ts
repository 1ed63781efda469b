import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../src/conversation/actor';
import type { TestApp } from '../helpers/app';
import type { Ending } from './outcome';
import { complaintsOf, judge, progressIn } from './outcome';
import { Person } from './person';
import type { Script } from './script';

const CITIZENS_AT = 'na-kok';
const STAFF_AT = 'cho-raka';
/** So many people act at the same moment. */
const CROWD = 24;
const HOUR_MS = 60 * 60 * 1000;
/** As long as a person looks at their phone for an answer, in machine time. */
const ANSWER_MS = 20_000;

/**
 * Lets everybody go through their script: all at once, each with a phone of their own, one act after the other. Those
 * who pause do so together, because they live in one time; without pauses goes first.
 */
export async function playAll(app: TestApp, scripts: readonly Script[]): Promise<readonly Ending[]> {
  const endings: Ending[] = [];
  for (const group of groupsOf(scripts)) {
    const people = await Promise.all(group.map((script) => personFor(app, script)));
    await play(app, people);
    endings.push(...(await judgeAll(app, people, await leftOpen(app, people))));
  }
  return endings;
}

/** Those who pause in the same way. */
function groupsOf(scripts: readonly Script[]): Script[][] {
  const byPauses = new Map<string, Script[]>();
  for (const script of scripts) {
    const pauses = script.moves.flatMap((move) =>
      typeof move === 'object' && 'wait' in move ? [move.wait] : [],
    );
    const key = pauses.join(' ');
    byPauses.set(key, [...(byPauses.get(key) ?? []), script]);
  }
  return [...byPauses.entries()]
    .sort(([one], [other]) => one.length - other.length)
    .map(([, group]) => group);
}

async function personFor(app: TestApp, script: Script): Promise<Person> {
  const { simulator, container } = app;
  const orgId = script.org ?? (script.who === 'citizen' ? CITIZENS_AT : STAFF_AT);
  const { botUserId } = app.phone(orgId, 'citizen-1').chat;
  const user = simulator.platform.addUser(botUserId, { language: script.english ? 'en' : 'th' });
  const phone = simulator.platform.phone(botUserId, user.userId);
  if (script.who !== 'citizen') {
    const { people } = container.rooms;
    const code = codeFrom(randomBytes(9));
    await people.inviteWithCode(code, { orgId, office: 'reporter', unitKey: script.who });
    const language = script.english ? 'en' : 'th';
    await people.register(await people.meet(orgId, user.userId, () => Promise.resolve(language)), code);
  }
  return new Person(script, phone);
}

const LETTERS = 'CDFGHJKMNPQRTVWXY';
const DIGITS = '34679';

function codeFrom(bytes: Buffer): string {
  return [...bytes]
    .map((byte, index) => {
      const alphabet = index < 3 || index > 5 ? LETTERS : DIGITS;
      return alphabet[byte % alphabet.length] ?? '';
    })
    .join('');
}

/** Rounds in which everybody acts once, until nobody has anything left to do. */
async function play(app: TestApp, people: readonly Person[]): Promise<void> {
  let active = [...people];
  while (active.length > 0) {
    const wait = await playUntilPause(app, active);
    active = wait.map(({ person }) => person);
    const hours = Math.max(0, ...wait.map((each) => each.hours));
    if (hours > 0) app.clock.set(new Date(app.clock.now().getTime() + hours * HOUR_MS));
    await settled(app);
  }
}

async function playUntilPause(
  app: TestApp,
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
      if (next.kind === 'office') acting.push({ person, act: () => officeAnswers(app, person, next.note) });
    }
    await inCrowds(acting.map(({ act }) => act));
    await settled(app);
    active = acting.map(({ person }) => person);
  }
  return pausing;
}

async function inCrowds(acts: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...acts];
  const one = async (): Promise<void> => {
    for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) await act();
  };
  await Promise.all(Array.from({ length: CROWD }, one));
}

/** Resolves when everything that came in is worked off, and what is to be sent is sent. */
async function settled(app: TestApp): Promise<void> {
  const until = Date.now() + ANSWER_MS;
  const { line, outbox } = app.container;
  do {
    await app.simulator.platform.whenIdle({ timeoutMs: ANSWER_MS });
    await line.dispatcher.idle();
    const { waiting } = await line.inbox.counts();
    const queued = (await outbox.counts()).waiting;
    if (waiting === 0 && queued === 0) return;
    await pause(30);
  } while (Date.now() < until);
}

let officeTurn = Promise.resolve();

/** The coordinator answers somebody's last complaint, one after the other: there is one coordinator. */
function officeAnswers(app: TestApp, person: Person, note: string): Promise<void> {
  officeTurn = officeTurn.then(() => answerTicket(app, person, note));
  return officeTurn;
}

async function answerTicket(app: TestApp, person: Person, note: string): Promise<void> {
  person.steps += 1;
  const orgId = person.script.org ?? CITIZENS_AT;
  const coordinator = app.phone(orgId, 'coordinator');
  const stored = app.db.connection.collection<{ _id: string; ticketNo: string }>('complaints');
  const ticket = await stored.findOne({ orgId, ticketNo: person.tickets.at(-1) ?? '' });
  if (ticket === null) return;
  await coordinator.posts(`o=handle-complaint&i=${ticket._id}&a=answered`);
  await coordinator.answer({ timeoutMs: ANSWER_MS });
  await coordinator.says(note);
  await coordinator.answer({ timeoutMs: ANSWER_MS });
  await coordinator.says('ส่ง');
  await coordinator.answer({ timeoutMs: ANSWER_MS });
}

/** Those who wanted nothing stored and are in the middle of something all the same. */
async function leftOpen(app: TestApp, people: readonly Person[]): Promise<ReadonlySet<Person>> {
  const idle = people.filter(({ script }) => script.expect.stored.length === 0);
  const left = new Set<Person>();
  const looking = idle.map((person) => async () => {
    if (await person.hasSomethingOpen(() => settled(app))) left.add(person);
  });
  await inCrowds(looking);
  return left;
}

async function judgeAll(
  app: TestApp,
  people: readonly Person[],
  left: ReadonlySet<Person>,
): Promise<Ending[]> {
  const endings: Ending[] = [];
  const progress = new Map<string, Awaited<ReturnType<typeof progressIn>>>();
  for (const person of people) {
    const { script, phone, tickets } = person;
    const orgId = script.org ?? (script.who === 'citizen' ? CITIZENS_AT : STAFF_AT);
    const officer = await actorOf(app, orgId, app.phone(orgId, 'coordinator').chat.userId);
    const reported = progress.get(orgId) ?? (await progressIn(app, officer));
    progress.set(orgId, reported);
    const { personId } = await actorOf(app, orgId, phone.chat.userId);
    const kept = [...(await complaintsOf(app, officer, tickets)), ...(reported.get(personId) ?? [])];
    endings.push(judge(person, kept, left.has(person)));
  }
  return endings;
}

function actorOf(app: TestApp, orgId: string, userId: string): Promise<Actor> {
  return app.container.rooms.people.meet(orgId, userId, () => Promise.resolve('th'));
}
