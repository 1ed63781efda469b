import { AppError } from '../core/errors';

/** How long a stop may take before the process ends all the same; Heroku-like hosts kill after 30 s. */
const DRAIN_MS = 20_000;

/**
 * Runs `drain` at the first SIGTERM or SIGINT, then ends the process; a second signal ends it at once. To be
 * called before anything is started, so that a stop in the middle of a start is a clean one too.
 */
export function onTermination(drain: () => Promise<void>): void {
  let draining = false;
  const end = (): void => {
    if (draining) process.exit(1);
    draining = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    drain().then(() => process.exit(0), explainFailure);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/**
 * Ends the process when its embedded database is gone: it could only refuse everybody from then on, while
 * who watches it sees a living process. What watches it starts both again, and nothing acknowledged is lost.
 */
export function endWithout(engine: { readonly lost: Promise<string> } | undefined): void {
  void engine?.lost.then((how) =>
    explainFailure(
      new AppError(
        'database-lost',
        `The embedded database has ended by itself (${how}), and the bot ends with it. Start the bot again, or let a ` +
          'supervisor do so (README, "Deployment"): everything that was acknowledged is on disk.',
      ),
    ),
  );
}

/** Ends a process that cannot go on: what is known is said with its remedy, the rest with its stack. */
export function explainFailure(error: unknown): void {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exit(1);
}

function wordsFor(error: unknown): string {
  if (error instanceof AppError) return `${error.message}\n(${error.code})`;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program: stop that one, or set PORT to a free one.';
  }
  return error.stack ?? error.message;
}
