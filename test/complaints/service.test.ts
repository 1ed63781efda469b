import { mailboxModel } from '../../src/complaints/model';
import type { Actor } from '../../src/conversation/actor';
import { createLog } from '../../src/core/log';
import { explained } from '../helpers/queries';
import { draft, errorWith, HOUR_MS, officer, testComplaints } from './test-complaints';

const room = testComplaints();
const contact = { name: 'สมหญิง ตัวอย่าง' };

describe('tracking', () => {
  test('shows where a ticket stands to whoever has its PIN', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft(), room.citizen, 'once-1');

    expect(await room.complaints.track(room.other, ticketNo, pin)).toMatchObject({
      ticketNo,
      state: 'received',
      timeline: [{ state: 'received', at: new Date('2026-11-30T17:00:00Z') }],
    });
  });

  test('needs no PIN of the reporter of a named complaint, but of everybody else', async () => {
    const { ticketNo } = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');

    await expect(room.complaints.track(room.citizen, ticketNo)).resolves.toMatchObject({ ticketNo });
    await expect(room.complaints.track(room.other, ticketNo)).rejects.toEqual(errorWith('pin-wrong'));
  });

  test('never shows what was written', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');
    const shown = JSON.stringify(await room.complaints.track(room.other, ticketNo, pin));

    expect(shown).not.toContain('ถนน');
    expect(shown).not.toContain('สมหญิง');
  });

  test('finds no ticket of another organisation', async () => {
    const { ticketNo, pin } = await room.complaints.open(draft(), room.citizen, 'once-1');
    const elsewhere = { ...room.citizen, orgId: 'kut-chik' };
    await expect(room.complaints.track(elsewhere, ticketNo, pin)).rejects.toEqual(errorWith('pin-wrong'));
  });
});

describe('the inbox', () => {
  test('lists what is open, the most urgent first, and protected ones to few', async () => {
    const roads = await room.complaints.open(draft(), room.citizen, 'once-1');
    room.now = new Date(room.now.getTime() + 24 * HOUR_MS);
    const bribe = await room.complaints.open(draft({ category: 'corruption' }), room.citizen, 'once-2');
    const waste = await room.complaints.open(draft({ category: 'waste' }), room.citizen, 'once-3');
    await room.complaints.move(
      { ticketId: waste.id, to: 'answered', note: 'เก็บแล้ว' },
      officer('reporter'),
      'm-1',
    );

    const numbers = async (actor: Actor) => (await room.complaints.inbox(actor)).map((each) => each.ticketNo);
    expect(await numbers(officer('reporter'))).toEqual([roads.ticketNo]);
    expect(await numbers(officer('central-head'))).toEqual([roads.ticketNo]);
    expect(await numbers(officer('coordinator'))).toEqual([roads.ticketNo, bribe.ticketNo]);
    expect(await numbers(officer('citizen'))).toEqual([]);
    expect(await numbers(officer('coordinator', 'kut-chik'))).toEqual([]);
  });

  test('opens nothing that its reader may not see, and does not say that it exists', async () => {
    const bribe = await room.complaints.open(draft({ category: 'corruption' }), room.citizen, 'once-1');

    for (const actor of [
      officer('reporter'),
      officer('central-head'),
      officer('coordinator', 'kut-chik'),
      room.citizen,
    ]) {
      await expect(room.complaints.show(actor, bribe.id)).rejects.toEqual(errorWith('ticket-unknown'));
      const move = { ticketId: bribe.id, to: 'closed', note: 'เรื่องไม่จริง' } as const;
      await expect(room.complaints.move(move, actor, 'm-1')).rejects.toEqual(errorWith('ticket-unknown'));
    }
    await expect(room.complaints.show(officer('clerk'), 'nothing')).rejects.toEqual(
      errorWith('ticket-unknown'),
    );
  });

  test('leaves a line in the log for every look at a complaint', async () => {
    const lines: string[] = [];
    const { id } = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');
    const complaints = room.complaintsWith({ log: createLog('info', (line) => lines.push(line)) });

    await complaints.show(officer('coordinator'), id);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'complaint.read',
      complaint: id,
      by: 'officer-coordinator',
      contact: true,
    });
    expect(lines.join('')).not.toContain('สมหญิง');
  });
});

describe('handling', () => {
  test('moves a ticket and tells its reporter what was done', async () => {
    const filed = await room.complaints.open(draft(), room.citizen, 'once-1');
    await room.complaints.move({ ticketId: filed.id, to: 'in-progress' }, officer('reporter'), 'm-1');
    await room.complaints.move(
      { ticketId: filed.id, to: 'answered', note: 'ซ่อมแล้ว' },
      officer('reporter'),
      'm-2',
    );

    const { timeline, state } = await room.complaints.track(room.citizen, filed.ticketNo, filed.pin);
    expect(state).toBe('answered');
    expect(timeline.map(({ state: each, note }) => [each, note])).toEqual([
      ['received', undefined],
      ['in-progress', undefined],
      ['answered', 'ซ่อมแล้ว'],
    ]);
  });

  test('names the mailbox to write to, the same at every repeat', async () => {
    const filed = await room.complaints.open(draft(), room.citizen, 'once-1');
    const move = { ticketId: filed.id, to: 'answered', note: 'ซ่อมแล้ว' } as const;
    const all = await Promise.all(
      Array.from({ length: 10 }, () => room.complaints.move(move, officer('reporter'), 'm-1')),
    );
    const [mailbox] = await mailboxModel(room.db.connection).find().lean();

    expect(new Set(all.map((moved) => moved.eventId)).size).toBe(1);
    expect(all[0]).toMatchObject({ mailboxId: mailbox!._id, state: 'answered' });
    expect((await room.complaints.show(officer('reporter'), filed.id)).timeline).toHaveLength(2);
  });

  test('of two people at once lets one through', async () => {
    const filed = await room.complaints.open(draft(), room.citizen, 'once-1');
    const close = { ticketId: filed.id, to: 'closed', note: 'แจ้งซ้ำ' } as const;
    const results = await Promise.allSettled([
      room.complaints.move(close, officer('reporter'), 'm-1'),
      room.complaints.move(close, officer('clerk'), 'm-2'),
    ]);

    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await room.complaints.show(officer('reporter'), filed.id)).timeline).toHaveLength(2);
  });

  test('refuses what the table does not allow, and an end without a word', async () => {
    const { id: ticketId } = await room.complaints.open(draft(), room.citizen, 'once-1');
    const staff = officer('reporter');

    await expect(room.complaints.move({ ticketId, to: 'answered' }, staff, 'm-1')).rejects.toEqual(
      errorWith('note-missing'),
    );
    await room.complaints.move({ ticketId, to: 'closed', note: 'แจ้งซ้ำ' }, staff, 'm-2');
    await expect(room.complaints.move({ ticketId, to: 'in-progress' }, staff, 'm-3')).rejects.toEqual(
      errorWith('ticket-moved'),
    );
  });
});

describe('the statistics', () => {
  test('count by subject and state within the days given, in Bangkok', async () => {
    room.now = new Date('2026-11-30T16:59:59Z');
    await room.complaints.open(draft(), room.citizen, 'once-0');
    room.now = new Date('2026-11-30T17:00:00Z');
    await room.complaints.open(draft(), room.citizen, 'once-1');
    room.now = new Date('2026-12-31T16:59:59Z');
    const { id } = await room.complaints.open(draft({ category: 'waste' }), room.citizen, 'once-2');
    await room.complaints.move({ ticketId: id, to: 'closed', note: 'แจ้งซ้ำ' }, officer('reporter'), 'm-1');

    expect(await room.complaints.counts('na-kok', '2026-12-01', '2026-12-31')).toEqual({
      total: 2,
      byCategory: { roads: 1, waste: 1 },
      byState: { received: 1, closed: 1 },
    });
  });

  test('say none explicitly', async () => {
    expect(await room.complaints.counts('kut-chik', '2026-12-01', '2026-12-31')).toEqual({
      total: 0,
      byCategory: {},
      byState: {},
    });
  });
});

describe('the queries of the complaints room', () => {
  test('all use an index', async () => {
    const { queried, unindexed } = await explained(room.db.connection, async () => {
      const filed = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');
      await room.complaints.isOwn(room.citizen, filed.ticketNo);
      await room.complaints.track(room.other, filed.ticketNo, filed.pin);
      await room.complaints.track(room.other, filed.ticketNo, '000000').catch(() => undefined);
      await room.complaints.ticketsOf(room.citizen);
      await room.complaints.inbox(officer('coordinator'));
      const { mailboxId } = await room.complaints.move(
        { ticketId: filed.id, to: 'in-progress' },
        officer('reporter'),
        'm-1',
      );
      await room.complaints.show(officer('reporter'), filed.id);
      await room.complaints.reporterOf(mailboxId);
      await room.complaints.counts('na-kok', '2026-12-01', '2026-12-31');
    });

    expect(unindexed).toEqual([]);
    expect(new Set(queried)).toEqual(
      new Set(['complaints', 'sealed-reporters', 'pin-tries', 'pin-heats', 'people']),
    );
  });

  test('would be found out without one', async () => {
    const { unindexed } = await explained(room.db.connection, () =>
      mailboxModel(room.db.connection).find({ sealedLocale: 'th' }).lean(),
    );
    expect(unindexed).toHaveLength(1);
  });
});
