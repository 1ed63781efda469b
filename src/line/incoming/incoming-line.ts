import type { Actor } from '../../conversation/actor';
import type { Clock } from '../../core/clock';
import type { Ids } from '../../core/ids';
import type { Log } from '../../core/log';
import type { Sealer } from '../../core/sealing';
import type { Connection } from '../../mongo/connection';
import type { OutgoingLine } from '../outgoing/outgoing-line';
import type { Dispatcher } from './dispatch';
import { createDispatcher } from './dispatch';
import type { Inbox } from './inbox';
import { createInbox } from './inbox';
import type { Lanes } from './lanes';
import { createLanes } from './lanes';
import { Rush } from './rush';
import type { TurnParts } from './turn';
import { createTurns } from './turn';
import { webhookRouter } from './webhook';

/** What LINE tells the bot: kept, worked off, and answered through the outgoing line. */
export interface IncomingLine {
  readonly webhook: ReturnType<typeof webhookRouter>;
  readonly inbox: Inbox;
  readonly lanes: Lanes;
  readonly dispatcher: Dispatcher;
}

export interface IncomingLineParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly machineClock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly outgoing: OutgoingLine;
  readonly people: TurnParts['people'];
  readonly files: TurnParts['files'];
  readonly conversations: TurnParts['conversations'];
  readonly store: TurnParts['store'];
  readonly sendLater: TurnParts['sendLater'];
}

/** Wires what comes in. */
export function createIncomingLine(parts: IncomingLineParts): IncomingLine {
  const { channels, gateway, menus, languageOf } = parts.outgoing;
  const inbox = createInbox(parts);
  const lanes = createLanes({ ...parts, owner: parts.ids.next() });
  const linkMenu = async (actor: Actor, lineUserId: string): Promise<void> => {
    const channel = await channels.of(actor.orgId);
    if (channel !== undefined) await menus.link(channel, actor, lineUserId);
  };
  const turns = createTurns({
    ...parts,
    channels,
    gateway,
    inbox,
    linkMenu,
    languageOf,
    welcome: [{ text: { key: 'line.welcome' } }],
    apology: { text: { key: 'line.apology' } },
  });
  const rush = new Rush();
  const dispatcher = createDispatcher({ ...parts, ...turns, inbox, lanes, rush });
  const webhook = webhookRouter({
    inbox,
    dispatcher,
    channelOf: (to) => channels.byDestination(to),
    log: parts.log,
    rush,
  });
  return { webhook, inbox, lanes, dispatcher };
}
