import { text, yesNo } from '../../src/conversation/fields';
import type { Flow } from '../../src/conversation/flow';
import { anyFlow, defineFlow } from '../../src/conversation/flow';
import { CITIZEN, STAFF } from '../helpers/chat';
import { allFlowsForTests } from '../helpers/flows';
import { checkFlow } from './all-flows';

test.each(allFlowsForTests().map((each) => [each.flow.name, each] as const))(
  'the flow %s can be walked through by everyone who may start it',
  async (_name, { flow, contexts }) => {
    expect(await checkFlow(flow, contexts)).toEqual([]);
  },
);

describe('the suite over all flows', () => {
  const sound: Flow<{ one: boolean; two?: string }> = defineFlow<{ one: boolean; two?: string }>({
    name: 'sound',
    version: 1,
    start: 'one',
    title: 'common.menu',
    send: 'common.done',
    idleMinutes: 60,
    mayStart: ({ posts }) => posts.length === 0,
    steps: {
      one: { ask: 'common.yes', title: 'common.yes', field: yesNo(), next: 'two' },
      two: { ask: 'common.no', title: 'common.no', field: text(), next: 'review' },
    },
    finish: () => Promise.resolve([]),
  });
  const check = (changes: Partial<typeof sound.steps>) =>
    checkFlow(anyFlow({ ...sound, steps: { ...sound.steps, ...changes } }), [{ as: CITIZEN }]);

  test('finds nothing wrong with a sound flow', async () => {
    expect(await check({})).toEqual([]);
  });

  test('finds a step that is never reached', async () => {
    expect(await check({ one: { ...sound.steps.one, next: 'review' } })).toEqual([
      'step two is never reached',
    ]);
  });

  test('finds a dead end, and an end that is never reached', async () => {
    const deaf = { ...text(), accepts: ['date'] as const };

    expect(await check({ two: { ...sound.steps.two, field: deaf } })).toEqual([
      'two: a dead end',
      'the end is never reached',
    ]);
  });

  test('finds an unfilled text', async () => {
    const faults = await check({ two: { ...sound.steps.two, ask: 'common.minutes' } });

    expect(faults).toContain('two: common.minutes is missing or unfilled (en): {{number}} minutes');
  });

  test('finds buttons that are too long, too many or cannot be sent', async () => {
    const choice = (value: string, label: string) => ({
      ...{ kind: 'choice' as const, value },
      label: { literal: label },
      asked: { conversationId: 'c', step: 'two' },
    });
    const faults = async (...controls: ReturnType<typeof choice>[]) =>
      check({ two: { ...sound.steps.two, field: { ...text(), controls: () => controls } } });

    expect(await faults(choice('a', 'ก'.repeat(21)))).toEqual([
      `two: the button "${'ก'.repeat(21)}" is empty or longer than 20`,
    ]);
    expect(await faults(...Array.from({ length: 12 }, (_, index) => choice(`v${index}`, 'ก')))).toEqual([
      'two: 14 buttons below a message',
    ]);
    expect(await faults(choice('ก'.repeat(40), 'ก'))).toEqual([
      'two: the button "ก/ก" cannot be sent in 300 bytes',
    ]);
    expect(await faults(choice('a', 'พักไว้'))).toEqual(['two: the choice "พักไว้" is the command pause']);
  });

  test('finds answers that JSON does not keep', async () => {
    const dated = { ...text(), read: () => ({ ok: true, value: new Date() as unknown as string }) as const };

    const faults = await check({
      two: { ...sound.steps.two, field: { ...dated, show: () => ({ literal: 'x' }) } },
    });

    expect(faults).toContain('review: JSON does not keep its answers');
  });

  test('finds a context whose person may not start the flow', async () => {
    const faults = await checkFlow(anyFlow(sound), [{ as: STAFF }]);

    expect(faults).toContain(`${STAFF.personId} may not start it`);
  });
});
