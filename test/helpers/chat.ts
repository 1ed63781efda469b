import type { Actor } from '../../src/conversation/actor';
import { advance } from '../../src/conversation/advance';
import { begin } from '../../src/conversation/begin';
import type { Conversation, Flow, Said } from '../../src/conversation/flow';
import { anyFlow } from '../../src/conversation/flow';
import type { Known, Place } from '../../src/conversation/known';
import type { Outcome } from '../../src/conversation/outcome';
import type { Receipt } from '../../src/conversation/receipt';
import { receiptOf } from '../../src/conversation/receipt';
import type { Prompt } from '../../src/speech/prompt';
import { post } from './actors';
import { findControl, inputOf, readAloud } from './presses';

export const CITIZEN: Actor = { personId: 'person-1', orgId: 'na-kok', posts: [], locale: 'th' };
export const STAFF: Actor = { ...CITIZEN, personId: 'person-2', posts: [post('reporter', 'clerk-office')] };
export const COORDINATOR: Actor = { ...CITIZEN, personId: 'person-3', posts: [post('coordinator')] };

export interface ChatOptions {
  as: Actor;
  /** ISO time with its offset, e.g. `2026-02-15T09:00+07:00`. */
  at?: string;
  /** What the flow is opened with. */
  known?: Known;
  /** The message `known` came from. */
  source?: string;
}

/** Talks to one flow, without LINE and without a database; what is stored passes through JSON every turn. */
export async function startChat<A extends object>(flow: Flow<A>, options: ChatOptions): Promise<Chat> {
  const { as: actor, at = '2026-02-15T09:00+07:00', known, source } = options;
  const now = new Date(at);
  const given = { ...(known !== undefined && { known }), ...(source !== undefined && { source }) };
  const first = await begin(anyFlow(flow), {
    id: 'c'.repeat(24),
    once: 'o'.repeat(24),
    actor,
    now,
    ...given,
  });
  if (first === undefined) throw new Error(`${actor.personId} may not start ${flow.name}`);
  const chat = new Chat(anyFlow(flow), actor, now);
  await chat.take(first);
  return chat;
}

class Chat {
  /** What the last turn led to. */
  outcome: Outcome | undefined;
  /** The messages of the last turn, after `complete` those of `finish`. */
  last: readonly Prompt[] = [];
  /** What `finish` returned, once the flow is complete. */
  receipt: Receipt | undefined;
  /** As it is stored; absent when the conversation has ended. */
  conversation: Conversation | undefined;

  constructor(
    private readonly flow: ReturnType<typeof anyFlow>,
    readonly actor: Actor,
    public now: Date,
  ) {}

  /** The last messages as a person reads them. */
  get text(): string {
    return readAloud(this.last, this.actor.locale);
  }

  /** The step asked, `review`, or undefined at the end. */
  get at(): string | undefined {
    return this.conversation?.at;
  }

  says = (text: string, source?: string) => this.send({ kind: 'text', text, ...(source && { source }) });
  /** Presses the button with this value, name or label in the last messages. */
  taps = (wanted: string) => this.press(wanted);
  picksDay = (day: string) => this.press('date', day);
  sendsFile = (fileId = 'file-1', mediaType = 'image/jpeg', source?: string) =>
    this.send({ kind: 'file', fileId, mediaType, ...(source && { source }) });
  sendsPlace = (place: Place = { latitude: 16.4, longitude: 102.8 }) => this.send({ kind: 'place', place });
  skips = () => this.press('skip');
  goesBack = () => this.press('back');
  finishes = () => this.press('finish');
  cancels = () => this.press('cancel');
  edits = (step: string) => this.press(step);
  pauses = () => this.send({ kind: 'command', command: 'pause' });

  /** Any input, e.g. of a button kept from before. */
  async send(input: Said): Promise<Chat> {
    if (this.conversation === undefined) throw new Error('the conversation has ended');
    // Every turn has a moment of its own, even when no time passes.
    this.now = new Date(this.now);
    return this.take(await advance(this.flow, this.conversation, input, this));
  }

  async take(outcome: Outcome): Promise<Chat> {
    this.outcome = outcome;
    this.conversation = 'conversation' in outcome ? clone(outcome.conversation) : undefined;
    if (outcome.kind === 'complete') {
      const { beside } = outcome.conversation;
      const turn = { answers: outcome.answers, actor: this.actor, now: this.now, ...(beside && { beside }) };
      const finished = await this.flow.finish({ ...outcome.answers }, turn, outcome.conversation.once);
      this.receipt = receiptOf(finished);
      this.last = this.receipt.prompts;
      this.conversation = undefined;
    } else this.last = outcome.prompts;
    return this;
  }

  private press(wanted: string, day?: string): Promise<Chat> {
    const input = inputOf(findControl(this.last, wanted, this.actor.locale), day);
    if (input.kind === 'open') throw new Error(`"${wanted}" opens something else`);
    return this.send(input);
  }
}

/** As it comes back from the database. */
export function clone(conversation: Conversation): Conversation {
  const { startedAt, expiresAt, ...rest } = JSON.parse(JSON.stringify(conversation)) as Conversation;
  return { ...rest, startedAt: new Date(startedAt), expiresAt: new Date(expiresAt) };
}
