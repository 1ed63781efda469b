import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestApp } from '../helpers/app';
import { ticketsOf } from '../helpers/line-stand-in';
import type { Kept } from './archive';
import { Reader } from './archive';
import type { Ending } from './outcome';
import { judge } from './outcome';
import { Person } from './person';
import type { Stage } from './playing';
import { inCrowds, play } from './playing';
import type { Script } from './script';

const CITIZENS_AT = 'na-kok';
const STAFF_AT = 'cho-raka';
const HOUR_MS = 60 * 60 * 1000;
/** As long as a person looks at their phone for an answer, in machine time. */
const ANSWER_MS = 20_000;

/**
 * Lets everybody go through their script: all at once, each with a phone of their own, one act after the other. Those
 * who pause do so together, because they live in one time; without pauses goes first.
 */
export async function playAll(app: TestApp, scripts: readonly Script[]): Promise<readonly Ending[]> {
  const endings: Ending[] = [];
  const stage = stageOf(app);
  for (const group of groupsOf(scripts)) {
    const people = await Promise.all(group.map((script) => personFor(app, script)));
    await play(stage, people);
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

/** Somebody new, with the post that their script asks for. */
export async function personFor(app: TestApp, script: Script, mostSteps?: number): Promise<Person> {
  const { simulator, container } = app;
  const orgId = orgOf(script);
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
  return new Person(script, phone, mostSteps);
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

/** A world that is the whole bot in this process. */
export function stageOf(app: TestApp): Stage {
  let officeTurn = Promise.resolve();
  return {
    settled: () => settled(app),
    pass: (hours) => app.clock.set(new Date(app.clock.now().getTime() + hours * HOUR_MS)),
    // One after the other: there is one coordinator.
    answers: (person, note) => {
      officeTurn = officeTurn.then(() => answerTicket(app, person, note));
      return officeTurn;
    },
  };
}

/** Resolves when everything that came in is worked off, and what is to be sent is sent. */
async function settled(app: TestApp): Promise<void> {
  const until = Date.now() + ANSWER_MS;
  const { line, outbox, threads } = app.container;
  do {
    await app.simulator.platform.whenIdle({ timeoutMs: ANSWER_MS });
    await line.dispatcher.idle();
    const { waiting } = await threads.counts();
    const queued = (await outbox.counts()).waiting;
    if (waiting === 0 && queued === 0) return;
    await pause(30);
  } while (Date.now() < until);
}

async function answerTicket(app: TestApp, person: Person, note: string): Promise<void> {
  person.steps += 1;
  const orgId = orgOf(person.script);
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
  const kept = await keptFor(app, people);
  return people.map((person) => judge(person, kept.get(person) ?? [], left.has(person)));
}

/** What is stored for people, read through the services by an officer who may see it. */
export async function keptFor(
  app: TestApp,
  people: readonly Person[],
): Promise<ReadonlyMap<Person, readonly Kept[]>> {
  const archive = { rooms: app.container.rooms, connection: app.db.connection, now: app.clock.now() };
  const reader = new Reader(archive, (orgId) => app.phone(orgId, 'coordinator').chat.userId);
  const kept = new Map<Person, readonly Kept[]>();
  for (const person of people) {
    const { phone, script } = person;
    const owner = { orgId: orgOf(script), lineUserId: phone.chat.userId, tickets: ticketsOf(phone) };
    kept.set(person, await reader.keptFor(owner));
  }
  return kept;
}

/** Where they are. */
export function orgOf({ org, who }: Script): string {
  return org ?? (who === 'citizen' ? CITIZENS_AT : STAFF_AT);
}
