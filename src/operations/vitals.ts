import { remembered } from './remembered';

/** How many of the inbox's events are in which state. */
export interface InboxCounts {
  readonly waiting: number;
  readonly aside: number;
}

/** How the outbox stands. */
export interface OutboxCounts {
  readonly waiting: number;
  /** Of these, what waits for somebody to mend a LINE channel. */
  readonly repair: number;
  readonly dead: number;
  /** Age of the oldest message that is due. */
  readonly oldestSeconds: number;
}

/** What the rooms tell about themselves. */
export interface Vitals {
  /** False when a part of this very process has ended that it cannot live without. */
  isWhole(): boolean;
  /** True between the start and the end of taking webhooks. */
  isTaking(): boolean;
  /** Rejects when the database does not keep what it is given. */
  write(): Promise<void>;
  inbox(): Promise<InboxCounts>;
  outbox(): Promise<OutboxCounts>;
  /** LINE channels that are not served (a wrong token, say), as far as this process has noticed. */
  refusedChannels(): number;
}

/** Counts of something that waits change all the time, and counting them costs. */
const COUNTS_MS = 2_000;
/** Balancers ask every few seconds, strangers as often as they like. */
const WRITE_MS = 1_000;
/** LINE waits two seconds for an answer: a database slower than that keeps no webhook. */
const WRITE_LIMIT_MS = 1_800;

/** The same, asked for seldom however often somebody looks, and late is as good as never. */
export function sparing(vitals: Vitals): Vitals {
  const write = remembered(() => vitals.write(), { ms: WRITE_MS });
  // That nothing waits is cheap to find out, and what people wait for.
  const isBusy = ({ waiting }: { readonly waiting: number }): boolean => waiting > 0;
  return {
    isWhole: () => vitals.isWhole(),
    isTaking: () => vitals.isTaking(),
    write: () => within(WRITE_LIMIT_MS, write()),
    inbox: remembered(() => vitals.inbox(), { ms: COUNTS_MS, if: isBusy }),
    outbox: remembered(() => vitals.outbox(), { ms: COUNTS_MS, if: isBusy }),
    refusedChannels: () => vitals.refusedChannels(),
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('too slow')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
