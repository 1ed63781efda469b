import type { Actor } from '../../src/conversation/actor';
import { createConversations } from '../../src/conversation/converse';
import type { ConversationReply, FreeInput } from '../../src/conversation/exchange';
import { anyFlow } from '../../src/conversation/flow';
import type { Flow, Input, View } from '../../src/conversation/flow';
import { createRegistry } from '../../src/conversation/registry';
import { SettableClock } from '../../src/core/clock';
import { Explainable } from '../../src/core/errors';
import { silentLog } from '../../src/core/log';
import { CITIZEN, STAFF } from '../helpers/chat';
import { MemoryConversations } from '../helpers/conversation-store';
import { findControl, inputOf, readAloud } from '../helpers/presses';
import type { Finished, RequestAnswers } from './sample-flows';
import { rating, request } from './sample-flows';

const view = (name: string, said: string): View => ({
  name,
  mayOpen: (actor) => name === 'help' || actor.role === 'citizen',
  show: (param) => Promise.resolve([{ text: { literal: `${said}${param ?? ''}` } }]),
});

class Bot {
  readonly store = new MemoryConversations();
  readonly clock = new SettableClock({ now: () => new Date('2026-02-15T09:00+07:00') });
  readonly finished: Finished[] = [];
  readonly rated: string[] = [];
  actor: Actor = CITIZEN;
  last: ConversationReply | undefined;
  freeText = (_actor: Actor, _input: FreeInput): { open: string; param?: string } | undefined => undefined;
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
      freeText: (actor, input) => this.freeText(actor, input),
      log: silentLog,
    });
  }

  /** What the person reads. */
  get text(): string {
    return readAloud(this.last?.prompts ?? [], this.actor.locale);
  }

  get conversation() {
    return this.store.documents.get(this.actor.personId)?.conversation;
  }

  /** One event from its arrival to its end. */
  async takes(input: Input, eventId = `event-${++this.events}`): Promise<string> {
    this.last = await this.talk.handle({ actor: this.actor, input, eventId });
    await this.last.settle();
    await this.talk.forget(this.actor.personId, eventId);
    return this.text;
  }

  says = (text: string, source?: string) => this.takes({ kind: 'text', text, ...(source && { source }) });
  opens = (name: string, param?: string) => this.takes({ kind: 'open', name, ...(param && { param }) });
  taps = (wanted: string) => this.takes(this.button(wanted));
  button = (wanted: string): Input =>
    inputOf(findControl(this.last?.prompts ?? [], wanted, this.actor.locale));

  /** Everything of the sample flow up to its review. */
  async fills(): Promise<void> {
    await this.opens('request', 'ไฟทางดับหลายวัน');
    for (const answer of ['common.none', '10 ก.พ. 69', 'ข้าม', 'ใช่']) {
      await this.says(answer === 'common.none' ? 'ไม่มี' : answer);
    }
    expect(this.conversation?.at).toBe('review');
  }
}

let bot: Bot;
beforeEach(() => {
  bot = new Bot();
});

describe('an event', () => {
  test('that comes again after it was saved is not applied twice, and its answer is given again', async () => {
    await bot.opens('request');
    const input: Input = { kind: 'text', text: 'ไฟทางดับหลายวัน' };

    const first = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    const again = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(readAloud(again.prompts, 'th')).toBe(readAloud(first.prompts, 'th'));
    expect(bot.conversation).toMatchObject({ at: 'kind', revision: 2 });
  });

  test('that finishes something may come again before it is settled: same once, same receipt', async () => {
    await bot.fills();
    const input = bot.button('send');

    const first = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    const again = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(bot.finished.map(({ once }) => once)).toEqual(['id-1', 'id-1']);
    expect([first.final, again.final]).toEqual([true, true]);
    expect(again.prompts).toEqual(first.prompts);
  });

  test('that comes again after it was settled does nothing and says nothing', async () => {
    await bot.fills();
    const input = bot.button('send');
    const first = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    await first.settle();

    const again = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(again.prompts).toEqual([]);
    expect(bot.finished).toHaveLength(1);
    await bot.talk.forget(CITIZEN.personId, 'e1');
    expect(bot.store.documents.size).toBe(0);
  });

  test('that opens and finishes at a stroke is finished once under one id', async () => {
    const input: Input = { kind: 'open', name: 'rating', param: 't3' };

    await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(bot.rated).toEqual(['t3 id-1', 't3 id-1']);
  });

  test('that dies while it is saved has changed nothing', async () => {
    await bot.opens('request');
    bot.store.beforeWrite = () => {
      throw new Error('killed');
    };
    await expect(bot.says('ไฟทางดับหลายวัน')).rejects.toThrow('killed');
    bot.store.beforeWrite = () => undefined;

    expect(bot.conversation?.at).toBe('what');
    await bot.says('ไฟทางดับหลายวัน');
    expect(bot.conversation?.at).toBe('kind');
  });

  test('that was overtaken is redone once on the newer state, then given up', async () => {
    await bot.opens('request');
    const save = bot.store.save.bind(bot.store);
    let overtakes = 1;
    bot.store.save = (...args) => (overtakes-- > 0 ? Promise.resolve('overtaken') : save(...args));

    await bot.says('ไฟทางดับหลายวัน');
    expect(bot.conversation?.at).toBe('kind');
    overtakes = 2;
    await expect(bot.says('ไม่มี')).rejects.toMatchObject({ code: 'conversation-overtaken' });
  });

  test('that cancels is answered again when it is repeated before it was settled', async () => {
    await bot.opens('request');
    const input: Input = { kind: 'command', command: 'cancel' };

    const first = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    const again = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(again.prompts).toEqual(first.prompts);
    await again.settle();
    expect(bot.conversation).toBeUndefined();
  });
});

describe('finishing', () => {
  test('leaves nothing of the person behind', async () => {
    await bot.fills();
    await bot.taps('send');

    expect(bot.finished).toHaveLength(1);
    expect(bot.store.documents.size).toBe(0);
  });

  test('explains what the person can put right and stays at the review', async () => {
    const refuse = new Explainable('late', 'common.none');
    bot.request = { ...bot.request, finish: () => Promise.reject(refuse) };
    await bot.fills();

    await bot.taps('send');

    expect(bot.text).toMatch(/^ไม่มี\n/);
    expect(bot.last?.final).toBe(false);
    expect(bot.conversation?.at).toBe('review');
    bot.request = request(bot.finished);
    await bot.taps('send');
    expect(bot.finished).toHaveLength(1);
  });

  test('lets every other error through, so that the event is tried again', async () => {
    bot.request = { ...bot.request, finish: () => Promise.reject(new Error('database away')) };
    await bot.fills();

    await expect(bot.taps('send')).rejects.toThrow('database away');
    expect(bot.conversation?.at).toBe('review');
  });
});

describe('an open conversation', () => {
  test('is not disturbed by a view: it is shown, then the question is recalled with its buttons', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');

    await bot.opens('status', '7');

    expect(bot.text).toMatch(/^สถานะ 7\nท่านกำลังทำ “แก้ไข” ค้างอยู่/);
    await bot.taps('light');
    expect(bot.conversation?.at).toBe('where');
  });

  test('asks whether to leave it before another begins', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');

    await bot.opens('rating');
    expect(bot.text).toContain('ต้องการทำต่อ หรือเลิกเรื่องเดิม');
    await bot.taps('ทำต่อ');
    expect(bot.text).toContain('เรื่องประเภทใด');
    await bot.opens('rating', 't5');
    await bot.taps('เลิกเรื่องเดิม');
    expect(bot.rated).toEqual([expect.stringContaining('t5')]);
    expect(bot.conversation).toBeUndefined();
  });

  test('gives way without a question while nothing is answered', async () => {
    await bot.opens('request');

    await bot.opens('rating');

    expect(bot.conversation?.flow).toBe('rating');
  });

  test('is gone on with when its own button is pressed again', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    const { id } = bot.conversation!;

    await bot.opens('request', 'ไฟทางดับหลายวัน');
    expect(bot.text).toContain('ท่านกำลังทำเรื่องนี้อยู่แล้ว');
    expect(bot.conversation?.id).toBe(id);
    await bot.opens('request', 'น้ำไม่ไหลทั้งหมู่บ้าน');
    expect(bot.text).toContain('ต้องการทำต่อ หรือเลิกเรื่องเดิม');
  });

  test('understands an opener word where it is no answer', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');

    await bot.says('ให้คะแนนครับ');

    expect(bot.text).toContain('ต้องการทำต่อ หรือเลิกเรื่องเดิม');
  });

  test('shows the menu and remains', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');

    await bot.says('เมนู');

    expect(bot.text).toMatch(/^รายการที่ทำได้\n/);
    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.conversation?.at).toBe('kind');
  });

  test('goes on after a pause of two days', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    await bot.says('พักไว้');
    bot.clock.set(new Date('2026-02-17T09:00+07:00'));

    await bot.taps('ทำต่อ');

    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.conversation?.paused).toBeUndefined();
  });

  test('forgets the answer of an unsent message and asks for it again', async () => {
    await bot.opens('request');
    await bot.says('ไฟทางดับหลายวัน', 'm1');
    await bot.says('ไม่มี');
    await bot.says('10 ก.พ. 69');
    await bot.takes({ kind: 'file', fileId: 'f1', mediaType: 'image/jpeg', source: 'm2' });
    await bot.takes({ kind: 'file', fileId: 'f2', mediaType: 'image/jpeg', source: 'm3' });
    await bot.talk.forgetSource(CITIZEN.personId, 'm2');
    expect(bot.conversation).toMatchObject({ at: 'photos', answers: { photos: [{ fileId: 'f2' }] } });
    await bot.says('เสร็จแล้ว');
    await bot.says('ใช่');

    await bot.talk.forgetSource(CITIZEN.personId, 'm1');

    expect(bot.conversation).toMatchObject({ at: 'what', path: [], sources: { photos: ['m3'] } });
    expect(bot.conversation?.answers).not.toHaveProperty('what');
    await bot.says('น้ำไม่ไหลทั้งหมู่บ้าน');
    expect(bot.conversation?.at).toBe('review');
    await bot.talk.forgetSource(CITIZEN.personId, 'unknown');
    expect(bot.conversation?.at).toBe('review');
  });
});

describe('a conversation that cannot go on', () => {
  test('tells that it has expired and takes the message afresh', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    bot.clock.set(new Date('2026-02-15T10:01+07:00'));

    await bot.says('สวัสดี');

    expect(bot.text).toMatch(/^“แก้ไข” ที่ทำค้างไว้สิ้นสุดแล้ว เพราะไม่มีการตอบเกิน 60 นาที/);
    expect(bot.text).toContain('รายการที่ทำได้');
    expect(bot.store.documents.size).toBe(0);
  });

  test('says so even when its answers were swept, and only once for its own button', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    const old = bot.button('light');
    bot.clock.set(new Date('2026-02-16T10:01+07:00'));
    await bot.talk.sweepExpired(bot.clock.now());

    await bot.takes(old);

    expect(bot.last?.prompts).toHaveLength(1);
    await bot.taps('เริ่มใหม่');
    expect(bot.conversation?.at).toBe('what');
  });

  test('begins another one at once when the message opens it', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    bot.clock.set(new Date('2026-02-16T10:01+07:00'));

    await bot.opens('rating');

    expect(bot.text).toMatch(/^“แก้ไข” ที่ทำค้างไว้สิ้นสุดแล้ว/);
    expect(bot.conversation?.flow).toBe('rating');
  });

  test('carries its answers over to a newer version of the flow', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    bot.store.documents.set(CITIZEN.personId, {
      conversation: { ...bot.conversation!, version: 1 },
      lastEventId: 'e0',
    });

    await bot.says('ไม่มี');

    expect(bot.text).toContain('คำตอบเดิมของท่านยังอยู่');
    expect(bot.conversation).toMatchObject({ version: 2, at: 'kind' });
  });

  test('begins again under a fresh id when its version cannot be carried over', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    const { id } = bot.conversation!;
    bot.request = { ...bot.request, version: 3 };

    await bot.says('ไม่มี');

    expect(bot.text).toContain('กรุณาตอบใหม่ตั้งแต่ต้น');
    expect(bot.conversation).toMatchObject({ version: 3, at: 'what', answers: {} });
    expect(bot.conversation?.id).not.toBe(id);
  });

  test('is closed when its person has lost the right to it', async () => {
    await bot.opens('rating');
    bot.actor = { ...CITIZEN, role: 'staff' };

    await bot.says('1');

    expect(bot.text).toContain('สิทธิ์ของท่านเปลี่ยนไป');
    expect(bot.rated).toEqual([]);
    expect(bot.conversation).toBeUndefined();
  });

  test('is closed when its flow is gone', async () => {
    await bot.opens('request', 'ไฟทางดับหลายวัน');
    bot.request = { ...bot.request, name: 'renamed' };

    await bot.says('1');

    expect(bot.text).toContain('ปิดให้บริการแล้ว');
    expect(bot.conversation).toBeUndefined();
  });
});

describe('somebody with nothing open', () => {
  test('is shown what can be done', async () => {
    expect(await bot.says('สวัสดี')).toContain('รายการที่ทำได้');
    expect(await bot.says('ยกเลิก')).toMatch(/^ขณะนี้ไม่มีเรื่องที่ทำค้างอยู่/);
    expect(await bot.says('help')).toBe('รายการที่ทำได้');
  });

  test('opens a flow by a word, a button, and free text', async () => {
    expect(await bot.says('แจ้งเรื่องค่ะ')).toBe('เกิดอะไรขึ้น');
    await bot.says('ยกเลิก');
    bot.freeText = (_actor, input) =>
      input.kind === 'text' ? { open: 'request', param: input.text } : undefined;

    const answer = await bot.says('หน้าโรงเรียนถนนทรุด', 'm1');

    expect(answer).toMatch(/^รับข้อความของท่านไว้ใน “แก้ไข” แล้ว/);
    expect(bot.conversation).toMatchObject({
      at: 'kind',
      answers: { what: 'หน้าโรงเรียนถนนทรุด' },
      sources: { what: ['m1'] },
    });
  });

  test('is told when what is known beforehand is no answer', async () => {
    await bot.opens('request', 'ไฟ');

    expect(bot.text).toBe('คำตอบสั้นเกินไป กรุณาพิมพ์อย่างน้อย 5 ตัวอักษร\nเกิดอะไรขึ้น');
  });

  test('is told why something does not open', async () => {
    bot.actor = STAFF;

    expect(await bot.opens('rating')).toMatch(/^สิทธิ์ของท่านเปิดส่วนนี้ไม่ได้/);
    expect(await bot.opens('status')).toMatch(/^สิทธิ์ของท่านเปิดส่วนนี้ไม่ได้/);
    expect(await bot.opens('gone')).toMatch(/^ปุ่มนี้ใช้ไม่ได้แล้ว/);
  });

  test('is told that an old button belongs to what has ended', async () => {
    await bot.fills();
    const send = bot.button('send');
    await bot.takes(send);

    expect(await bot.takes(send)).toMatch(/^ปุ่มนี้เป็นของเรื่องที่สิ้นสุดไปแล้ว/);
    expect(await bot.takes({ kind: 'unusable', problem: 'common.none' })).toBe('ไม่มี');
    expect(await bot.takes({ kind: 'place', place: { latitude: 1, longitude: 2 } })).toMatch(/^ได้รับตำแหน่ง/);
    expect(bot.finished).toHaveLength(1);
  });
});
