import type { Input } from '../../src/conversation/flow';
import type { Arrived } from '../../src/conversation/more';
import { Explainable } from '../../src/core/errors';
import { idsFrom } from '../../src/core/ids';
import { CITIZEN } from '../helpers/chat';
import { readAloud } from '../helpers/presses';
import { Bot } from './bot';
import { request } from './sample-flows';

let bot: Bot;
beforeEach(() => {
  bot = new Bot();
});

describe('a turn', () => {
  test('that comes again before it was kept gives the same answer and leaves the same open', async () => {
    await bot.opens('request');
    const input: Input = { kind: 'text', text: 'ไฟทางดับหลายวัน' };

    const first = await bot.answers([input], 'e1');
    const again = await bot.answers([input], 'e1');

    expect(again).toEqual(first);
    expect(bot.conversation).toMatchObject({ at: 'what', answers: {} });
    bot.keeps(again.drafts);
    expect(bot.conversation).toMatchObject({ at: 'kind', answers: { what: 'ไฟทางดับหลายวัน' } });
  });

  test('that finishes something may come again before it was kept: same once, same receipt', async () => {
    await bot.fills();
    const { once } = bot.conversation!;
    const input = bot.button('send');

    const first = await bot.answers([input], 'e1');
    const again = await bot.answers([input], 'e1');

    expect(bot.finished.map((each) => each.once)).toEqual([once, once]);
    expect([first.final, again.final]).toEqual([true, true]);
    expect(again).toEqual(first);
  });

  test('that opens and finishes at a stroke is finished under one id, whatever has come before and behind it', async () => {
    const input: Input = { kind: 'open', name: 'rating', subject: { id: 't3' } };

    await bot.answers([input], 'e1');
    await bot.answers([input, { kind: 'text', text: 'ขอบคุณ' }], 'e1');

    expect(bot.rated).toHaveLength(2);
    expect(new Set(bot.rated).size).toBe(1);
    await bot.answers([input], 'e2');
    expect(new Set(bot.rated).size).toBe(2);
  });

  test('that cancels gives the same answer again', async () => {
    await bot.opens('request');
    const input: Input = { kind: 'command', command: 'cancel' };

    const first = await bot.answers([input], 'e1');

    expect(await bot.answers([input], 'e1')).toEqual(first);
    bot.keeps(first.drafts);
    expect(bot.conversation).toBeUndefined();
  });

  test('says once that something was kept that cannot be read any more', async () => {
    const input: Input = { kind: 'text', text: 'help' };
    const lost = { actor: CITIZEN, drafts: { open: [] }, isLost: true, ids: idsFrom };

    const { prompts } = await bot.talk.handle({ ...lost, messages: [{ input, eventId: 'e1' }] });

    expect(readAloud(prompts, 'th')).toMatch(/^.+\nรายการที่ทำได้/);
  });
});

describe('several messages that came together', () => {
  test('are one turn: each is taken in, in its order', async () => {
    await bot.opens('request');

    const taken = await bot.hears([
      { kind: 'text', text: 'ไฟทางดับหลายวัน' },
      { kind: 'text', text: 'ไม่มี' },
    ]);

    expect(taken).toBe(2);
    expect(bot.conversation?.answers).toMatchObject({ what: 'ไฟทางดับหลายวัน' });
    expect(bot.conversation?.at).not.toBe('what');
  });

  test('are answered as far as the one that finishes something: its receipt stands alone', async () => {
    await bot.fills();
    const send = bot.button('send');

    expect(await bot.hears([send, { kind: 'text', text: 'ขอบคุณ' }])).toBe(1);
    expect(bot.last?.final).toBe(true);
    expect(bot.drafts.open).toEqual([]);
  });
});

describe('pictures that begin something', () => {
  test('are all kept', async () => {
    bot.meaning = (input) =>
      input.kind === 'file'
        ? {
            name: 'request',
            known: { files: [{ fileId: input.fileId, mediaType: input.mediaType }] },
            how: 'told',
          }
        : undefined;
    await bot.hears(
      ['1', '2', '3'].map((n) => ({
        kind: 'file',
        fileId: `f${n}`,
        mediaType: 'image/jpeg',
        source: `m${n}`,
      })),
    );

    for (const id of ['f1', 'f2', 'f3']) expect(JSON.stringify(bot.conversation)).toContain(`"${id}"`);
  });
});

describe('more may be coming', () => {
  const more = (...inputs: Arrived[]) => bot.talk.mayHaveMore(bot.actor, bot.drafts, inputs);
  const text = (words: string): Arrived => ({ kind: 'text', text: words });

  test('after a sentence of a story and after a photo', async () => {
    expect(more(text('ไฟทางดับหลายวัน'))).toBe(true);
    expect(more({ kind: 'file' }, text('อยู่ตรงซอยวัด'))).toBe(true);
    await bot.opens('request');
    expect(more(text('ไฟทางดับหลายวัน'), { kind: 'file' })).toBe(true);
  });

  test('never after a button, a command, an opener, an answer to a closed question', async () => {
    expect(more({ kind: 'open', name: 'request' })).toBe(false);
    expect(more(text('แจ้งเรื่อง'))).toBe(false);
    expect(more(text('ไฟทางดับหลายวัน'), text('ยกเลิก'))).toBe(false);
    await bot.tells('ไฟทางดับหลายวัน');
    expect(more(text('ไฟฟ้า'))).toBe(false);
    expect(more(bot.button('light') as Arrived)).toBe(false);
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
