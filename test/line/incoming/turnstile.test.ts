import { setImmediate as turn } from 'node:timers/promises';
import { Rush } from '../../../src/line/incoming/rush';
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

  test('lets only a few in while webhooks wait to be stored, and all others when that is over', async () => {
    const rush = new Rush(2);
    const turnstile = new Turnstile({ places: 5, share: 5 }, rush);
    let inside = 0;
    let store = (): void => undefined;
    const stored = new Promise<void>((done) => (store = done));
    const webhooks = [rush.during(stored), rush.during(stored)];
    for (let person = 0; person < 5; person += 1) void turnstile.enter('a').then(() => (inside += 1));
    await turn();
    expect(inside).toBe(2);
    store();
    await Promise.all(webhooks);
    await turn();
    expect(inside).toBe(5);
  });

  test('lets everybody in again when what was to be stored has failed', async () => {
    const rush = new Rush(1);
    const failing = rush.during(Promise.reject(new Error('no database')));
    expect(rush.isOn).toBe(true);
    await expect(failing).rejects.toThrow('no database');
    expect(rush.isOn).toBe(false);
  });
});
