import { complaintModel, mailboxModel } from '../../src/complaints/model';
import { readTicketNo } from '../../src/complaints/ticket-number';
import { randomIds } from '../../src/core/ids';
import { createLog } from '../../src/core/log';
import { draft, everythingIn, LINE_ID, officer, ORG, testComplaints } from './test-complaints';

const room = testComplaints();
const place = { text: 'หน้าวัดตัวอย่าง', latitude: 16.4, longitude: 102.8 };
const contact = { name: 'สมหญิง ตัวอย่าง', phone: '0812345678' };

describe('filing a complaint', () => {
  test('gives a number, a PIN and the day of the answer', async () => {
    const filed = await room.complaints.open(draft(), room.citizen, 'once-1');

    expect(filed).toMatchObject({ category: 'roads', dueOn: '2026-12-16' });
    expect(filed.pin).toMatch(/^\d{6}$/);
    expect(filed.ticketNo).toMatch(/^70-\d{5}-\d$/);
    expect(readTicketNo(filed.ticketNo).ok).toBe(true);
  });

  test('keeps all that was said and sent, for staff to read', async () => {
    const sent = draft({ place, fileIds: ['file-1', 'file-2'] });
    const { id } = await room.complaints.open(sent, room.citizen, 'once-1');
    const shown = await room.complaints.show(officer('reporter'), id);

    expect(shown).toMatchObject({ ...sent, reporter: 'anonymous', state: 'received' });
    expect(room.attached).toEqual({ 'file-1': `complaint:${id}`, 'file-2': `complaint:${id}` });
  });

  test('ten times at once with the same key makes one ticket and one PIN', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => room.complaints.open(draft(), room.citizen, 'once-1')),
    );

    expect(new Set(all.map((filed) => JSON.stringify(filed))).size).toBe(1);
    expect(await complaintModel(room.db.connection).countDocuments()).toBe(1);
    expect(await mailboxModel(room.db.connection).countDocuments()).toBe(1);
  });

  test('with other keys makes other tickets', async () => {
    const [one, two] = [
      await room.complaints.open(draft(), room.citizen, 'once-1'),
      await room.complaints.open(draft(), room.citizen, 'once-2'),
    ];
    expect(one.ticketNo).not.toBe(two.ticketNo);
    expect(one.pin).not.toBe(two.pin);
  });

  test('goes on after a crash between mailbox and ticket', async () => {
    const ids = { ...randomIds, digits: () => fail('the process dies here') };
    await expect(room.complaintsWith({ ids }).open(draft(), room.citizen, 'once-1')).rejects.toThrow(
      'dies here',
    );
    expect(await mailboxModel(room.db.connection).countDocuments()).toBe(1);
    expect(await complaintModel(room.db.connection).countDocuments()).toBe(0);

    await room.complaints.open(draft(), room.citizen, 'once-1');
    expect(await mailboxModel(room.db.connection).countDocuments()).toBe(1);
    expect(await complaintModel(room.db.connection).countDocuments()).toBe(1);
  });

  test('attaches the files after a crash between ticket and files', async () => {
    const files = { attach: () => Promise.reject(new Error('the process dies here')) };
    const sent = draft({ fileIds: ['file-1'] });
    await expect(room.complaintsWith({ files }).open(sent, room.citizen, 'once-1')).rejects.toThrow(
      'dies here',
    );

    const { id } = await room.complaints.open(sent, room.citizen, 'once-1');
    expect(room.attached).toEqual({ 'file-1': `complaint:${id}` });
  });

  test('takes another number when one is taken', async () => {
    const series = ['11111', '11111', '22222'];
    const ids = { ...randomIds, digits: () => series.shift() ?? '33333' };
    const complaints = room.complaintsWith({ ids });

    const numbers = [
      (await complaints.open(draft(), room.citizen, 'once-1')).ticketNo,
      (await complaints.open(draft(), room.citizen, 'once-2')).ticketNo,
    ];
    expect(numbers.map((ticketNo) => ticketNo.slice(0, 8))).toEqual(['70-11111', '70-22222']);
  });

  test('says so when no number is free', async () => {
    const complaints = room.complaintsWith({ ids: { ...randomIds, digits: () => '11111' } });
    await complaints.open(draft(), room.citizen, 'once-1');

    await expect(complaints.open(draft(), room.citizen, 'once-2')).rejects.toMatchObject({
      code: 'ticket-numbers-used-up',
    });
  });

  test.each([
    ['long', 'ก'.repeat(5_000)],
    ['emoji', '👨‍👩‍👧‍👦🏳️‍🌈🔥'],
    ['zero-width and bidi', 'ถนน\u200bพัง\u202eabc\u2066'],
    ['a query', '{"$gt":""}'],
    ['a command', '$where'],
    ['a null byte', 'a\u0000b'],
  ])('keeps an unusual text as it is: %s', async (_name, detail) => {
    const { id } = await room.complaints.open(
      draft({ detail, place: { text: detail } }),
      room.citizen,
      detail,
    );
    expect(await room.complaints.show(officer('reporter'), id)).toMatchObject({
      detail,
      place: { text: detail },
    });
  });
});

describe('an anonymous complaint', () => {
  test('leaves the LINE id nowhere, and no trace of the person beside the ticket', async () => {
    const filed = await room.complaints.open(draft({ place }), room.citizen, 'once-1');
    const everything = await everythingIn(room.db);

    expect(Object.keys(everything)).toEqual(
      expect.arrayContaining(['complaints', 'people', 'sealed-reporters']),
    );
    for (const content of Object.values(everything)) {
      expect(content).not.toContain(LINE_ID);
      expect(content).not.toContain(filed.pin);
    }
    for (const collection of ['complaints', 'sealed-reporters']) {
      expect(everything[collection]).not.toContain(room.citizen.personId);
      expect(everything[collection]).not.toContain('once-1');
      expect(everything[collection]).not.toContain('tag');
    }
  });

  test('says no moment, of itself or of what happened to it', async () => {
    room.now = new Date('2026-12-01T03:04:05.678Z');
    const { id } = await room.complaints.open(draft({ place }), room.citizen, 'once-1');
    room.now = new Date('2026-12-01T18:09:10.111Z');
    await room.complaints.move({ ticketId: id, to: 'in-progress' }, officer('coordinator'), 'm-1');
    const stored = await complaintModel(room.db.connection).findById(id).lean();

    expect(stored?.receivedAt).toEqual(new Date('2026-11-30T17:00:00Z'));
    expect(stored?.timeline.map(({ at }) => at.toISOString())).toEqual([
      '2026-11-30T17:00:00.000Z',
      '2026-12-01T17:00:00.000Z',
    ]);
  });

  test('lies in no order of arrival, nor does its mailbox', async () => {
    for (let count = 0; count < 30; count++)
      await room.complaints.open(draft(), room.citizen, `once-${count}`);
    for (const name of ['complaints', 'sealed-reporters']) {
      const found = await room.db.connection.collection<{ _id: string }>(name).find().toArray();
      const ids = found.map(({ _id }) => _id);
      expect(ids).toEqual([...ids].sort());
    }
  });

  test('keeps what was written sealed', async () => {
    await room.complaints.open(draft({ place }), room.citizen, 'once-1');
    const { complaints = '' } = await everythingIn(room.db);

    expect(complaints).not.toContain('ถนน');
    expect(complaints).not.toContain('วัด');
    expect(complaints).not.toContain('102.8');
  });

  test('has a mailbox that leads delivery to its reporter, in their language', async () => {
    await room.complaints.open(draft(), { ...room.citizen, locale: 'en' }, 'once-1');
    const [mailbox] = await mailboxModel(room.db.connection).find().lean();

    expect(await room.complaints.reporterOf(mailbox!._id)).toEqual({ userId: LINE_ID, locale: 'en' });
    expect(await room.complaints.reporterOf('unknown')).toBeUndefined();
    expect(await room.complaints.languageOf(mailbox!._id)).toBe('en');
    expect(JSON.stringify(mailbox)).not.toContain('"en"');
  });

  test('is sealed in a way that does not repeat that of the person', async () => {
    await room.people.setLocale(room.citizen, 'th');
    await room.complaints.open(draft(), room.citizen, 'once-1');
    const [mailbox] = await mailboxModel(room.db.connection).find().lean();
    const person = await room.db.connection.collection('people').findOne({ orgId: ORG });

    expect(mailbox!.sealedUserId).not.toBe(person!.sealedUserId);
    expect(Object.keys(mailbox!).sort()).toEqual(['_id', 'sealedLocale', 'sealedUserId']);
  });

  test('is not found among somebody’s own', async () => {
    const { ticketNo } = await room.complaints.open(draft(), room.citizen, 'once-1');

    expect(await room.complaints.ticketsOf(room.citizen)).toEqual([]);
    expect(await room.complaints.isOwn(room.citizen, ticketNo)).toBe(false);
  });

  test('is opened even when its reporter has blocked the account meanwhile', async () => {
    const complaints = room.complaintsWith({ lineUserIdOf: () => Promise.resolve(undefined) });
    const filed = await complaints.open(draft(), room.citizen, 'once-1');

    expect(await mailboxModel(room.db.connection).countDocuments()).toBe(0);
    expect(await complaints.track(room.citizen, filed.ticketNo, filed.pin)).toMatchObject({
      state: 'received',
    });
  });

  test('is logged without its id, its number or its text', async () => {
    const lines: string[] = [];
    const log = createLog('debug', (line) => lines.push(line));
    const filed = await room.complaintsWith({ log }).open(draft(), room.citizen, 'once-1');

    expect(lines.join('')).toContain('complaint.opened');
    for (const secret of [filed.id, filed.ticketNo, filed.pin, 'ถนน', room.citizen.personId]) {
      expect(lines.join('')).not.toContain(secret);
    }
  });
});

describe('a named complaint', () => {
  test('shows the contact to the coordinator alone', async () => {
    const { id } = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');

    expect((await room.complaints.show(officer('coordinator'), id)).contact).toEqual(contact);
    for (const role of ['reporter', 'central-head', 'clerk', 'executive'] as const) {
      const shown = await room.complaints.show(officer(role), id);
      expect(shown.reporter).toBe('named');
      expect(JSON.stringify(shown)).not.toContain('สมหญิง');
    }
  });

  test('keeps the contact sealed, and no LINE id', async () => {
    await room.complaints.open(draft({ contact }), room.citizen, 'once-1');
    const { complaints = '' } = await everythingIn(room.db);

    for (const secret of ['สมหญิง', '0812345678', LINE_ID, room.citizen.personId]) {
      expect(complaints).not.toContain(secret);
    }
  });

  test('is found by its reporter, and by nobody else', async () => {
    const { ticketNo } = await room.complaints.open(draft({ contact }), room.citizen, 'once-1');

    expect(await room.complaints.ticketsOf(room.citizen)).toMatchObject([{ ticketNo }]);
    expect(await room.complaints.isOwn(room.citizen, ticketNo)).toBe(true);
    expect(await room.complaints.ticketsOf(room.other)).toEqual([]);
    expect(await room.complaints.isOwn(room.other, ticketNo)).toBe(false);
  });
});

function fail(message: string): never {
  throw new Error(message);
}
