import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import express from 'express';
import { textsIn } from '../simulator/actions-in-chat';
import type { ChatItem, SimulatedUser } from '../simulator/contract';
import { createSimulator } from '../simulator/simulator';
import type { Done, Place } from '../simulator/user-actions';
import { sendMedia } from '../simulator/user-media';
import { sayText } from '../simulator/user-messages';
import { freePort } from '../test/helpers/bot-process';
import { CHANNEL, environmentFor, userId } from './line-channel';
import type { Measurable } from './processes';
import type { Stage } from './stage';

/** A bot with people who talk to it over the LINE simulator. */
export interface Hall {
  readonly bot: RunningBot;
  readonly people: readonly Person[];
  /**
   * From now on LINE delivers every webhook this often, each time as soon as the one before is answered. Once: what
   * is not taken, because the bot is too busy or a connection was just closed, comes again as from LINE.
   */
  deliver(copies: number): void;
}

/** A bot that can be measured and ended. */
export interface RunningBot extends Measurable {
  kill(): Promise<void>;
}

/** What came of something a person said. */
export interface Heard {
  /** Texts of the answer; `undefined`: none came in time. */
  readonly texts: readonly string[] | undefined;
  /** From the message to its answer, in ms. */
  readonly ms: number;
  /** From the message to the acknowledgement of its webhook, in ms; `undefined`: none came while it was waited for. */
  readonly ackMs: number | undefined;
}

/** Somebody who writes and reads. */
export interface Person {
  /** Writes, or sends a photo (its bytes), and resolves when the answer has arrived or `withinMs` are over. */
  says(what: string | Buffer, withinMs?: number): Promise<Heard>;
}

export interface HallPlan {
  readonly people: number;
  /** How long LINE takes to hand out a photo. */
  readonly downloadMs?: number;
  /** Starts the bot that is to listen on `port` and to speak to LINE at `linePort`; absent: ours, on the folder. */
  readonly start?: (port: number, linePort: number) => Promise<RunningBot>;
}

const REDELIVERED_AFTER_MS = [1_000, 5_000, 15_000];

/** The longest that anybody waits: a reply token lives a minute. */
const PATIENCE_MS = 60_000;

/** Starts a bot on `dataDir` and its LINE. */
export async function openHall(stage: Stage, dataDir: string, plan: HallPlan): Promise<Hall> {
  const port = await freePort();
  const users = Array.from({ length: plan.people }, (_, index) => userOf(index));
  const simulator = createSimulator({
    channels: [
      {
        ...CHANNEL,
        basicId: '@bench',
        displayName: 'Bench',
        webhookUrl: `http://127.0.0.1:${port}/webhook`,
        users,
      },
    ],
    limits: { rateScale: 1_000, webhookTimeoutMs: PATIENCE_MS },
  });
  const line = await stage.serve(express().use(slowContent(plan.downloadMs ?? 0), simulator.router));
  const ours = (): Promise<RunningBot> =>
    stage.bot({ ...environmentFor(dataDir, line.port), PORT: String(port) });
  const bot = await (plan.start?.(port, line.port) ?? ours());
  const places = users.map((user) => simulator.platform.place(CHANNEL.botUserId, user.userId));
  const deliver = (copies: number): void => {
    const redeliverAfterMs = copies === 1 ? REDELIVERED_AFTER_MS : [];
    simulator.platform.setFaults({ webhook: { copies, redeliverAfterMs } });
  };
  deliver(1);
  return { bot, people: peopleAt(places), deliver };
}

/** A LINE that is slow in handing out what people sent. */
function slowContent(ms: number): RequestHandler {
  return (request, _response, next) => {
    const pause = request.path.endsWith('/content') ? ms : 0;
    if (pause === 0) next();
    else void wait(pause).then(() => next());
  };
}

function userOf(index: number): SimulatedUser {
  return { userId: userId(index), displayName: `Person ${index}`, hint: '', language: 'th' };
}

/** One listener for all: asking every person at every notice would cost more than the bot. */
function peopleAt(places: readonly Place[]): Person[] {
  const waiting = new Map<string, () => void>();
  const chats = new Map(places.map(({ chat }) => [chat.user.userId, chat]));
  places[0]?.world.journal.on('chat', ({ userId: who }) => {
    if (chats.get(who)?.items.at(-1)?.from === 'bot') waiting.get(who)?.();
  });
  return places.map((place) => ({
    says: (what, withinMs = PATIENCE_MS) => converse(place, what, withinMs, waiting),
  }));
}

async function converse(
  place: Place,
  what: string | Buffer,
  withinMs: number,
  waiting: Map<string, () => void>,
): Promise<Heard> {
  const who = place.chat.user.userId;
  const begun = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const answered = new Promise<boolean>((done) => {
    waiting.set(who, () => done(true));
    timer = setTimeout(() => done(false), withinMs);
  });
  const { id, delivered } = send(place, what);
  let ackMs: number | undefined;
  const acknowledged = delivered.then(() => void (ackMs = performance.now() - begun));
  const isAnswered = await answered;
  const ms = performance.now() - begun;
  clearTimeout(timer);
  waiting.delete(who);
  if (isAnswered) await acknowledged;
  return { ms, ackMs, texts: isAnswered ? textsSince(place.chat.items, id) : undefined };
}

function send(place: Place, what: string | Buffer): Done {
  return typeof what !== 'string'
    ? sendMedia(place, { kind: 'image', bytes: what, name: 'photo.jpg' })
    : sayText(place, what);
}

function textsSince(items: readonly ChatItem[], id: string | undefined): string[] {
  const from = items.findIndex((item) => item.id === id) + 1;
  return items.slice(from).flatMap((item) => textsIn(item.message));
}
