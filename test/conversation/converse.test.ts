import type { Input } from '../../src/conversation/flow';
import { Explainable } from '../../src/core/errors';
import { CITIZEN } from '../helpers/chat';
import { readAloud } from '../helpers/presses';
import { Bot } from './bot';
import { request } from './sample-flows';

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
    expect(bot.conversation).toMatchObject({ at: 'kind', answers: { what: 'ไฟทางดับหลายวัน' } });
  });

  test('that finishes something may come again before it is settled: same once, same receipt', async () => {
    await bot.fills();
    const input = bot.button('send');

    const first = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    const again = await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(bot.finished.map(({ once }) => once)).toEqual(['id-2', 'id-2']);
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
  });

  test('that opens and finishes at a stroke is finished once under one id', async () => {
    const input: Input = { kind: 'open', name: 'rating', subject: { id: 't3' } };

    await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });
    await bot.talk.handle({ actor: CITIZEN, input, eventId: 'e1' });

    expect(bot.rated).toEqual(['t3 id-2', 't3 id-2']);
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
    bot.store.save = (...args) => (overtakes-- > 0 ? Promise.resolve(undefined) : save(...args));

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
    expect(bot.drafts.open).toEqual([]);
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
