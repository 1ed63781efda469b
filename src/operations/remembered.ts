/** What decides how long an answer is remembered. */
export interface Remembering<T> {
  readonly ms: number;
  /** An answer that is not worth it is asked for again. */
  readonly if?: (answer: T) => boolean;
  /** Milliseconds that only ever go forwards. */
  readonly elapsed?: () => number;
}

/**
 * Asks `ask` at most once at a time, and once in `ms` milliseconds: however often somebody looks, the
 * database is asked as if one person did. A failure is told to all who wait, and not remembered.
 */
export function remembered<T>(
  ask: () => Promise<T>,
  { ms, if: worthIt = () => true, elapsed = () => performance.now() }: Remembering<T>,
): () => Promise<T> {
  let known: { readonly answer: T; readonly until: number } | undefined;
  let asking: Promise<T> | undefined;
  const askNow = async (): Promise<T> => {
    try {
      const answer = await ask();
      known = worthIt(answer) ? { answer, until: elapsed() + ms } : undefined;
      return answer;
    } finally {
      asking = undefined;
    }
  };
  return () => {
    if (known !== undefined && elapsed() < known.until) return Promise.resolve(known.answer);
    return (asking ??= askNow());
  };
}
