import type { ChatState, Faults, LogEntry, SimulatedUser, SimulatorState } from './contract';
import type { FaultsPart } from './faults';
import { newUserId } from './ids';
import { Phone } from './phone';
import { newChat } from './state';
import type { Place } from './user-actions';
import { UserError } from './user-actions';
import { chatView, stateView } from './views';
import type { WaitOptions } from './waiting';
import { waitFor } from './waiting';
import type { World } from './world';

/** The door for programs: what tests and the chat page's server do with the platform. */
export class Platform {
  constructor(private readonly world: World) {}

  /** The phone of a user in one chat. */
  phone(botUserId: string, userId: string): Phone {
    return new Phone(this.place(botUserId, userId));
  }

  /** A user's chat with an account; throws when there is none. */
  place(botUserId: string, userId: string): Place {
    const channel = this.world.channels.get(botUserId);
    const chat = channel?.chats.get(userId);
    if (channel === undefined || chat === undefined) throw new UserError('There is no such chat.');
    return { world: this.world, channel, chat };
  }

  /** The chat as its phone shows it. */
  chat(botUserId: string, userId: string): ChatState {
    const { channel, chat } = this.place(botUserId, userId);
    return chatView(this.world, channel, chat);
  }

  /** Accounts, users and time. */
  get state(): SimulatorState {
    return stateView(this.world);
  }

  /** A new person, who is not a friend of the account yet. */
  addUser(
    botUserId: string,
    facts: { displayName?: string; language?: 'th' | 'en'; userId?: string } = {},
  ): SimulatedUser {
    const channel = this.world.channels.get(botUserId);
    if (channel === undefined) throw new UserError('There is no such account.');
    const user: SimulatedUser = {
      userId: facts.userId ?? newUserId(),
      displayName: facts.displayName ?? `User ${channel.chats.size + 1}`,
      hint: '',
      language: facts.language ?? 'th',
    };
    channel.chats.set(user.userId, newChat(user, 'stranger'));
    this.world.journal.chatChanged(botUserId, user.userId);
    return user;
  }

  /** The trouble that is switched on. */
  get faults(): Faults {
    return this.world.faults.current;
  }

  /** Switches trouble on or off, the rest stays. */
  setFaults(part: FaultsPart): void {
    this.world.faults.change(part);
  }

  /** All trouble off. */
  resetFaults(): void {
    this.world.faults.reset();
  }

  /** Webhooks and calls since the start (the last 2,000). */
  get log(): LogEntry[] {
    return this.world.journal.since(0).entries;
  }

  /** Moves the time, or lets go of it; throws when the clock cannot be set. */
  setClock(at: Date | undefined): void {
    const { clock, journal } = this.world;
    if (clock.set === undefined) throw new UserError('The time cannot be moved here.');
    clock.set(at);
    if (clock.onMove === undefined) journal.clockMoved(clock.now());
  }

  /** Sends all events that `act` causes in one webhook per account. */
  async together(act: () => Promise<unknown>): Promise<void> {
    await this.world.webhooks.together(act);
  }

  /** Waits until `predicate` holds; asked again whenever anything happens on the platform. */
  async waitFor(predicate: () => boolean, options?: WaitOptions): Promise<void> {
    await waitFor(this.world, predicate, options);
  }

  /**
   * Waits until no webhook is under way or due again and no call is unanswered. A bot that works after answering its
   * webhook may still be busy then: wait for what it is to do.
   */
  async whenIdle(options: WaitOptions = {}): Promise<void> {
    const isIdle = () => this.world.webhooks.pending === 0 && this.world.callsUnderWay === 0;
    await waitFor(this.world, isIdle, { what: 'an idle platform', ...options });
  }
}
