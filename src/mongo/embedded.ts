import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../core/errors';
import { projectRoot } from '../core/project-root';

/** A running embedded engine. */
export interface EmbeddedEngine {
  /** What a driver connects to; a Unix socket that only this user can open. */
  readonly uri: string;
  /** Process id of the engine host, for the bench. */
  readonly pid: number;
  /** Resolves when the engine host has ended though nobody asked it to; says how. It does not come back. */
  readonly lost: Promise<string>;
  /** Finishes the commands under way and closes the data folder. */
  stop(): Promise<void>;
}

const REMEDIES =
  'set MONGODB_URI to a MongoDB server (a replica set or Atlas), or start one in a container with "docker compose up"';

/** How often a start asks again while an engine host is still closing the same folder (after a crash). */
const ATTEMPTS = 12;
const PAUSE_MS = 400;

const load = createRequire(__filename);
const runtime = load(join(projectRoot, 'scripts/engine/runtime.cjs')) as {
  commandFor(script: string, args: readonly string[]): string[] | undefined;
};

/**
 * Starts MongoDB's own engine on `folder` in a process of its own. Durable with write concern `j: true`.
 * Errors: `embedded-unavailable` (not on this machine), `data-folder-in-use` (another bot runs on it),
 * `embedded-failed`; each says what to do.
 */
export async function startEmbedded(folder: string): Promise<EmbeddedEngine> {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const command = runtime.commandFor(join(projectRoot, 'scripts/engine/host.cjs'), [path]);
  if (command === undefined) {
    throw new AppError(
      'embedded-unavailable',
      `The embedded database does not run on this machine (it needs Linux with glibc, or macOS on arm64): ${REMEDIES}. ` +
        'On Debian or Ubuntu with an older C library, "node scripts/engine/prepare.cjs" prepares it and says what is in the way.',
    );
  }
  for (let attempt = 1; ; attempt++) {
    const outcome = await launch(command);
    if ('uri' in outcome) return outcome;
    if (!outcome.error.includes('DBPathInUse')) {
      throw new AppError(
        'embedded-failed',
        `The embedded database did not start: ${outcome.error}. Remedy: ${REMEDIES}.`,
      );
    }
    if (attempt === ATTEMPTS) {
      throw new AppError(
        'data-folder-in-use',
        `Another process runs on the data folder ${path}. Stop it, or give this one a DATA_DIR of its own; ` +
          `several processes can share one database only on a server: ${REMEDIES}.`,
      );
    }
    await wait(PAUSE_MS);
  }
}

async function launch(command: readonly string[]): Promise<EmbeddedEngine | { error: string }> {
  const [program = '', ...args] = command;
  const host = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<string>((done) =>
    host.once('exit', (code, signal) => done(signal === null ? `exit code ${code}` : `signal ${signal}`)),
  );
  const said = await firstLine(host);
  if (said.uri === undefined || host.pid === undefined) {
    host.kill();
    return { error: said.error ?? 'it ended without a word' };
  }
  let isAsked = false;
  const lost = new Promise<string>((done) => void ended.then((how) => !isAsked && done(how)));
  const stop = async (): Promise<void> => {
    isAsked = true;
    host.stdin.end();
    await ended;
  };
  return { uri: said.uri, pid: host.pid, lost, stop };
}

function firstLine(host: ChildProcess): Promise<{ uri?: string; error?: string }> {
  return new Promise((done) => {
    let output = '';
    let complaint = '';
    host.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
    host.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const end = output.indexOf('\n');
      if (end >= 0) done(JSON.parse(output.slice(0, end)) as { uri?: string; error?: string });
    });
    host.once('error', (error) => done({ error: error.message }));
    host.once('close', () => done({ error: complaint.trim() || 'it ended without a word' }));
  });
}
