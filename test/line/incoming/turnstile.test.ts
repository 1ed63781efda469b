import { setImmediate as turn } from 'node:timers/promises';
import { Turnstile } from '../../../src/line/incoming/turnstile';

describe('the turnstile', () => {
  /** Who is let in, in order. */
  function crowd(places: number, share: number) {
    const turnstile = new Turnstile({ places, share });
    const inside: string[] = [];
    const sent: string[] = [];
    const enters = (name: string, orgId = 'a') =>
      void turnstile.enter(orgId).then((isIn) => (isIn ? inside : sent).push(name));
    const comesBack = (name: string, orgId = 'a') =>
      void turnstile.enterAgain(orgId).then(() => inside.push(name));
    return { turnstile, inside, sent, enters, comesBack };
  }

  test('lets in as many as there are places, and the others in the order in which they came', async () => {
    const { turnstile, inside, enters } = crowd(2, 2);
    for (const name of ['1', '2', '3', '4']) enters(name);
    await turn();
    expect(inside).toEqual(['1', '2']);
    expect(turnstile.isCrowded).toBe(true);
    turnstile.leave('a');
    turnstile.leave('a');
    await turn();
    expect(inside).toEqual(['1', '2', '3', '4']);
    expect(turnstile.isCrowded).toBe(false);
  });

  test('gives no organisation more than its share, whoever has waited longest', async () => {
    const { turnstile, inside, enters } = crowd(3, 2);
    for (const name of ['1', '2', '3']) enters(name);
    await turn();
    expect(inside).toEqual(['1', '2']);
    enters('other', 'b');
    await turn();
    expect(inside).toEqual(['1', '2', 'other']);
    turnstile.leave('b');
    await turn();
    expect(inside).toEqual(['1', '2', 'other']);
    turnstile.leave('a');
    await turn();
    expect(inside).toEqual(['1', '2', 'other', '3']);
  });

  test('lets those who were inside in before the others, also when it is closed', async () => {
    const { turnstile, inside, sent, enters, comesBack } = crowd(1, 1);
    enters('1');
    enters('2');
    comesBack('back');
    turnstile.leave('a');
    await turn();
    expect(inside).toEqual(['1', 'back']);
    comesBack('again');
    turnstile.close();
    enters('3');
    await turn();
    expect(sent.sort()).toEqual(['2', '3']);
    turnstile.leave('a');
    await turn();
    expect(inside).toEqual(['1', 'back', 'again']);
  });
});
