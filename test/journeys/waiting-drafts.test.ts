import type { Phone } from '../../simulator/phone';
import { ticketNoOf } from '../../src/complaints/ticket-number';
import { startApp } from '../helpers/app';
import type { TestApp } from '../helpers/app';
import { draftsOf } from '../helpers/drafts';
import { expectWellAndIdle, press, say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';

/** Somebody does several things at once, as people do; every matter ends with what belongs to it. */
describe('what somebody has begun', () => {
  let app: TestApp;
  let citizen: Phone;
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(() => {
    citizen = app.stranger(ORG);
  });
  afterAll(() => app.close());
  afterEach(() => expectWellAndIdle(app));

  const waiting = async (phone: Phone) => (await draftsOf(app, ORG, phone)).open.map(({ flow }) => flow);

  test('is not disturbed by choosing a language, following a ticket and looking at oneself', async () => {
    await say(citizen, 'เสาไฟหน้าวัดดับมาหลายวัน');
    await tap(citizen, th('complaints.category.other'));

    await press(citizen, 'o=who-am-i');
    await press(citizen, 'o=choose-language');
    expect(await say(citizen, 'ไทย')).toContain(th('complaints.file.askPlace'));
    await press(citizen, 'o=track-complaint');
    expect(await say(citizen, ticketNoOf(2570, '12345'))).toContain(th('complaints.track.askPin'));
    expect(await say(citizen, th('common.cancel'))).toContain(th('complaints.file.askPlace'));

    await say(citizen, 'หน้าวัดหมู่ ๓');
    await tap(citizen, th('common.skip'));
    const review = await tap(citizen, th('complaints.file.anonymous'));
    expect(review).toContain('เสาไฟหน้าวัดดับมาหลายวัน');
    expect(review).toContain('หน้าวัดหมู่ ๓');
    expect(await tap(citizen, th('complaints.file.send'))).toContain(th('complaints.receipt.title'));
    expect(await waiting(citizen)).toEqual([]);
  });

  test('waits for another matter, and both are sent', async () => {
    const officer = app.phone(ORG, 'officer');
    await say(officer, th('measures.log.title'));
    await say(officer, '1');
    await tap(officer, th('measures.state.done'));

    await press(officer, 'o=file-complaint');
    expect(await waiting(officer)).toEqual(['file-complaint', 'log-progress']);
    await tap(officer, th('complaints.category.other'));
    await say(officer, 'ไฟส่องสว่างหน้าที่ทำการเสีย');
    await tap(officer, th('common.skip'));
    await tap(officer, th('common.skip'));
    await tap(officer, th('complaints.file.anonymous'));
    const receipt = await tap(officer, th('complaints.file.send'));
    expect(receipt).toContain(th('complaints.receipt.title'));
    expect(receipt).toContain(th('conversation.drafts.left', { number: '๑' }));

    expect(await say(officer, th('conversation.drafts.title'))).toContain(th('measures.log.title'));
    expect(await tap(officer, th('common.continue'))).toContain(th('measures.log.askDone'));
    await say(officer, th('common.cancel'));
    expect(await waiting(officer)).toEqual([]);
  });

  test('of version 0.1 offered to be left for another: its button opens the other, and nothing is lost', async () => {
    await say(citizen, 'เสาไฟหน้าวัดดับมาหลายวัน');
    const [draft] = (await draftsOf(app, ORG, citizen)).open;

    const told = await press(
      citizen,
      `c=${draft?.id ?? ''}&s=${draft?.at ?? ''}&v=${encodeURIComponent('~leave:register-staff')}`,
    );

    expect(told).toContain(th('conversation.drafts.parked', { title: th('complaints.file.title') }));
    expect(await waiting(citizen)).toEqual(['register-staff', 'file-complaint']);
  });
});
