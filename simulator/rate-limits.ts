/** Calls per so many milliseconds (line-platform.md §1.5). */
export interface Rate {
  readonly calls: number;
  readonly perMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The limits by the name an endpoint refers to them. */
const RATES = {
  usual: { calls: 2000, perMs: SECOND },
  multicast: { calls: 200, perMs: SECOND },
  loading: { calls: 100, perMs: SECOND },
  richMenuList: { calls: 10, perMs: SECOND },
  oauth: { calls: 370, perMs: SECOND },
  webhookEndpoint: { calls: 1000, perMs: MINUTE },
  seldom: { calls: 60, perMs: HOUR },
  richMenuChange: { calls: 100, perMs: HOUR },
  richMenuBatch: { calls: 3, perMs: HOUR },
} as const satisfies Record<string, Rate>;

/** A name in `RATES`. */
export type RateName = keyof typeof RATES;

/** Token buckets, one per channel and endpoint. */
export class RateLimits {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly scale: number) {}

  /** Takes one call out of the bucket; false: it was empty. */
  take(key: string, name: RateName, now: Date): boolean {
    const rate = RATES[name];
    const capacity = Math.max(1, Math.floor(rate.calls * this.scale));
    const at = now.getTime();
    const bucket = this.buckets.get(key) ?? { tokens: capacity, at };
    // A clock set back must neither refill nor starve a bucket.
    const elapsed = Math.max(0, at - bucket.at);
    const tokens = Math.min(capacity, bucket.tokens + (elapsed / rate.perMs) * capacity);
    const granted = tokens >= 1;
    this.buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at });
    return granted;
  }
}
