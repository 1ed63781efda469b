import type { World } from './world';

const DEFAULT_TIMEOUT_MS = 10_000;

/** How long to wait, and what to say when it was in vain. */
export interface WaitOptions {
  /** Machine milliseconds. */
  readonly timeoutMs?: number;
  /** What is awaited. */
  readonly what?: string;
  /** What there was instead. */
  readonly seen?: () => string;
}

/** Waits until `predicate` holds; it is asked again whenever anything happens on the platform. */
export async function waitFor(
  world: World,
  predicate: () => boolean,
  options: WaitOptions = {},
): Promise<void> {
  if (predicate()) return;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    const end = (done: () => void) => {
      stop();
      clearTimeout(timer);
      done();
    };
    const stop = world.journal.on('change', () => {
      try {
        if (predicate()) end(resolve);
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    });
    const timer = setTimeout(() => {
      const seen = options.seen === undefined ? '' : ` Seen: ${options.seen()}`;
      end(() =>
        reject(new Error(`Waited ${timeoutMs} ms in vain for ${options.what ?? 'a change'}.${seen}`)),
      );
    }, timeoutMs);
  });
}
