import type { Actor } from '../../src/conversation/actor';
import { boardOf } from '../../src/measures/round-board';
import { myMeasures } from '../../src/measures/views/my-measures';
import { roundStatus } from '../../src/measures/views/round-status';
import { readAll } from './read-aloud';
import { entry, latest, measure, person, sixMonths, twelveMonths, withoutUnit } from './sample-measures';

const board = boardOf({
  plan: { id: 'plan-1' },
  measures: [measure('a'), measure('c')],
  latest: latest(entry('a'), entry('c', { round: '12', recordedAt: new Date('2027-12-02T03:00:00Z') })),
  round: twelveMonths,
  rounds: [sixMonths, twelveMonths],
  writing: sixMonths,
  day: '2027-04-10',
});
const now = new Date('2027-04-10T03:00:00Z');

/** Shows always the same board, and keeps which round was asked for. */
function progressWith(asked: (string | undefined)[]) {
  const known = (_actor: Actor, _day: string, round?: string) => {
    asked.push(round);
    return Promise.resolve(board);
  };
  return { board: known, readiness: known };
}

describe('the measures in a round', () => {
  test('say what is carried forward, what was late, and offer the round whose report is being written', async () => {
    const asked: (string | undefined)[] = [];
    const view = myMeasures({ progress: progressWith(asked) });
    const prompts = await view.show({ id: '2570-12.1' }, { actor: person(), now });

    expect(asked).toEqual(['2570-12']);
    expect(readAll(prompts)).toContain('ดำเนินการแล้ว (รายงานเมื่อ ๑ ธันวาคม ๒๕๖๙ ในรอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐)');
    expect(readAll(prompts)).toContain('ดำเนินการแล้ว (รายงานล่าช้าเมื่อ ๒ ธันวาคม ๒๕๗๐)');
    expect(prompts[0]?.card?.actions).toEqual([
      { kind: 'open', name: 'my-measures', subject: { id: '2570-6' }, label: expect.anything() as unknown },
    ]);
  });

  test.each([undefined, 'nonsense', '-1', '2570-6.0'])('are the first page for "%s"', async (id) => {
    const view = myMeasures({ progress: progressWith([]) });
    const prompts = await view.show(id === undefined ? undefined : { id }, { actor: person(), now });
    expect(prompts[0]?.card?.rows).toHaveLength(2);
  });

  test('are shown to those who oversee them for the round a button names', async () => {
    const asked: (string | undefined)[] = [];
    const view = roundStatus({ progress: progressWith(asked) });
    const prompts = await view.show({ id: '2570-6' }, { actor: withoutUnit('coordinator'), now });

    expect(asked).toEqual(['2570-6']);
    expect(readAll(prompts)).toContain('รอบ ๖ เดือน ๒๕๗๐');
  });
});
