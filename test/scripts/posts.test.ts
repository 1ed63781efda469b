import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { silentLog } from '../../src/core/log';
import type { OutboxItem } from '../../src/outbox/model';
import { contextOf, outboxModel } from '../../src/outbox/model';
import type { Foundation, Rooms } from '../../src/rooms';
import { openRooms } from '../../src/rooms';
import { loadSampleData } from '../../src/try-out/load-sample-data';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

const ORG = 'na-kok';

/** The operator's script, run as it is, beside a bot that is not running. */
describe('npm run posts', () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'prongsai-posts-'));
  const SEALING_KEYS = `t1:${randomBytes(32).toString('base64')}`;
  let db: TestDatabase;
  let rooms: Foundation & Rooms;

  beforeAll(async () => {
    db = await connectTestDatabase();
    const config = readConfig({ MONGODB_URI: db.uri, SEALING_KEYS, DATA_DIR });
    rooms = await openRooms(config, { log: silentLog });
    await loadSampleData(rooms);
  });
  afterAll(async () => {
    await rooms.database.close();
    await db.close();
    rmSync(DATA_DIR, { recursive: true, force: true });
  });

  const run = (...given: readonly string[]): string => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/posts.ts', ...given],
      {
        cwd: join(__dirname, '../..'),
        encoding: 'utf8',
        env: { ...process.env, MONGODB_URI: db.uri, SEALING_KEYS, DATA_DIR, LOG_LEVEL: 'error' },
      },
    );
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  const waiting = () => outboxModel(db.connection).find({ status: 'waiting' }).lean<OutboxItem[]>();

  test('ends a post, and its holder will be told once, sealed', async () => {
    const who = await rooms.people.meet(ORG, `U${'5'.repeat(32)}`);
    const code = await rooms.people.invite(
      { orgId: ORG, office: 'reporter', unitKey: 'finance' },
      'operator',
    );
    const { post } = await rooms.people.register(who, code);

    expect(run('end', '--org', ORG, '--post', post.id)).toContain('its holder will be told');
    run('end', '--org', ORG, '--post', post.id);

    const items = await waiting();
    expect(items).toHaveLength(1);
    const [item] = items;
    expect(item).toMatchObject({ orgId: ORG, to: { kind: 'person', personId: who.personId } });
    const said = rooms.sealer.open(item?.sealed ?? '', contextOf(item?._id ?? ''));
    expect(said).toContain('people.end.told');
    expect(said).toContain('เจ้าหน้าที่ (กองคลัง)');
  }, 60_000);
});
