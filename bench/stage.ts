import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedEngine } from '../src/mongo/embedded';
import { startEmbedded } from '../src/mongo/embedded';
import type { BotProcess } from '../test/helpers/bot-process';
import { startBot } from '../test/helpers/bot-process';

/** What listens on the loopback interface until it is closed. */
export interface Listening {
  readonly port: number;
  readonly pid: number;
  close(): Promise<void>;
}

/**
 * Everything the bench starts and writes, so that all of it goes away: at the end, after a failure and on
 * Ctrl-C. Closing twice is harmless.
 */
export class Stage {
  private readonly closers = new Set<() => Promise<void>>();
  private closing: Promise<void> | undefined;

  /** An empty folder. */
  folder(): string {
    this.open();
    const path = mkdtempSync(join(tmpdir(), 'prongsai-bench-'));
    this.keep(() => rm(path, { recursive: true, force: true }));
    return path;
  }

  /** The built bot in a process of its own. */
  async bot(environment: Record<string, string>): Promise<BotProcess> {
    this.open();
    const starting = startBot(environment);
    this.keep(() => starting.then(endBot, () => undefined));
    return starting;
  }

  /** A database engine in a process of its own, for a bot that is not to bring one. */
  async engine(folder: string): Promise<EmbeddedEngine> {
    this.open();
    const starting = startEmbedded(folder);
    this.keep(() =>
      starting.then(
        (engine) => engine.stop(),
        () => undefined,
      ),
    );
    return starting;
  }

  /** A script of this folder in a process of its own, once it has told its port. What it prints goes unread. */
  async script(name: string, ...args: string[]): Promise<Listening> {
    this.open();
    const child = fork(join(__dirname, name), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = once(child, 'exit');
    const close = async (): Promise<void> => {
      child.kill();
      await ended;
    };
    this.keep(close);
    const [port] = (await once(child, 'message')) as [number];
    return { port, pid: child.pid ?? 0, close };
  }

  /** A server of this process. */
  async serve(listener: RequestListener): Promise<Listening> {
    this.open();
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async (): Promise<void> => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    };
    this.keep(close);
    return { port: (server.address() as AddressInfo).port, pid: process.pid, close };
  }

  private keep(close: () => Promise<void>): void {
    this.closers.add(close);
  }

  /** After the end nothing begins: nobody would end it. */
  private open(): void {
    if (this.closing !== undefined) throw new Error('the bench is over');
  }

  /** Ends and removes everything, the youngest first. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    for (const close of [...this.closers].reverse()) await close();
  }
}

/** Ends a bot without draining its backlog, and waits until its engine has let go of the folder. */
export async function endBot(bot: BotProcess): Promise<void> {
  const engine = bot.enginePid();
  await bot.kill();
  while (engine !== undefined && isAlive(engine)) await wait(20);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
