import { createApp } from './app';
import { chatOf } from './chat';
import { createTellReporter } from './complaints/telling';
import type { Config } from './config';
import { createConversations } from './conversation/converse';
import { createRegistry } from './conversation/registry';
import { SettableClock } from './core/clock';
import { AppError } from './core/errors';
import { present } from './core/present';
import { createRunHistory } from './jobs/history';
import type { Runner } from './jobs/runner';
import { createRunner } from './jobs/runner';
import type { IncomingLine } from './line/incoming/incoming-line';
import { createIncomingLine } from './line/incoming/incoming-line';
import type { Channel } from './line/outgoing/channels';
import type { OutgoingLine } from './line/outgoing/outgoing-line';
import { createOutgoingLine } from './line/outgoing/outgoing-line';
import { createSendLater } from './line/outgoing/send-later';
import { createIndexes } from './mongo/connection';
import { checkWrite } from './mongo/write-check';
import { retention } from './operations/retention';
import { operationsRouter } from './operations/router';
import type { Outbox } from './outbox/service';
import { createOutbox } from './outbox/service';
import { createTellHolder } from './people/telling';
import { createReminders } from './reminders/service';
import type { Foundation, Replacements, Rooms } from './rooms';
import { openRooms } from './rooms';
import type { ThreadStore } from './threads/store';
import { createThreads } from './threads/store';
import { loadSampleData } from './try-out/load-sample-data';
import type { Simulator } from './try-out/try-out';
import {
  createTryOut,
  enrolSamplePeople,
  showMenus,
  simulatedChannels,
  withdrawSampleCodes,
} from './try-out/try-out';

export type { Replacements } from './rooms';

/** The whole bot, wired. */
export interface Container {
  readonly app: ReturnType<typeof createApp>;
  readonly rooms: Foundation & Rooms;
  readonly line: OutgoingLine & IncomingLine;
  readonly threads: ThreadStore;
  readonly outbox: Outbox;
  readonly runner: Runner;
  /** Present while no real channel is configured. */
  readonly simulator?: Simulator;
  /** Begins to work: inbox, outbox, schedule, as the process's role says. */
  start(): Promise<void>;
  /** Ends what is under way and closes the database. */
  close(): Promise<void>;
}

/**
 * The composition root: the only place that knows every room. Opens the database, brings in sample data if
 * wanted, and wires. Errors: what the rooms refuse to start with, each with its remedy.
 */
export async function buildContainer(config: Config, replacements: Replacements = {}): Promise<Container> {
  const rooms = await openRooms(config, replacements);
  try {
    if (config.sampleData) {
      await loadSampleData(rooms);
      await enrolSamplePeople(rooms);
    } else {
      await withdrawSampleCodes(rooms);
    }
    const given = config.simulator ? await simulatedChannels(rooms) : await givenChannels(config, rooms);
    const simulator = config.simulator ? await createTryOut(config, rooms, given) : undefined;
    const working = wire(config, rooms, given);
    await createIndexes(rooms.database.connection);
    return {
      ...assemble(config, rooms, working, given, simulator),
      ...present({ simulator }),
    };
  } catch (error) {
    await rooms.database.close();
    throw error;
  }
}

/** The environment's channel belongs to the first organisation; the others' are stored with them. */
async function givenChannels(config: Config, { organizations }: Rooms): Promise<Channel[]> {
  const first = await organizations.first();
  if (first === undefined) {
    throw new AppError(
      'no-organization',
      'There is no organisation yet: add one with "npm run organization:add", or try the bot without a LINE channel first.',
    );
  }
  return config.channel === undefined ? [] : [{ ...config.channel, orgId: first.id }];
}

/** The rooms that work by themselves. */
type Working = Pick<Container, 'line' | 'threads' | 'outbox' | 'runner'>;

/** In the order in which one stands on the other: nothing here refers to what is made further down. */
function wire(config: Config, rooms: Foundation & Rooms, given: readonly Channel[]): Working {
  const { people, complaints, progress, log } = rooms;
  const parts = { ...rooms, connection: rooms.database.connection };

  const outgoing = createOutgoingLine({
    ...parts,
    apiBaseUrl: config.lineApiBaseUrl,
    dataApiBaseUrl: config.lineDataApiBaseUrl,
    given,
  });
  const outbox = createOutbox({
    ...parts,
    send: outgoing.push,
    quota: outgoing.quota,
    resolve: async (to) => {
      if (to.kind === 'mailbox') return complaints.reporterOf(to.mailboxId);
      const userId = await people.lineUserIdOf(to.personId);
      return userId === undefined ? undefined : { userId };
    },
  });
  const chat = chatOf(rooms, {
    tellReporter: createTellReporter({ complaints, outbox }),
    tellHolder: createTellHolder({ outbox, names: rooms.names }),
  });
  const registry = createRegistry(chat);
  const threads = createThreads({ ...parts, owner: parts.ids.next() });
  const conversations = createConversations({ ...parts, registry, ...chat });
  const incoming = createIncomingLine({
    ...parts,
    outgoing,
    conversations,
    threads,
    burstMs: config.burstMs,
    sendLater: createSendLater({ outbox, sealer: rooms.sealer }),
  });
  const reminders = createReminders({ ...parts, measures: progress, outbox });
  const runs = createRunHistory(parts);
  const runner = createRunner({
    ...parts,
    jobs: {
      'daily-digest': (planned) => reminders.queueDigests(planned),
      retention: () => retention(rooms, { threads, outbox, runs }),
    },
  });
  log.info('bot.wired', { channels: given.length, role: config.role });
  return { line: { ...outgoing, ...incoming }, threads, outbox, runner };
}

function assemble(
  config: Config,
  rooms: Foundation & Rooms,
  working: Working,
  given: readonly Channel[],
  simulator: Simulator | undefined,
): Container {
  const { line, threads, outbox, runner } = working;
  const { database, clock, log } = rooms;
  let isWhole = true;
  void database.engine?.lost.then(() => (isWhole = false));
  let isTaking = false;
  const app = createApp({
    webhook: line.webhook,
    operations: operationsRouter(
      {
        isWhole: () => isWhole,
        isTaking: () => isTaking,
        write: () => checkWrite(database.connection),
        inbox: () => threads.counts(),
        outbox: () => outbox.counts(),
        refusedChannels: () => line.alarm.count(),
      },
      config.metricsToken,
    ),
    log,
    ...present({ simulator: simulator?.router }),
  });
  const works = config.role !== 'web';
  const wake = (): void => {
    void runner.tick().then(() => outbox.nudge());
  };
  const letGo = works && clock instanceof SettableClock ? clock.onMove(wake) : undefined;
  let menus: Promise<void> | undefined;
  return {
    app,
    rooms,
    ...working,
    start: async () => {
      line.dispatcher.start();
      isTaking = true;
      // On a real channel menus are published by a script; the simulator has none until somebody does.
      if (simulator !== undefined) menus = showMenus(rooms, line.menus, given);
      if (!works) return;
      outbox.start();
      await runner.start();
    },
    close: async () => {
      isTaking = false;
      letGo?.();
      await menus;
      await line.dispatcher.stop();
      await runner.stop();
      await outbox.stop();
      await simulator?.close();
      await database.close();
    },
  };
}
