import fc from 'fast-check';
import { validateMessages } from '../../../simulator/validate';
import { render, renderPlain } from '../../../src/line/messages/render';
import type { Control, Prompt } from '../../../src/speech/prompt';
import { KINDS, titles } from './cards-of-plans';

const say = (literal: string) => ({ literal });

describe('every answer', () => {
  const words = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    fc.constantFrom(
      '',
      ' ',
      '\u200b',
      '\n',
      '-',
      '{{title}}',
      '\ud83d',
      'น้ำ'.repeat(3_000),
      '👨‍👩‍👧'.repeat(700),
      'a\u0e34'.repeat(30),
    ),
    fc.constantFrom(...titles.slice(0, 5)),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const wording = words.map(say);
  const day = fc.option(fc.constantFrom('2026-02-15', '2026-02-30', '2100-12-31', '1800-01-01', 'x'), {
    nil: undefined,
  });
  const belongs = fc.record({
    conversationId: fc.constantFrom('c1', 'c'.repeat(64), '../x'),
    step: fc.constantFrom('a', 'review'),
  });
  const control = fc.oneof(
    fc.record({ kind: fc.constant('choice' as const), value: words, label: wording, asked: belongs }),
    fc.record({ label: wording, asked: belongs, initial: day, min: day, max: day }).map(
      (each) =>
        ({
          kind: 'date',
          ...Object.fromEntries(Object.entries(each).filter(([, it]) => it !== undefined)),
        }) as Control,
    ),
    fc.record({
      kind: fc.constantFrom('camera' as const, 'album' as const, 'location' as const),
      label: wording,
    }),
    fc.record({
      kind: fc.constant('command' as const),
      command: fc.constantFrom('cancel' as const, 'back' as const),
      label: wording,
    }),
    fc.record({
      kind: fc.constant('edit' as const),
      step: fc.constantFrom('a', 'é'),
      label: wording,
      asked: belongs,
    }),
    fc.record({
      kind: fc.constant('open' as const),
      name: fc.constantFrom('menu', 'Bad Name'),
      label: wording,
    }),
  );
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const row = fc.record({
    label: optional(wording),
    value: wording,
    note: optional(wording),
    action: optional(control),
  });
  const anyCard = fc.record({
    kind: fc.constantFrom(...KINDS),
    title: wording,
    subtitle: optional(wording),
    rows: fc.array(row, { maxLength: 16 }),
    footnote: optional(wording),
    actions: optional(fc.array(control, { maxLength: 7 })),
  });
  const prompts = fc.array(
    fc.record({
      text: wording,
      card: optional(anyCard),
      controls: optional(fc.array(control, { maxLength: 20 })),
    }),
    { minLength: 1, maxLength: 7 },
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<Prompt[]>;

  test.each([
    ['drawn', render],
    ['plain', renderPlain],
  ])('is within every limit of LINE: %s', (_how, make) => {
    fc.assert(
      fc.property(prompts, fc.constantFrom('th' as const, 'en' as const), (said, locale) => {
        expect(validateMessages(make(said, locale))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
