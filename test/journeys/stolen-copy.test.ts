import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readConfig } from '../../src/config';
import { SettableClock } from '../../src/core/clock';
import { silentLog } from '../../src/core/log';
import type { RunningBot } from '../../src/process/serve';
import { serve } from '../../src/process/serve';
import type { Attack, Loot } from '../helpers/attacker';
import { documentsOf, hitsOf, mostByChance } from '../helpers/attacker';
import { byOrder } from '../helpers/attacks/by-order';
import { byFirstAppearance, byRawFiles, byRawNeighbours } from '../helpers/attacks/by-raw-files';
import { byMoments, bySharedValues } from '../helpers/attacks/by-values';
import { complaintScript } from '../helpers/line-stand-in';
import type { Deed } from '../helpers/quick-line';
import { QuickLine } from '../helpers/quick-line';

const CASES = 200;
/** People who come for each of those who report, half of them before. */
const OTHERS = 9;
const MONDAY = '2026-11-23T09:00:00+07:00';

const ATTACKS: readonly Attack[] = [
  bySharedValues,
  byMoments,
  ...byOrder,
  byRawFiles,
  byRawNeighbours,
  byFirstAppearance,
];

/**
 * Somebody has stolen everything but the keys: all collections, the engine's files and its journal, while the
 * bot runs. All came on one day, each reporter straight to the matter, every fifth for the first time: the worst
 * case. Of the others the bot knew a choice of language, so that there are people to be named.
 */
describe('a stolen copy without the keys', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-stolen-'));
  const line = new QuickLine();
  let bot: RunningBot;
  let loot: Loot;
  let cases: string[];
  let people: string[];
  let truth: Map<string, string>;

  beforeAll(async () => {
    const environment = await line.start();
    const clock = new SettableClock();
    clock.set(new Date(MONDAY));
    const config = readConfig({ ...environment, PORT: '0', DATA_DIR: dataDir, SAMPLE_DATA: 'on' });
    bot = await serve(config, { clock, log: silentLog });
    const reporters = await crowd();
    loot = await steal();
    await lookUp(reporters);
  }, 240_000);
  afterAll(async () => {
    await bot.close();
    await line.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** In an order that has nothing to do with who comes when. */
  const shuffled = (userIds: readonly string[]): string[] => [...userIds].sort();

  const newUser = (): string => `U${randomBytes(16).toString('hex')}`;

  /** People come in tens: five, somebody who reports, and four. Returns who reported. */
  async function crowd(): Promise<string[]> {
    const photo = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const reporters: string[] = [];
    const known: string[] = [];
    const crowds: Parameters<typeof line.deliver>[1][] = [];
    for (let index = 0; index < CASES; index++) {
      const userId = newUser();
      const others = Array.from({ length: OTHERS }, () => ({
        userId: newUser(),
        deed: { kind: 'follow' } as const,
      }));
      const script = complaintScript(index).slice(0, -1);
      const deeds: Deed[] = script.map((says) => ({ says }));
      if (index % 4 === 0) deeds.splice(4, 0, { sends: photo });
      const wrongPin: Deed[] = index % 10 === 0 ? [{ says: '70-12345-1' }, { says: '000000' }] : [];
      const doings = [...deeds, ...wrongPin].map((deed) => ({ userId, deed }));
      if (index % 5 > 0) known.push(userId);
      known.push(...others.map((other) => other.userId));
      crowds.push([...others.slice(0, 5), ...doings, ...others.slice(5)]);
      reporters.push(userId);
    }
    await letThemBeKnown(shuffled(known));
    for (const together of crowds) {
      await line.deliver(bot.url, together);
      await bot.container.line.dispatcher.idle();
    }
    return reporters;
  }

  /** People who chose a language some day before, one after the other. */
  async function letThemBeKnown(userIds: readonly string[]): Promise<void> {
    const { people: room, organizations } = bot.container.rooms;
    const orgId = (await organizations.first())?.id ?? '';
    for (const userId of userIds) await room.setLocale(await room.meet(orgId, userId), 'th');
  }

  async function steal(): Promise<Loot> {
    const { db } = bot.container.rooms.database.connection;
    const collections = new Map<string, Record<string, unknown>[]>();
    for (const { name } of (await db?.listCollections().toArray()) ?? []) {
      collections.set(name, (await db?.collection(name).find().toArray()) ?? []);
    }
    const folder = join(dataDir, 'db');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const raw = files.map(({ parentPath, name }): [string, Buffer] => [
      name,
      readFileSync(join(parentPath, name)),
    ]);
    return { collections, raw: new Map(raw) };
  }

  /** With the keys: who reported what. */
  async function lookUp(reporters: readonly string[]): Promise<void> {
    const rooms = bot.container.rooms;
    const orgId = (await rooms.organizations.first())?.id ?? '';
    const personOf = new Map<string, string>();
    for (const userId of reporters) personOf.set(userId, (await rooms.people.meet(orgId, userId)).personId);
    truth = new Map();
    for (const { _id, mailboxId } of documentsOf(loot, 'complaints')) {
      const reporter = await rooms.complaints.reporterOf(String(mailboxId));
      truth.set(String(_id), personOf.get(reporter?.userId ?? '') ?? '');
    }
    cases = [...truth.keys()];
    // Staff can be told from citizens, and sample people from others: that much the thief knows.
    const citizens = documentsOf(loot, 'people').filter(
      (person) => person.orgId === orgId && !isStaff(person),
    );
    people = citizens.map(({ _id }) => String(_id));
  }

  const isStaff = ({ displayName, role }: Record<string, unknown>): boolean =>
    displayName !== undefined || (role !== undefined && role !== 'citizen');

  test('was worth stealing', () => {
    expect(cases).toHaveLength(CASES);
    expect(new Set(truth.values()).size).toBe(CASES);
    expect(people.length).toBeGreaterThanOrEqual(CASES * OTHERS);
    // Of who came for the first time there is nobody to name.
    expect([...truth.values()].filter((person) => people.includes(person))).toHaveLength((CASES * 4) / 5);
    expect(documentsOf(loot, 'files').length).toBe(CASES / 4);
    expect([...loot.raw.keys()].some((name) => name.startsWith('WiredTigerLog'))).toBe(true);
  });

  test.each(ATTACKS.map((attack): [string, Attack] => [attack.name, attack]))(
    'tells no more than luck who reported what: by the %s',
    (_name, attack) => {
      const hits = hitsOf(attack.guess(loot, cases, people), truth);
      expect(hits).toBeLessThanOrEqual(mostByChance(CASES, people.length, ATTACKS.length));
    },
  );
});
