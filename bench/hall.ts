import express from 'express';
import type { BotProcess } from '../test/helpers/bot-process';
import { freePort } from '../test/helpers/bot-process';
import { textsIn } from '../simulator/actions-in-chat';
import type { ChatItem, SimulatedUser } from '../simulator/contract';
import { createSimulator } from '../simulator/simulator';
import type { Place } from '../simulator/user-actions';
import { sayText } from '../simulator/user-actions';
import { CHANNEL, environmentFor, userId } from './line-channel';
import type { Stage } from './stage';

/** A bot with people who talk to it over the LINE simulator. */
export interface Hall {
  readonly bot: BotProcess;
  readonly people: readonly Person[];
}

/** Somebody who writes and reads. */
export interface Person {
  /** Writes, and resolves with the texts of the answer when it has arrived. */
  asks(text: string): Promise<string[]>;
}

const ANSWER_MS = 20_000;

/** Starts a bot on `dataDir` and its LINE. */
export async function openHall(stage: Stage, dataDir: string, people: number): Promise<Hall> {
  const port = await freePort();
  const users = Array.from({ length: people }, (_, index) => userOf(index));
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
    limits: { rateScale: 1_000, webhookTimeoutMs: ANSWER_MS },
  });
  const line = await stage.serve(express().use(simulator.router));
  const bot = await stage.bot({ ...environmentFor(dataDir, line.port), PORT: String(port) });
  const places = users.map((user) => simulator.platform.place(CHANNEL.botUserId, user.userId));
  return { bot, people: peopleAt(places) };
}

function userOf(index: number): SimulatedUser {
  return { userId: userId(index), displayName: `Person ${index}`, hint: '', language: 'th' };
}

/** One listener for all: asking every person at every notice would cost more than the bot. */
function peopleAt(places: readonly Place[]): Person[] {
  const waiting = new Map<string, (item: ChatItem) => void>();
  const chats = new Map(places.map(({ chat }) => [chat.user.userId, chat]));
  places[0]?.world.journal.on('chat', ({ userId: who }) => {
    const item = chats.get(who)?.items.at(-1);
    if (item?.from === 'bot') waiting.get(who)?.(item);
  });
  return places.map((place) => ({ asks: (text) => ask(place, text, waiting) }));
}

async function ask(
  place: Place,
  text: string,
  waiting: Map<string, (item: ChatItem) => void>,
): Promise<string[]> {
  const who = place.chat.user.userId;
  const { items } = place.chat;
  let timer: NodeJS.Timeout | undefined;
  const answered = new Promise<void>((done, fail) => {
    waiting.set(who, () => done());
    timer = setTimeout(() => fail(new Error(`no answer to "${text}"`)), ANSWER_MS);
  });
  const { id, delivered } = sayText(place, text);
  await Promise.all([answered, delivered]).finally(() => clearTimeout(timer));
  waiting.delete(who);
  const from = items.findIndex((item) => item.id === id) + 1;
  return items.slice(from).flatMap((item) => textsIn(item.message));
}
