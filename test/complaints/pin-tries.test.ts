import { heatModel, triesModel } from '../../src/complaints/model';
import type { Actor } from '../../src/conversation/actor';
import { bangkokDay, dayStart } from '../../src/core/bangkok-day';
import { draft, errorWith, HOUR_MS, ORG, testComplaints } from './test-complaints';

const room = testComplaints();
const contact = { name: 'สมหญิง ตัวอย่าง' };

describe('wrong PINs', () => {
  const wrongFive = async (actor: Actor, ticketNo: string) => {
    for (const pin of ['000000', '000001', '{"$gt":""}', '$where', '']) {
      await expect(room.complaints.track(actor, ticketNo, pin)).rejects.toEqual(errorWith('pin-wrong'));
    }
  };

  /** Somebody of a crowd of accounts. */
  const stranger = (number: number): Actor => ({ ...room.other, personId: `stranger-${number}` });
  const triesUntilLocked = async (actor: Actor, ticketNo: string): Promise<number> => {
    for (let tries = 0; ; tries++) {
      const error: unknown = await room.complaints
        .track(actor, ticketNo, '000000')
        .catch((each: unknown) => each);
      if ((error as { code: string }).code === 'pin-locked') return tries;
    }
  };

  test('of anybody do not lock its reporter out of a ticket, whoever repeats them', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft(), room.citizen, 'once-1');
    for (let account = 0; account < 40; account++) await triesUntilLocked(stranger(account), ticketNo);

    await expect(room.complaints.track(room.citizen, ticketNo, pin)).resolves.toMatchObject({ ticketNo });
  });

  test('for one ticket leave each of a crowd fewer tries, and everybody one', async () => {
    const { ticketNo } = await room.complaints.open(draft(), room.citizen, 'once-1');
    const tries: number[] = [];
    for (let account = 0; account < 30; account++)
      tries.push(await triesUntilLocked(stranger(account), ticketNo));

    expect(tries.slice(0, 2)).toEqual([5, 5]);
    expect(tries.slice(2, 4)).toEqual([3, 3]);
    expect(tries.slice(-10)).toEqual(Array.from({ length: 10 }, () => 1));
    room.now = new Date(room.now.getTime() + 2 * HOUR_MS);
    expect(await triesUntilLocked(stranger(99), ticketNo)).toBe(5);
  });

  test('of an account that is locked already do not count against any ticket', async () => {
    const { ticketNo } = await room.complaints.open(draft(), room.citizen, 'once-1');
    await wrongFive(room.other, '70-99999-1');
    for (let guess = 0; guess < 60; guess++) {
      await expect(room.complaints.track(room.other, ticketNo, '000000')).rejects.toEqual(
        errorWith('pin-locked'),
      );
    }
    expect(await triesUntilLocked(stranger(1), ticketNo)).toBe(5);
  });

  test('lock a person for an hour', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft(), room.citizen, 'once-1');
    await wrongFive(room.other, ticketNo);
    await expect(room.complaints.track(room.other, ticketNo, pin)).rejects.toEqual(errorWith('pin-locked'));
    room.now = new Date(room.now.getTime() + HOUR_MS);
    await expect(room.complaints.track(room.other, ticketNo, pin)).resolves.toMatchObject({ ticketNo });
  });

  test('leave nothing that a ticket and its asker share', async () => {
    const { ticketNo, id } = await room.complaints.open(draft(), room.citizen, 'once-1');
    await triesUntilLocked(room.other, ticketNo);
    const [asker, ...askers] = await triesModel(room.db.connection).find().lean();
    const [ticket, ...tickets] = await heatModel(room.db.connection).find().lean();
    expect([askers, tickets]).toEqual([[], []]);
    const values = (document: object = {}) => Object.values(document).map((value) => JSON.stringify(value));
    expect(values(asker).filter((value) => values(ticket).includes(value))).toEqual([]);
    const text = JSON.stringify([asker, ticket]);
    for (const known of [ticketNo, id, room.other.personId, ORG]) expect(text).not.toContain(known);
    // Days, and minutes of the asker alone.
    for (const at of [asker?.purgeAt, ticket?.purgeAt])
      expect(at).toEqual(dayStart(bangkokDay(at ?? new Date(0))));
    expect(asker?.at.every((at) => at.getTime() % 60_000 === 0)).toBe(true);
  });

  test('lock a person who goes from ticket to ticket', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft(), room.citizen, 'once-1');
    await wrongFive(room.other, '70-99999-1');

    await expect(room.complaints.track(room.other, ticketNo, pin)).rejects.toEqual(errorWith('pin-locked'));
    await expect(room.complaints.track(room.citizen, ticketNo, pin)).resolves.toMatchObject({ ticketNo });
  });

  test('do not tell an unknown number from a wrong PIN', async () => {
    await expect(room.complaints.track(room.other, '70-99999-1', '123456')).rejects.toEqual(
      errorWith('pin-wrong'),
    );
  });

  test('are no more than five when all are tried at once', async () => {
    const { ticketNo } = await room.complaints.open(draft(), room.citizen, 'once-1');
    const guesses = Array.from({ length: 20 }, () => room.complaints.track(room.other, ticketNo, '000000'));
    const codes = (await Promise.allSettled(guesses)).map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : 'let in',
    );

    expect(codes.filter((code) => code === 'pin-wrong').length).toBeLessThanOrEqual(5);
    expect(codes).not.toContain('let in');
  });

  test('keep nobody waiting who has typed the right one often', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft(), room.citizen, 'once-1');
    for (let look = 0; look < 8; look++) await room.complaints.track(room.citizen, ticketNo, pin);
    await expect(room.complaints.track(room.citizen, ticketNo, pin)).resolves.toMatchObject({ ticketNo });
  });

  test('of the reporter do not keep their named complaint from them', async () => {
    const { ticketNo } = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');
    await wrongFive(room.other, ticketNo);
    await expect(room.complaints.track(room.citizen, ticketNo)).resolves.toMatchObject({ ticketNo });
  });
});
