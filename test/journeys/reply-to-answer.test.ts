import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { everythingIn } from '../helpers/everything';
import { complain, expectWellAndIdle, press, say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const WORD = 'ยังไม่ติดเลยค่ะ';

describe('a word on the office’s answer', () => {
  let app: TestApp;
  let coordinator: Phone;

  beforeAll(async () => {
    app = await startApp();
    coordinator = app.phone(ORG, 'coordinator');
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });

  const idOf = async (ticketNo: string): Promise<string> => {
    const actor = await app.container.rooms.people.meet(ORG, coordinator.chat.userId);
    const inbox = await app.container.rooms.complaints.inbox(actor);
    return inbox.find((ticket) => ticket.ticketNo === ticketNo)?.id ?? '';
  };

  /** Filed without a name, and answered by the coordinator. */
  async function answered(phone: Phone): Promise<{ ticketNo: string; pin: string; id: string }> {
    const ticket = await complain(phone, { category: 'complaints.category.lights', detail: 'ไฟหน้าวัดดับ' });
    const id = await idOf(ticket.ticketNo);
    await press(coordinator, `o=handle-complaint&i=${id}&a=answered`);
    await say(coordinator, 'ช่างเปลี่ยนหลอดแล้ว');
    await tap(coordinator, th('complaints.handle.send'));
    await phone.sees(th('complaints.notice.title'));
    return { ...ticket, id };
  }

  test('belongs to the ticket whose answer was just read, and staff are shown it', async () => {
    const phone = app.stranger(ORG);
    const { ticketNo, pin, id } = await answered(phone);
    await say(phone, ticketNo);
    await say(phone, pin);

    expect(await say(phone, WORD)).toContain(th('complaints.reply.askKind', { ticketNo }));
    expect(await tap(phone, th('complaints.reply.reply'))).toContain(
      th('complaints.reply.done', { ticketNo }),
    );
    expect(await idOf(ticketNo)).toBe(id);
    const shown = await press(coordinator, `o=complaint-detail&i=${id}`);
    expect(shown).toContain(WORD);
    expect(shown).toContain(th('complaints.reply.shown'));

    // Nothing that is stored leads from the ticket to who wrote it.
    const { personId } = await app.container.rooms.people.meet(ORG, phone.chat.userId);
    const all = await everythingIn(app.db.connection);
    expect(all.filter((kept) => kept.all.includes(id) && kept.all.includes(personId))).toEqual([]);
    expect(all.filter((kept) => kept.all.includes(WORD))).toEqual([]);
  });

  test('may be something new, and nothing is typed again', async () => {
    const phone = app.stranger(ORG);
    const { ticketNo, pin } = await answered(phone);
    await say(phone, ticketNo);
    await say(phone, pin);
    await say(phone, 'ถนนหน้าบ้านเป็นหลุมใหญ่');

    await tap(phone, th('complaints.reply.new'));
    await say(phone, th('common.pause'));
    expect(await say(phone, th('conversation.drafts.title'))).toContain('ถนนหน้าบ้านเป็นหลุมใหญ่');
  });

  test('is given by the button of the news itself', async () => {
    const phone = app.stranger(ORG);
    const { ticketNo, id } = await answered(phone);

    await tap(phone, th('complaints.reply.button'));
    expect(await say(phone, WORD)).toContain(th('complaints.reply.done', { ticketNo }));
    expect(await press(coordinator, `o=complaint-detail&i=${id}`)).toContain(WORD);
  });

  test('is nobody else’s', async () => {
    const { ticketNo } = await answered(app.stranger(ORG));

    const stranger = app.stranger(ORG);
    await press(stranger, `o=reply-to-complaint&i=${ticketNo}.${'x'.repeat(24)}`);
    expect(await say(stranger, WORD)).toContain(th('complaints.problem.unknown'));
  });
});
