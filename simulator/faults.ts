import type { Faults } from './contract';

/** Everything off. */
export function noFaults(): Faults {
  return {
    api: [],
    webhook: { copies: 1, shuffle: false, delayMs: 0, redeliverAfterMs: [], wrongSignature: false },
    contentPreparing: 0,
    quotaExhausted: false,
  };
}

/** A part of `Faults`, as `PUT /faults` takes it. */
export type FaultsPart = Partial<Omit<Faults, 'webhook'>> & { webhook?: Partial<Faults['webhook']> };

/** The trouble that is switched on. */
export class FaultBox {
  private faults = noFaults();

  /** What is on now. */
  get current(): Faults {
    return this.faults;
  }

  /** Switches a part on or off, the rest stays. */
  change(part: FaultsPart): void {
    this.faults = { ...this.faults, ...part, webhook: { ...this.faults.webhook, ...part.webhook } };
  }

  /** Everything off again. */
  reset(): void {
    this.faults = noFaults();
  }

  /** The trouble the next call of `path` is to meet; it is used up by asking. */
  takeForCall(path: string): Faults['api'][number] | undefined {
    const fault = this.faults.api.find((each) => each.times > 0 && path.startsWith(each.path));
    if (fault !== undefined) fault.times -= 1;
    return fault;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

function readApi(value: unknown): Faults['api'] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map((each) => ({
    path: typeof each.path === 'string' ? each.path : '/',
    kind: ['status', 'timeout', 'cut', 'accept-then-cut'].includes(String(each.kind))
      ? (each.kind as Faults['api'][number]['kind'])
      : 'status',
    times: isCount(each.times) ? each.times : 1,
    ...(isCount(each.status) && { status: Math.min(599, Math.max(200, Math.trunc(each.status))) }),
    ...(typeof each.message === 'string' && { message: each.message }),
  }));
}

function readWebhook(value: Record<string, unknown>): Partial<Faults['webhook']> {
  return {
    ...(isCount(value.copies) && { copies: Math.min(20, Math.max(1, Math.trunc(value.copies))) }),
    ...(isFlag(value.shuffle) && { shuffle: value.shuffle }),
    ...(isCount(value.delayMs) && { delayMs: value.delayMs }),
    ...(Array.isArray(value.redeliverAfterMs) && {
      redeliverAfterMs: value.redeliverAfterMs.filter(isCount),
    }),
    ...(isFlag(value.wrongSignature) && { wrongSignature: value.wrongSignature }),
  };
}

/** Reads a hand-made body of `PUT /faults`; what makes no sense is left out. */
export function readFaults(body: unknown): FaultsPart {
  if (!isObject(body)) return {};
  return {
    ...('api' in body && { api: readApi(body.api) }),
    ...(isObject(body.webhook) && { webhook: readWebhook(body.webhook) }),
    ...(isCount(body.contentPreparing) && { contentPreparing: Math.trunc(body.contentPreparing) }),
    ...(isFlag(body.quotaExhausted) && { quotaExhausted: body.quotaExhausted }),
  };
}
