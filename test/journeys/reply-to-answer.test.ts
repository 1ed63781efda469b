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

  /** Filed, with a name or without, and answered by the coordinator. */
  async function answered(
    phone: Phone,
    name?: string,
  ): Promise<{ ticketNo: string; pin: string; id: string }> {
    const category = 'complaints.category.lights';
    const matter = { category, detail: 'ไฟหน้าวัดดับ' } as const;
    const ticket = await complain(phone, name === undefined ? matter : { ...matter, name });
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

  test('is asked about without a button and without following, and needs number and PIN of who gave no name', async () => {
    const phone = app.stranger(ORG);
    const { ticketNo, pin, id } = await answered(phone);

    expect(await say(phone, WORD)).toContain(th('complaints.reply.askWhich'));
    await tap(phone, th('complaints.reply.reply'));
    await say(phone, ticketNo);
    expect(await say(phone, pin === '000000' ? '111111' : '000000')).toContain(
      th('complaints.problem.pinWrong').slice(0, 30),
    );
    expect(await say(phone, pin)).toContain(th('complaints.reply.done', { ticketNo }));
    expect(await press(coordinator, `o=complaint-detail&i=${id}`)).toContain(WORD);
  });

  test('without a button belongs to the answered ticket of who gave a name', async () => {
    const phone = app.stranger(ORG);
    const { ticketNo, id } = await answered(phone, 'สมหญิง ตัวอย่าง');

    const asked = await say(phone, 'ไฟยังไม่ติดเลยค่ะ');
    expect(asked).toContain(th('complaints.reply.askKind', { ticketNo }));
    expect(await tap(phone, th('complaints.reply.reply'))).toContain(
      th('complaints.reply.done', { ticketNo }),
    );
    expect(await press(coordinator, `o=complaint-detail&i=${id}`)).toContain('ไฟยังไม่ติดเลยค่ะ');
  });

  test('is nobody else’s', async () => {
    const { ticketNo } = await answered(app.stranger(ORG));

    const stranger = app.stranger(ORG);
    await press(stranger, `o=reply-to-complaint&i=${ticketNo}.${'x'.repeat(24)}`);
    expect(await say(stranger, WORD)).toContain(th('complaints.problem.unknown'));
  });
});
