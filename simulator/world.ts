import { setMaxListeners } from 'node:events';
import type { SimulatedChannel, SimulatorClock, SimulatorLimits, SimulatorOptions } from './contract';
import { FaultBox } from './faults';
import { Journal } from './journal';
import { MediaStore } from './media';
import { RateLimits } from './rate-limits';
import type { Kept } from './snapshot';
import { Snapshot } from './snapshot';
import type { Channel } from './state';
import { newChannel, newChat } from './state';
import { Webhooks } from './webhooks';

/** LINE's own limits. */
export const LINE_LIMITS: SimulatorLimits = {
  rateScale: 1,
  replyTokenMs: 60_000,
  replyTokenTotalMs: 20 * 60_000,
  webhookTimeoutMs: 2_000,
};

/** Everything the parts of the platform share. */
export interface World {
  readonly options: SimulatorOptions;
  readonly clock: SimulatorClock;
  readonly limits: SimulatorLimits;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly media: MediaStore;
  readonly faults: FaultBox;
  readonly journal: Journal;
  readonly rates: RateLimits;
  readonly webhooks: Webhooks;
  readonly snapshot: Snapshot | undefined;
  /** Ends deliveries, streams and whatever hangs on purpose, when the simulator closes. */
  readonly closing: AbortController;
  /** API calls that are not answered yet. */
  callsUnderWay: number;
}

/** The configured account with what the last run knew of it. */
function revive(config: SimulatedChannel, kept: Kept | undefined): Channel {
  const known = kept?.channels.get(config.botUserId);
  if (known === undefined) return newChannel(config);
  known.config = config;
  known.webhook.endpoint = config.webhookUrl;
  for (const user of config.users) {
    const chat = known.chats.get(user.userId);
    known.chats.set(user.userId, chat === undefined ? newChat(user, 'friend') : { ...chat, user });
  }
  return known;
}

/** Sets the platform up, with the state of the last run if there is a folder for it. */
export function makeWorld(options: SimulatorOptions): World {
  const clock = options.clock ?? { now: () => new Date() };
  const limits = { ...LINE_LIMITS, ...options.limits };
  const faults = new FaultBox();
  const journal = new Journal();
  const closing = new AbortController();
  // Every delivery, stream and call that hangs listens, and there may be hundreds.
  setMaxListeners(0, closing.signal);
  const media = new MediaStore(options.dataDir);
  const channels = new Map<string, Channel>();
  const snapshot =
    options.dataDir === undefined
      ? undefined
      : new Snapshot(options.dataDir, () => ({ channels, media: media.facts }));
  const kept = snapshot?.load();
  for (const [id, facts] of kept?.media ?? []) media.facts.set(id, facts);
  for (const config of options.channels) channels.set(config.botUserId, revive(config, kept));
  journal.on('change', () => snapshot?.saveSoon());
  return {
    options,
    clock,
    limits,
    channels,
    media,
    faults,
    journal,
    rates: new RateLimits(limits.rateScale),
    webhooks: new Webhooks({ clock, limits, faults, journal, closing: closing.signal }),
    snapshot,
    closing,
    callsUnderWay: 0,
  };
}
