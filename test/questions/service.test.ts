import { randomBytes } from 'node:crypto';
import { SettableClock } from '../../src/core/clock';
import type { Log } from '../../src/core/log';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import { questionModel } from '../../src/questions/model';
import type { Questions } from '../../src/questions/service';
import { createQuestions } from '../../src/questions/service';
import { actor } from '../helpers/actors';
import { CITIZEN, STAFF } from '../helpers/chat';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

const OPENING = 'อบต.เปิดกี่โมง';
const DELICATE = 'ทำไมช่างรับเงินแล้วไม่ออกใบเสร็จ';

describe('questions', () => {
  const clock = new SettableClock();
  const clerk = actor('clerk', { personId: 'clerk-1', orgId: STAFF.orgId });
  let db: TestDatabase;
  let questions: Questions;
  let logged: string;

  beforeAll(async () => {
    db = await connectTestDatabase();
    const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
    const log: Log = { ...silentLog, info: (...said) => void (logged += JSON.stringify(said)) };
    questions = createQuestions({ connection: db.connection, sealer, clock, log });
  });
  beforeEach(async () => {
    clock.set(new Date('2026-02-15T09:00+07:00'));
    logged = '';
    await questionModel(db.connection).deleteMany();
  });
  afterAll(() => db.close());

  const stored = () => questionModel(db.connection).find().lean();

  test('are noted once, sealed, with nothing of who asked', async () => {
    const id = await questions.ask(OPENING, CITIZEN, 'once');

    expect(await questions.ask(OPENING, CITIZEN, 'once')).toBe(id);
    const [kept, ...others] = await stored();
    expect(others).toEqual([]);
    expect(kept).toEqual({
      _id: id,
      orgId: CITIZEN.orgId,
      sealedText: expect.any(String),
      delicate: false,
      state: 'open',
      askedOn: '2026-02-15',
      purgeOn: '2027-02-15',
    });
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${OPENING}|${CITIZEN.personId}|once`));
    expect(logged).not.toMatch(new RegExp(`${OPENING}|${CITIZEN.personId}|${id}`));
  });

  test('are listed for those who see to them, the oldest first, and for nobody of another organisation', async () => {
    await questions.ask('two', CITIZEN, 'b');
    clock.set(new Date('2026-02-14T09:00+07:00'));
    await questions.ask('one', CITIZEN, 'a');

    expect((await questions.open(STAFF)).map(({ text }) => text)).toEqual(['one', 'two']);
    expect(await questions.open(CITIZEN)).toEqual([]);
    expect(await questions.open({ ...STAFF, orgId: 'elsewhere' })).toEqual([]);
  });

  test('that may be about the office’s own people are for few eyes', async () => {
    const id = await questions.ask(DELICATE, CITIZEN, 'once');

    expect(await questions.open(STAFF)).toEqual([]);
    await expect(questions.markAnswered(STAFF, id)).rejects.toMatchObject({ code: 'question-unknown' });
    expect(await questions.open(clerk)).toEqual([{ id, text: DELICATE, askedOn: '2026-02-15' }]);
  });

  test('leave the list when somebody has seen to them, also twice', async () => {
    const id = await questions.ask(OPENING, CITIZEN, 'once');

    await questions.markAnswered(STAFF, id);
    await questions.markAnswered(clerk, id);
    expect(await questions.open(STAFF)).toEqual([]);
    expect(await stored()).toMatchObject([
      { state: 'answered', answeredBy: STAFF.personId, purgeOn: '2026-05-16' },
    ]);
    for (const nobody of ['unknown', '']) {
      await expect(questions.markAnswered(STAFF, nobody)).rejects.toMatchObject({ code: 'question-unknown' });
    }
  });

  test('are taken back by their id, and can then still be read by who repeats it', async () => {
    const id = await questions.ask(OPENING, CITIZEN, 'once');

    await questions.withdraw(CITIZEN, id);
    await questions.withdraw(CITIZEN, id);
    expect(await questions.open(STAFF)).toEqual([]);
    expect(await questions.read(CITIZEN, id)).toBe(OPENING);
    expect(await questions.read({ ...CITIZEN, orgId: 'elsewhere' }, id)).toBeUndefined();
    expect(await questions.read(CITIZEN, 'unknown')).toBeUndefined();
    await expect(questions.markAnswered(STAFF, id)).rejects.toMatchObject({ code: 'question-unknown' });
  });

  test('are removed when they have served their time', async () => {
    await questions.ask(OPENING, CITIZEN, 'open');
    await questions.withdraw(CITIZEN, await questions.ask(OPENING, CITIZEN, 'withdrawn'));

    expect(await questions.sweep(new Date('2026-02-16T09:00+07:00'))).toBe(0);
    expect(await questions.sweep(new Date('2026-02-17T09:00+07:00'))).toBe(1);
    expect(await questions.sweep(new Date('2027-02-15T09:00+07:00'))).toBe(1);
  });
});
