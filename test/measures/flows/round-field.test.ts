import type { Turn } from '../../../src/conversation/flow';
import { roundField } from '../../../src/measures/flows/round-field';
import { roundsOf } from '../../../src/measures/round-rules';
import type { Reporting } from '../../../src/measures/service';
import { measure, person, reportingIn, sixMonths, twelveMonths } from '../sample-measures';

const asked = { conversationId: 'c-1', step: 'round' };
const turn: Turn<unknown> = {
  answers: { measureId: 'gift' },
  actor: person(),
  now: new Date('2026-12-01T03:00:00Z'),
};

/** The rounds of two years are open; the six months of the later one are proposed. */
async function reporting(): Promise<Reporting | undefined> {
  const found = await reportingIn([measure('gift')])(person(), '2027-05-01', 'gift');
  const [place] = found?.open ?? [];
  if (found === undefined || place === undefined) return undefined;
  const [earlier] = roundsOf(2569);
  const open = [earlier, sixMonths, twelveMonths].flatMap((round) => (round ? [{ ...place, round }] : []));
  return { ...found, proposed: sixMonths, open };
}

test('the round that is probably meant is offered first, not the oldest', async () => {
  const field = roundField({ reporting });

  expect(await field.controls(turn, asked)).toMatchObject([
    { value: '2570-6' },
    { value: '2570-12' },
    { value: '2569-6' },
  ]);
});

test.each([
  ['12 เดือน 2570', '2570-12'],
  ['๑๒ เดือน', '2570-12'],
  ['6 เดือน 2569', '2569-6'],
])('a round is understood as it is typed: %s', async (text, round) => {
  const reading = await roundField({ reporting }).read({ kind: 'text', text }, turn, undefined);
  expect(reading).toEqual({ ok: true, value: round });
});

test('a round that is none of them is asked for again', async () => {
  const reading = await roundField({ reporting }).read({ kind: 'text', text: 'ปีหน้า' }, turn, undefined);
  expect(reading).toMatchObject({ ok: false, problem: 'measures.problem.whichRound' });
});
