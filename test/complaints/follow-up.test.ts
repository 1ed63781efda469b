import { handleComplaint } from '../../src/complaints/flows/handle-complaint';
import { trackComplaint } from '../../src/complaints/flows/track-complaint';
import type { Filed, Moved } from '../../src/complaints/service';
import { complaintDetail } from '../../src/complaints/views/complaint-detail';
import { complaintInbox } from '../../src/complaints/views/complaint-inbox';
import { myComplaints } from '../../src/complaints/views/my-complaints';
import type { Actor } from '../../src/conversation/actor';
import type { Prompt, Subject } from '../../src/speech/prompt';
import { say } from '../../src/speech/wording';
import type { Who } from '../helpers/actors';
import { startChat } from '../helpers/chat';
import { controlsOf, findControl, readAloud } from '../helpers/presses';
import { draft, officer, testComplaints } from './test-complaints';

const room = testComplaints();
const contact = { name: 'สมหญิง ตัวอย่าง', phone: '0812345678' };
const file = (change = {}, once = 'once-1'): Promise<Filed> =>
  room.complaints.open(draft(change), room.citizen, once);
const show = (view: ReturnType<typeof complaintDetail>, actor: Actor, id?: string) =>
  view.show(id === undefined ? undefined : { id }, { actor, now: room.now });

describe('tracking in the chat', () => {
  const track = (actor: Actor, id?: string) =>
    startChat(trackComplaint({ complaints: room.complaints }), {
      as: actor,
      at: room.now.toISOString(),
      ...(id === undefined ? {} : { known: { subject: { id } } }),
    });

  test('asks for number and PIN, and shows the state', async () => {
    const { ticketNo, pin } = await file();
    const chat = await track(room.other);
    await chat.says(ticketNo.replaceAll('-', ' '));
    expect(chat.at).toBe('pin');
    await chat.says(` ${pin.slice(0, 3)} ${pin.slice(3)} `);

    expect(chat.text).toContain(`เรื่อง ${ticketNo}: รับเรื่องแล้ว`);
    expect(chat.text).toContain('๑๖ ธันวาคม ๒๕๖๙');
    expect(chat.text).not.toContain('หลุม');
  });

  test('needs nothing more of the reporter of a named complaint', async () => {
    const { ticketNo } = await file({ contact });
    const chat = await track(room.citizen, ticketNo);
    expect(chat.outcome?.kind).toBe('complete');
    expect(chat.text).toContain('รับเรื่องแล้ว');
  });

  test('asks for the PIN alone when a button brought the number', async () => {
    const { ticketNo } = await file();
    expect((await track(room.citizen, ticketNo)).at).toBe('pin');
  });

  test('tells a mistyped number from one that is none', async () => {
    const chat = await track(room.citizen);
    await chat.says('70-12345-9');
    expect(chat.outcome).toMatchObject({ problem: 'complaints.problem.mistyped' });
    await chat.says('ถนนพัง');
    expect(chat.outcome).toMatchObject({ problem: 'complaints.problem.notATicketNo' });
  });

  test('stops guessing after five PINs, and never shows one', async () => {
    const { ticketNo, pin } = await file();
    const chat = await track(room.other, ticketNo);
    await chat.says('12345');
    expect(chat.outcome).toMatchObject({ problem: 'complaints.problem.notAPin' });
    const wrong = pin === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess++) {
      await chat.says(wrong);
      expect(chat.outcome).toMatchObject({ problem: 'complaints.problem.pinWrong' });
    }
    await chat.says(pin);
    expect(chat.outcome).toMatchObject({ problem: 'complaints.problem.pinLocked' });
  });

  test('shows every word the office has written, a long one as a message of its own', async () => {
    const { id, ticketNo, pin } = await file();
    const note = 'ซ่อมแล้ว '.repeat(100).trim();
    await room.complaints.move({ ticketId: id, to: 'answered', note }, officer('reporter'), 'm-1');
    const chat = await track(room.other, ticketNo);
    await chat.says(pin);

    expect(chat.last).toHaveLength(2);
    expect(chat.last[1]?.text).toEqual({ literal: note });
    expect(chat.text).toContain('แจ้งผลแล้ว');
  });
});

describe('the list of one’s own complaints', () => {
  test('holds the named ones, each with its button', async () => {
    const { ticketNo } = await file({ contact });
    await file({}, 'once-2');
    const prompts = await show(myComplaints(room), room.citizen);

    expect(prompts[0]?.card?.rows).toHaveLength(1);
    expect(findControl(prompts, 'track-complaint', 'th')).toMatchObject({ subject: { id: ticketNo } });
  });

  test('explains why it is empty', async () => {
    await file();
    expect(readAloud(await show(myComplaints(room), room.citizen), 'th')).toContain('ไม่พบเรื่อง');
  });
});

describe('the inbox of staff', () => {
  test('lists the three most urgent, behind a button all, ten to a page, with due days and what is overdue', async () => {
    for (let number = 0; number < 12; number++) await file({}, `once-${number}`);
    room.now = new Date('2026-12-17T03:00:00Z');
    const view = complaintInbox(room);
    const [best] = await show(view, officer('reporter'));
    expect(best?.card?.rows).toHaveLength(3);
    expect(say(best!.card!.footnote!, 'th')).toBe('เรื่องที่ครบกำหนดก่อน\nเกินกำหนด ๑๒ จาก ๑๒ เรื่อง');
    expect(best?.card?.actions).toMatchObject([{ subject: { id: '1' }, label: { key: 'common.showAll' } }]);
    const [first] = await show(view, officer('reporter'), '1');
    const [second] = await show(view, officer('reporter'), '2');

    expect(first?.card?.rows).toHaveLength(10);
    expect(second?.card?.rows).toHaveLength(2);
    expect(say(first!.card!.footnote!, 'th')).toBe('เกินกำหนด ๑๒ จาก ๑๒ เรื่อง');
    expect(say(first!.card!.rows[0]!.note!, 'th')).toContain('เกินกำหนดตั้งแต่');
    for (const odd of ['0', '-1', 'x', '99']) {
      expect((await show(view, officer('reporter'), odd))[0]?.card?.rows.length).toBeGreaterThan(0);
    }
  });

  test('says that there is nothing', async () => {
    await file({ category: 'corruption' });
    expect(readAloud(await show(complaintInbox(room), officer('reporter')), 'th')).toBe(
      'ไม่มีเรื่องร้องเรียนที่รอดำเนินการ',
    );
  });

  test('is closed to citizens, as are the complaints', () => {
    for (const view of [complaintInbox(room), complaintDetail(room)]) {
      expect(view.mayOpen(room.citizen)).toBe(false);
      expect(view.mayOpen(officer('reporter'))).toBe(true);
    }
  });
});

describe('a complaint as staff see it', () => {
  const place = { text: 'หน้าวัดตัวอย่าง', latitude: 16.4, longitude: 102.8 };

  test('tells the matter, the place with its map, the photos, and no identity', async () => {
    const { id } = await file({ place, fileIds: ['a', 'b'], contact });
    const prompts = await show(complaintDetail(room), officer('reporter'), id);
    const read = readAloud(prompts, 'th');

    expect(read).toContain('ถนนหน้าวัดเป็นหลุมลึก');
    expect(read).toContain('หน้าวัดตัวอย่าง');
    expect(read).toContain('๒ ไฟล์');
    expect(read).toContain('https://www.google.com/maps?q=16.4,102.8');
    expect(JSON.stringify(prompts)).not.toContain('สมหญิง');
    expect(JSON.stringify(prompts)).not.toContain(room.citizen.personId);
  });

  test('tells the coordinator how to reach who gave a name', async () => {
    const { id } = await file({ contact });
    const read = readAloud(await show(complaintDetail(room), officer('coordinator'), id), 'th');
    expect(read).toContain('สมหญิง ตัวอย่าง 0812345678');
  });

  test('warns where it is protected, and stays closed to the others', async () => {
    const { id } = await file({ category: 'conduct' });
    const open = await show(complaintDetail(room), officer('clerk'), id);
    const closed = await show(complaintDetail(room), officer('reporter'), id);

    expect(open[0]?.card?.footnote).toEqual({ key: 'complaints.detail.protect' });
    expect(readAloud(closed, 'th')).toContain('ไม่มีสิทธิ์');
  });

  test('fits into five messages that LINE accepts, however long it is', async () => {
    const detail = '👨‍👩‍👧‍👦'.repeat(714);
    const { id } = await file({ place, detail });
    const prompts = await show(complaintDetail(room), officer('reporter'), id);
    const texts = prompts.slice(1, -1).map(({ text }) => say(text, 'th'));

    expect(prompts.length).toBeLessThanOrEqual(5);
    expect(texts.join('')).toBe(detail);
    expect(texts.every((text) => text.length <= 5_000)).toBe(true);
  });

  test('offers only the moves its state allows', async () => {
    const { id } = await file();
    const moves = async () =>
      controlsOf(await show(complaintDetail(room), officer('reporter'), id)).flatMap((control) =>
        control.kind === 'open' && control.name === 'handle-complaint' ? control.subject?.aim : [],
      );

    expect(await moves()).toEqual(['in-progress', 'answered', 'closed']);
    await room.complaints.move({ ticketId: id, to: 'answered', note: 'ซ่อมแล้ว' }, officer('reporter'), 'm-1');
    expect(await moves()).toEqual(['in-progress', 'closed']);
    await room.complaints.move({ ticketId: id, to: 'closed', note: 'เรียบร้อย' }, officer('reporter'), 'm-2');
    expect(await moves()).toEqual([]);
  });
});

describe('handling in the chat', () => {
  const handling = async (subject?: Subject, who: Who = 'reporter') => {
    const told: [Moved, Prompt][] = [];
    const flow = handleComplaint({
      complaints: room.complaints,
      tellReporter: (moved, prompt) => {
        told.push([moved, prompt]);
        return Promise.resolve();
      },
    });
    const as = officer(who);
    return {
      told,
      chat: await startChat(flow, { as, ...(subject === undefined ? {} : { known: { subject } }) }),
    };
  };

  test('answers, and tells the reporter that there is news but not what', async () => {
    const { id, ticketNo, pin } = await file();
    const { chat, told } = await handling({ id, aim: 'answered' });
    expect(chat.at).toBe('note');
    await chat.says('ซ่อมถนนเสร็จแล้ว');
    await chat.says('ส่ง');

    expect(chat.text).toBe(`บันทึกแล้ว เรื่อง ${ticketNo}: แจ้งผลแล้ว`);
    const [[moved, prompt]] = told as [[Moved, Prompt]];
    expect(await room.complaints.reporterOf(moved.mailboxId)).toBeDefined();
    expect(JSON.stringify(prompt)).not.toContain('ซ่อม');
    expect(findControl([prompt], 'track-complaint', 'th')).toMatchObject({ subject: { id: ticketNo } });
    const { timeline } = await room.complaints.track(room.citizen, ticketNo, pin);
    expect(timeline.at(-1)?.note).toBe('ซ่อมถนนเสร็จแล้ว');
  });

  test('lists the open ones when none is named, and takes one on without a word', async () => {
    const { ticketNo } = await file();
    const { chat } = await handling();
    expect(chat.at).toBe('ticketId');
    await chat.says('1');
    await chat.taps('in-progress');
    await chat.says('ส่ง');
    expect(chat.text).toContain(`${ticketNo}: กำลังดำเนินการ`);
  });

  test('takes up again what was answered', async () => {
    const { id } = await file();
    await room.complaints.move({ ticketId: id, to: 'answered', note: 'ซ่อมแล้ว' }, officer('reporter'), 'm-1');
    const { chat } = await handling({ id, aim: 'in-progress' });
    expect(chat.at).toBe('review');
    await chat.says('ส่ง');
    expect(chat.text).toContain('กำลังดำเนินการ');
  });

  test('refuses a complaint that is not for this person', async () => {
    const { id } = await file({ category: 'corruption' });
    const { chat } = await handling({ id, aim: 'closed' });
    expect(chat.at).toBe('ticketId');
    expect(chat.text).not.toContain('ทุจริต');
  });

  test('is nothing for citizens', async () => {
    await expect(handling(undefined, 'citizen')).rejects.toThrow('may not start');
  });
});
