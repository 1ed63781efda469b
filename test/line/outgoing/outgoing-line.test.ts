import { randomBytes } from 'node:crypto';
import { SettableClock } from '../../../src/core/clock';
import { randomIds } from '../../../src/core/ids';
import { createLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import type { Channel } from '../../../src/line/outgoing/channels';
import type { OutgoingLine } from '../../../src/line/outgoing/outgoing-line';
import { createOutgoingLine } from '../../../src/line/outgoing/outgoing-line';
import { outboxModel } from '../../../src/outbox/model';
import type { Outbox } from '../../../src/outbox/service';
import { createOutbox } from '../../../src/outbox/service';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { itemFor } from '../../helpers/outbox-bench';
import type { Stage } from '../../simulator/harness';
import { SECRET, setStage, SOMSRI, TOKEN } from '../../simulator/harness';

const GOOD: Channel = { orgId: 'cho-raka', channelSecret: SECRET, accessToken: TOKEN };

describe('the outgoing line', () => {
  let db: TestDatabase;
  let stage: Stage;
  let line: OutgoingLine;
  let outbox: Outbox;
  let machineClock: SettableClock;
  let channel: Channel | undefined;
  let lines: Record<string, unknown>[];

  beforeAll(async () => {
    db = await connectTestDatabase();
    outboxModel(db.connection);
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.connection.collection('outbox').deleteMany({});
    stage = await setStage();
    machineClock = new SettableClock();
    lines = [];
    const parts = {
      connection: db.connection,
      machineClock,
      random: () => 1,
      log: createLog('info', (said) => lines.push(JSON.parse(said) as Record<string, unknown>)),
    };
    line = createOutgoingLine({
      ...parts,
      apiBaseUrl: stage.origin,
      dataApiBaseUrl: stage.origin,
      given: [],
      organizations: {
        byDestination: () => Promise.resolve(undefined),
        channelOf: () => Promise.resolve(channel),
      },
    });
    outbox = createOutbox({
      ...parts,
      clock: machineClock,
      ids: randomIds,
      sealer: new Sealer([{ id: 'k1', key: randomBytes(32) }]),
      send: line.push,
      quota: line.quota,
      resolve: () => Promise.resolve({ userId: SOMSRI }),
    });
  });
  afterEach(() => stage.close());

  const told = () => lines.filter(({ event }) => event === 'channel.needs-repair');
  const heard = () => stage.somsri.chat.items.filter(({ from }) => from === 'bot').length;
  const wait = async (minutes: number): Promise<void> => {
    machineClock.set(new Date(machineClock.now().getTime() + minutes * 60_000));
    await outbox.deliverSome(10);
  };

  test.each([
    ['a wrong token', { ...GOOD, accessToken: 'wrong' }, '401'],
    ['no token and no way to one', { orgId: 'cho-raka', channelSecret: SECRET }, '401'],
    ['no channel at all', undefined, 'channel-missing'],
  ])(
    'with %s keeps what is to be pushed, tells the operator, and sends it once mended',
    async (_what, broken, problem) => {
      channel = broken;
      await outbox.enqueue(itemFor('p1'));
      await outbox.deliverSome(10);
      for (let minute = 0; minute < 50; minute += 2) await wait(2);

      expect(await outbox.counts()).toMatchObject({ waiting: 1, repair: 1, dead: 0 });
      expect(told()).toEqual([expect.objectContaining({ level: 50, orgId: 'cho-raka', problem })]);
      expect(line.alarm.count()).toBe(1);
      await wait(60);
      expect(told()).toHaveLength(2);

      channel = GOOD;
      await wait(60);
      expect(heard()).toBe(1);
      expect(await outbox.counts()).toMatchObject({ waiting: 0, dead: 0 });
      expect(line.alarm.count()).toBe(0);
      expect(lines.map(({ event }) => event)).toContain('channel.works-again');
    },
  );

  test('hears of a channel that is not served from its replies, too', async () => {
    const chance = { token: 'x', receivedAt: machineClock.now(), mayBeUsed: false };
    const hello = [{ type: 'text' as const, text: 'x' }];
    await line.gateway.reply({ ...GOOD, accessToken: 'wrong' }, chance, hello);
    expect(told()).toHaveLength(1);
  });
});
