import fc from 'fast-check';
import { fileComplaint } from '../../src/complaints/flows/file-complaint';
import type { Conversation, Said } from '../../src/conversation/flow';
import { CITIZEN, startChat } from '../helpers/chat';
import { telling } from './telling-flow';

const filing = () => fileComplaint({ complaints: { open: () => Promise.reject(new Error('not sent')) } });

type Step = { kind: 'words' | 'photo' | 'pin' } | { kind: 'word'; word: string };

/** Things people send, and words by which they go about; none that sends off, removes, pauses or stops. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'words' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'photo' }) },
  fc.constant<Step>({ kind: 'pin' }),
  fc
    .constantFrom(...'ข้าม|ย้อนกลับ|แก้ไข|แก้ไข 1|แก้ไข ๒|ไม่ใช่|ไม่มี|ไม่มีรูปค่ะ|เสร็จแล้ว|เปลี่ยนรูป|1|2|ขอบคุณค่ะ'.split('|'))
    .map((word): Step => ({ kind: 'word', word })),
);

/** Each thing sent is unlike all others. */
function inputOf(step: Step, index: number): Said {
  switch (step.kind) {
    case 'photo':
      return { kind: 'file', fileId: `photo-${index}-`, mediaType: 'image/jpeg', source: `m${index}` };
    case 'pin':
      return { kind: 'place', place: { title: `ที่${index}`, latitude: 16, longitude: 102 + index / 100 } };
    case 'words':
      return { kind: 'text', text: `เรื่องราวตอนที่ ${index}.`, source: `m${index}` };
    case 'word':
      return { kind: 'text', text: step.word };
  }
}

const kept = (conversation: Conversation | undefined) =>
  JSON.stringify([conversation?.answers, conversation?.beside]);

const flows = {
  telling: () => startChat(telling(), { as: CITIZEN }),
  complaint: () => startChat(filing(), { as: CITIZEN }),
};

describe.each(Object.entries(flows))('whatever is sent to the flow %s', (_name, begin) => {
  test('is in an answer, beside the draft, or named in what says that it is not kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
        const chat = await begin();
        for (const [index, step] of steps.entries()) {
          const before = kept(chat.conversation);
          await chat.send(inputOf(step, index));
          const mark = { photo: `photo-${index}-`, words: `ตอนที่ ${index}.`, pin: `ที่${index}`, word: '' }[
            step.kind
          ];
          const named = { photo: 'ยังไม่ได้เก็บภาพ ๑ ภาพ', words: mark, pin: mark, word: '' }[step.kind];
          const isNamed = chat.outcome?.kind === 'again' && chat.text.includes(named);
          if (!kept(chat.conversation).includes(mark) && !isNamed)
            throw new Error(
              `${mark} is lost at ${chat.at ?? '-'}: ${before} → ${kept(chat.conversation)}: ${chat.text}`,
            );
        }
      }),
      { numRuns: 150 },
    );
  });

  test('leads nowhere from which typing does not lead to the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 14 }), async (steps) => {
        const chat = await begin();
        for (const [index, step] of steps.entries()) await chat.send(inputOf(step, index));
        for (let turns = 0; turns < 20 && chat.at !== 'review'; turns++) {
          await chat.says('ข้าม');
          if (chat.outcome?.kind === 'again') await chat.says('เสร็จแล้ว');
          if (chat.outcome?.kind === 'again') await chat.says('1');
          if (chat.outcome?.kind === 'again') await chat.says('ข้อความที่ยาวพอ');
        }
        expect(chat.at).toBe('review');
        await chat.says('ยกเลิก');
        expect(chat.outcome?.kind).toBe('cancelled');
      }),
      { numRuns: 100 },
    );
  });
});
