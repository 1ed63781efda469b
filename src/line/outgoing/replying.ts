import type { Clock } from '../../core/clock';
import type { SendOutcome } from '../../outbox/rules';
import type { LineMessage } from '../messages/render';
import type { CallResult, Calls } from './calls';
import type { Channel } from './channels';
import { outcomeOf, requestIdOf } from './outcomes';

/** What an event may be answered with, once. */
export interface ReplyChance {
  readonly token: string;
  /** Machine time at which its event came: the token lives a minute from then on. */
  readonly receivedAt: Date;
  /** An earlier try, perhaps of a process that died, may have used the token up. */
  readonly mayBeUsed: boolean;
}

/**
 * How a reply ended. `expired`: the token is dead, the messages are good. `later`, `paused`: it was tried as
 * long as the token lives or as often as is reasonable; after `later` nobody knows whether it arrived.
 */
export type ReplyOutcome = SendOutcome | { readonly kind: 'expired'; readonly requestId?: string };

export interface ReplyingParts {
  readonly calls: Calls;
  readonly machineClock: Clock;
  readonly wait: (ms: number) => Promise<unknown>;
  /** 0..1, so that those who were refused at once do not come back at once. */
  readonly random: () => number;
}

/** A minute (LINE, reply tokens), less what a call may be under way. */
const TOKEN_MS = 55_000;
/** Between tries, in ms. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000] as const;

/**
 * Replies, and tries again while LINE is ill or busy: a token works once, so that nothing can arrive twice. If
 * it does not work any more although its minute is not over, an earlier try has arrived after all.
 */
export async function reply(
  parts: ReplyingParts,
  channel: Channel,
  chance: ReplyChance,
  messages: readonly LineMessage[],
): Promise<ReplyOutcome> {
  const { calls, machineClock, wait, random } = parts;
  const end = chance.receivedAt.getTime() + TOKEN_MS;
  const left = (): number => end - machineClock.now().getTime();
  let { mayBeUsed } = chance;
  for (let tries = 0; ; tries++) {
    const lives = left() > 0;
    const result = await send(calls, channel, chance.token, messages);
    if (!result.ok && result.status === 400) {
      const judged = await judge(calls, channel, result, messages);
      return judged.kind === 'expired' && mayBeUsed && lives
        ? { kind: 'sent', ...requestIdOf(result) }
        : judged;
    }
    const outcome = outcomeOf(result);
    if (outcome.kind !== 'later' && outcome.kind !== 'paused') return outcome;
    if (outcome.kind === 'later') mayBeUsed = true;
    const pause = (PAUSES_MS[tries] ?? Infinity) * (0.5 + random() / 2);
    if (pause >= left()) return outcome;
    await wait(pause);
  }
}

function send(
  calls: Calls,
  channel: Channel,
  replyToken: string,
  messages: readonly LineMessage[],
): Promise<CallResult<unknown>> {
  return calls.post(channel, '/v2/bot/message/reply', { replyToken, messages });
}

/** A 400 is a dead token or a bad message. Its text may change, so LINE is asked about the messages alone. */
async function judge(
  calls: Calls,
  channel: Channel,
  refusal: CallResult<unknown>,
  messages: readonly LineMessage[],
): Promise<ReplyOutcome> {
  const judged = await calls.post(channel, '/v2/bot/message/validate/reply', { messages });
  return judged.ok ? { kind: 'expired', ...requestIdOf(refusal) } : outcomeOf(refusal);
}
