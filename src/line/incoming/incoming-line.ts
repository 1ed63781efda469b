import type { Actor } from '../../conversation/actor';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import type { Sealer } from '../../core/sealing';
import { personIdOf } from '../../people/rules';
import type { ThreadStore } from '../../threads/store';
import type { OutgoingLine } from '../outgoing/outgoing-line';
import { BURST_TIMES } from './bursts';
import type { Dispatcher } from './dispatch';
import { createDispatcher } from './dispatch';
import { Rush } from './rush';
import type { TurnParts } from './turn';
import { createTurns } from './turn';
import { webhookRouter } from './webhook';

/** What LINE tells the bot: kept, worked off, and answered through the outgoing line. */
export interface IncomingLine {
  readonly webhook: ReturnType<typeof webhookRouter>;
  readonly dispatcher: Dispatcher;
}

export interface IncomingLineParts {
  readonly threads: ThreadStore;
  /** How long after a message more is waited for that may belong to it, ms. */
  readonly burstMs: number;
  readonly sealer: Sealer;
  readonly machineClock: Clock;
  readonly log: Log;
  readonly outgoing: OutgoingLine;
  readonly people: TurnParts['people'];
  readonly files: TurnParts['files'];
  readonly conversations: TurnParts['conversations'];
  readonly sendLater: TurnParts['sendLater'];
}

/** Wires what comes in. */
export function createIncomingLine(parts: IncomingLineParts): IncomingLine {
  const { channels, gateway, menus, languageOf, typingSignFor } = parts.outgoing;
  const { threads, sealer } = parts;
  const linkMenu = async (actor: Actor, lineUserId: string): Promise<void> => {
    const channel = await channels.of(actor.orgId);
    if (channel !== undefined) await menus.link(channel, actor, lineUserId);
  };
  const turns = createTurns({
    ...parts,
    channels,
    gateway,
    linkMenu,
    languageOf,
    typingSignFor,
    welcome: [{ text: { key: 'line.welcome' } }],
    apology: { text: { key: 'line.apology' } },
  });
  const rush = new Rush();
  const dispatcher = createDispatcher({
    ...parts,
    ...turns,
    rush,
    burst: { ...BURST_TIMES, quiet: parts.burstMs },
  });
  const webhook = webhookRouter({
    store: (events) =>
      threads.store(
        events.map(({ userId, ...event }) => ({
          ...event,
          personId: personIdOf(sealer, event.orgId, userId),
        })),
      ),
    dispatcher,
    channelOf: (to) => channels.byDestination(to),
    log: parts.log,
    rush,
  });
  return { webhook, dispatcher };
}
