import { ANSWER_MS } from '../../../src/line/incoming/webhook';
import { openConnection } from '../../../src/mongo/connection';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import type { FragileWire } from '../../helpers/fragile-wire';
import { fragileWire } from '../../helpers/fragile-wire';
import type { Door } from './webhook-door';
import { bodyOf, openDoor, said } from './webhook-door';

/** A rejection that nobody handles fails the test it happens in: jest sees to that. */
describe('the webhook, while the database is ill', () => {
  const body = bodyOf([said('e1', 'x')]);
  let db: TestDatabase;
  let wire: FragileWire;
  let connection: TestDatabase['connection'];
  let door: Door;

  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.connection.collection('conversations').deleteMany({});
    wire = await fragileWire(db.uri);
    connection = await openConnection(wire.uri);
    door = await openDoor(connection, db.connection);
    expect((await door.signed(bodyOf([said('before', 'x')]))).status).toBe(200);
    door.nudged.length = 0;
  });
  afterEach(async () => {
    wire.mend();
    await door.close();
    await connection.close(true);
    await wire.close();
  });

  test('hangs: 503 before LINE gives up, and LINE’s next try is kept once', async () => {
    wire.hang();
    const answer = await door.signed(body);
    expect(answer.status).toBe(503);
    expect(ANSWER_MS).toBeLessThan(2_000);
    expect(await door.kept()).toHaveLength(1);
    expect(door.nudged).toEqual([]);

    wire.mend();
    expect((await door.signed(body)).status).toBe(200);
    expect(await door.kept()).toEqual(['before', 'e1']);
  });

  test('breaks: 503, and nobody hears of the event', async () => {
    wire.cut();
    expect((await door.signed(body)).status).toBe(503);
    expect(door.nudged).toEqual([]);
    expect(await door.kept()).toHaveLength(1);
  });

  test('fails while the channel is looked up: 503 too', async () => {
    const lost = await openDoor(connection, db.connection, () => Promise.reject(new Error('no server')));
    const answer = await lost.signed(body);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('no server');
    await lost.close();
  });

  test('never answers while the channel is looked up: 503 in time', async () => {
    const stuck = await openDoor(connection, db.connection, () => new Promise(() => undefined));
    expect((await stuck.signed(body)).status).toBe(503);
    expect(ANSWER_MS).toBeLessThan(2_000);
    await stuck.close();
  });
});
