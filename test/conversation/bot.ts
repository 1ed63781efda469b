import type { Actor } from '../../src/conversation/actor';
import { createConversations } from '../../src/conversation/converse';
import { currentOf } from '../../src/conversation/drafts';
import type { ConversationReply } from '../../src/conversation/exchange';
import type { Flow, Input, View } from '../../src/conversation/flow';
import { anyFlow } from '../../src/conversation/flow';
import type { FreeInput, Meaning } from '../../src/conversation/listening';
import { createRegistry } from '../../src/conversation/registry';
import { SettableClock } from '../../src/core/clock';
import { silentLog } from '../../src/core/log';
import { CITIZEN } from '../helpers/chat';
import { MemoryConversations } from '../helpers/conversation-store';
import { findControl, inputOf, readAloud } from '../helpers/presses';
import type { Finished, RequestAnswers } from './sample-flows';
import { rating, request } from './sample-flows';

const view = (name: string, said: string): View => ({
  name,
  mayOpen: (actor) => name === 'help' || actor.posts.length === 0,
  show: (subject) => Promise.resolve([{ text: { literal: `${said}${subject?.id ?? ''}` } }]),
});

/** A bot with the sample flows and nothing else: no LINE, no database. */
export class Bot {
  readonly store = new MemoryConversations();
  readonly clock = new SettableClock({ now: () => new Date('2026-02-15T09:00+07:00') });
  readonly finished: Finished[] = [];
  readonly rated: string[] = [];
  actor: Actor = CITIZEN;
  last: ConversationReply | undefined;
  meaning: (input: FreeInput) => Meaning | undefined = () => undefined;
  request: Flow<RequestAnswers> = request(this.finished);
  private events = 0;
  private ids = 0;

  get talk() {
    const openers = [
      { name: 'request', words: { th: ['แจ้งเรื่อง'], en: ['report'] } },
      { name: 'rating', words: { th: ['ให้คะแนน'], en: ['rate'] } },
    ];
    const flows = [anyFlow(this.request), anyFlow(rating(this.rated))];
    const registry = createRegistry({
      flows,
      views: [view('help', 'รายการที่ทำได้'), view('status', 'สถานะ ')],
      openers: openers.filter(({ name }) => flows.some((flow) => flow.name === name)),
    });
    return createConversations({
      store: this.store,
      registry,
      clock: this.clock,
      ids: { next: () => `id-${++this.ids}` },
      meaning: (_actor, input) => this.meaning(input),
      log: silentLog,
    });
  }

  /** What the person reads. */
  get text(): string {
    return readAloud(this.last?.prompts ?? [], this.actor.locale);
  }

  get drafts() {
    return this.store.documents.get(this.actor.personId)?.drafts ?? { open: [] };
  }

  /** The one that is asked. */
  get conversation() {
    return currentOf(this.drafts);
  }

  /** One event from its arrival to its end. */
  async takes(input: Input, eventId = `event-${++this.events}`): Promise<string> {
    this.last = await this.talk.handle({ actor: this.actor, input, eventId });
    await this.last.settle();
    return this.text;
  }

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
