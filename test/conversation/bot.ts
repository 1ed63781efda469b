import type { Actor } from '../../src/conversation/actor';
import { createConversations } from '../../src/conversation/converse';
import type { Drafts } from '../../src/conversation/drafts';
import { currentOf } from '../../src/conversation/drafts';
import type { ConversationReply } from '../../src/conversation/exchange';
import type { Flow, Input, View } from '../../src/conversation/flow';
import { anyFlow } from '../../src/conversation/flow';
import type { FreeInput, Meaning } from '../../src/conversation/listening';
import { createRegistry } from '../../src/conversation/registry';
import { SettableClock } from '../../src/core/clock';
import { idsFrom } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { CITIZEN, clone } from '../helpers/chat';
import { findControl, inputOf, readAloud } from '../helpers/presses';
import type { Finished, RequestAnswers } from './sample-flows';
import { rating, request } from './sample-flows';
import type { Told } from './telling-flow';
import { telling } from './telling-flow';

const view = (name: string, said: string): View => ({
  name,
  mayOpen: (actor) => name === 'help' || actor.posts.length === 0,
  show: (subject) => Promise.resolve([{ text: { literal: `${said}${subject?.id ?? ''}` } }]),
});

/** A bot with the sample flows and nothing else: no LINE, no database. */
export class Bot {
  /** What is open with whom, kept as JSON. */
  readonly kept = new Map<string, Drafts>();
  readonly clock = new SettableClock({ now: () => new Date('2026-02-15T09:00+07:00') });
  readonly finished: Finished[] = [];
  readonly rated: string[] = [];
  readonly told: Told[] = [];
  actor: Actor = CITIZEN;
  last: ConversationReply | undefined;
  meaning: (input: FreeInput) => Meaning | undefined = () => undefined;
  request: Flow<RequestAnswers> = request(this.finished);
  private events = 0;

  get talk() {
    const openers = [
      { name: 'request', words: { th: ['แจ้งเรื่อง'], en: ['report'] } },
      { name: 'rating', words: { th: ['ให้คะแนน'], en: ['rate'] } },
      { name: 'telling', words: { th: ['เล่าเรื่อง'], en: ['tell'] } },
    ];
    const flows = [anyFlow(this.request), anyFlow(rating(this.rated)), anyFlow(telling(this.told))];
    const registry = createRegistry({
      flows,
      views: [view('help', 'รายการที่ทำได้'), view('status', 'สถานะ ')],
      openers: openers.filter(({ name }) => flows.some((flow) => flow.name === name)),
    });
    return createConversations({
      registry,
      clock: this.clock,
      meaning: (_actor, input) => this.meaning(input),
      log: silentLog,
    });
  }

  /** What the person reads. */
  get text(): string {
    return readAloud(this.last?.prompts ?? [], this.actor.locale);
  }

  get drafts() {
    return this.kept.get(this.actor.personId) ?? { open: [] };
  }

  /** The one that is asked. */
  get conversation() {
    return currentOf(this.drafts);
  }

  /** One message, answered and kept. */
  async takes(input: Input): Promise<string> {
    await this.hears([input]);
    return this.text;
  }

  /** Messages that come together, answered and kept. */
  async hears(inputs: readonly Input[]): Promise<number> {
    const { taken, ...reply } = await this.answers(inputs, `event-${++this.events}`);
    this.last = reply;
    this.keeps(reply.drafts);
    return taken;
  }

  /** Messages answered as if a crash came before anything is kept. */
  answers = (inputs: readonly Input[], event: string) =>
    this.talk.handle({
      actor: this.actor,
      messages: inputs.map((input, index) => ({ input, eventId: `${event}-${index + 1}` })),
      drafts: this.drafts,
      ids: idsFrom,
    });

  keeps = ({ open, cancelled = [] }: Drafts) =>
    this.kept.set(this.actor.personId, {
      open: open.map(clone),
      ...(cancelled.length > 0 && { cancelled: cancelled.map(clone) }),
    });
  /** The person takes a message back. */
  takesBack = (messageId: string) => this.keeps(this.talk.forgetSource(this.drafts, messageId));

  says = (text: string, source?: string) => this.takes({ kind: 'text', text, ...(source && { source }) });
  opens = (name: string, id?: string) => this.takes({ kind: 'open', name, ...(id && { subject: { id } }) });
  /** Simply writes what a request is about. */
  tells = async (what: string, source?: string) => {
    const { meaning } = this;
    this.meaning = (input) =>
      input.kind === 'text' ? { name: 'request', known: { text: input.text }, how: 'told' } : undefined;
    await this.says(what, source);
    this.meaning = meaning;
    return this.text;
  };
  taps = (wanted: string) => this.takes(this.button(wanted));
  button = (wanted: string): Input =>
    inputOf(findControl(this.last?.prompts ?? [], wanted, this.actor.locale));

  /** Everything of the sample flow up to its review. */
  async fills(): Promise<void> {
    await this.tells('ไฟทางดับหลายวัน');
    for (const answer of ['common.none', '10 ก.พ. 69', 'ข้าม', 'ใช่']) {
      await this.says(answer === 'common.none' ? 'ไม่มี' : answer);
    }
    expect(this.conversation?.at).toBe('review');
  }
}
