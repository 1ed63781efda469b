import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateMessages } from '../simulator/validate';
import { chatOf } from '../src/chat';
import { readConfig } from '../src/config';
import type { Actor } from '../src/conversation/actor';
import type { Chat } from '../src/conversation/room-chat';
import { silentLog } from '../src/core/log';
import { OFFICES } from '../src/core/posts';
import { LOCALES } from '../src/core/texts';
import { render } from '../src/line/messages/render';
import { createIndexes } from '../src/mongo/connection';
import { invitationCodeFrom } from '../src/people/rules';
import type { Foundation, Rooms } from '../src/rooms';
import { openRooms } from '../src/rooms';
import { loadSampleData } from '../src/try-out/load-sample-data';
import type { FlowContext } from './conversation/all-flows';
import { checkFlow } from './conversation/all-flows';
import { shownFaults } from './conversation/shown';
import type { Who } from './helpers/actors';
import { actor } from './helpers/actors';
import type { TestDatabase } from './helpers/database';
import { connectTestDatabase } from './helpers/database';

const AT = '2026-11-23T09:00:00+07:00';
const EVERYBODY: readonly Who[] = ['citizen', ...OFFICES];

/** A result by which a report has papers to show. */
const NAMES_A_PAPER = 'คำสั่งที่ ๑/๒๕๗๐ ลงวันที่ ๕ มกราคม ๒๕๗๐';

/** Who walks through a flow: all organisations where their plans differ, one where only its own records count. */
const WALKED_BY: Readonly<Record<string, { everywhere: boolean; as: readonly Who[] }>> = {
  'log-progress': { everywhere: true, as: ['reporter'] },
  'file-complaint': { everywhere: false, as: ['citizen', 'reporter'] },
  'reply-to-complaint': { everywhere: false, as: ['citizen', 'reporter'] },
  'track-complaint': { everywhere: false, as: ['citizen', 'reporter', 'administrator'] },
  'handle-complaint': { everywhere: false, as: ['coordinator'] },
  'register-staff': { everywhere: false, as: ['citizen'] },
  'end-post': { everywhere: false, as: ['coordinator'] },
  'ask-question': { everywhere: false, as: ['citizen', 'reporter'] },
  'which-matter': { everywhere: false, as: ['citizen', 'reporter'] },
  'import-plan': { everywhere: false, as: ['coordinator'] },
  'close-question': { everywhere: false, as: ['reporter'] },
  'choose-language': { everywhere: false, as: ['citizen', 'executive'] },
};

/** Nothing is recorded here, so every board is asked for once: the walk asks for it thousands of times. */
function remembering(progress: Rooms['progress']): Rooms['progress'] {
  const boards = new Map<string, ReturnType<Rooms['progress']['board']>>();
  return {
    ...progress,
    board: (by, day) => {
      const known = boards.get(`${by.personId}:${day}`) ?? progress.board(by, day);
      boards.set(`${by.personId}:${day}`, known);
      return known;
    },
  };
}

/** Nothing is imported here: what was read once is read for the whole walk. */
function readingOnce(importer: Rooms['planImporter']): Rooms['planImporter'] {
  const runs = new Map<string, ReturnType<Rooms['planImporter']['dryRun']>>();
  return {
    ...importer,
    dryRun: (by, order) => {
      const place = JSON.stringify([by.personId, order]);
      const known = runs.get(place) ?? importer.dryRun(by, order);
      runs.set(place, known);
      return known;
    },
  };
}

/** Everything that can be opened, on the real plans of all five organisations. */
describe('the chat', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-chat-'));
  let db: TestDatabase;
  let rooms: Foundation & Rooms;
  let chat: Chat;
  let actors: (Actor & { who: Who })[];
  let texts: string[];
  const files: { fileId: string; mediaType: string }[] = [];

  beforeAll(async () => {
    db = await connectTestDatabase();
    const SEALING_KEYS = `t1:${randomBytes(32).toString('base64')}`;
    rooms = await openRooms(readConfig({ MONGODB_URI: db.uri, SEALING_KEYS, DATA_DIR: dataDir }), {
      log: silentLog,
    });
    await loadSampleData(rooms);
    await createIndexes(rooms.database.connection);
    chat = chatOf(
      {
        ...rooms,
        progress: remembering(rooms.progress),
        planImporter: readingOnce(rooms.planImporter),
      },
      { tellReporter: () => Promise.resolve(), tellHolder: () => Promise.resolve() },
    );
    const organizations = await rooms.organizations.all();
    actors = organizations.flatMap((organization) =>
      EVERYBODY.map((who) => {
        const { id: orgId, units } = organization;
        const unit = who === 'reporter' ? { unitKey: units[0]?.key ?? '' } : {};
        return { who, ...actor(who, { personId: `${orgId}-${who}`, orgId, ...unit }) };
      }),
    );
    const citizen = await rooms.people.meet(organizations[0]?.id ?? '', `U${'7'.repeat(32)}`);
    actors = actors.map((each) =>
      each.who === 'citizen' && each.orgId === citizen.orgId ? { ...each, ...citizen } : each,
    );
    const draft = {
      category: 'roads',
      detail: 'a hole in the road',
      fileIds: [],
      contact: { name: 'Somebody' },
    };
    const { ticketNo, pin } = await rooms.complaints.open(draft, citizen, 'once');
    texts = [NAMES_A_PAPER, pin, ticketNo, invitationCodeFrom('chat')];
    await rooms.questions.ask('when is the office open', citizen, 'once');
    const invited = { orgId: citizen.orgId, office: 'reporter', days: 9 } as const;
    await rooms.people.inviteWithCode(invitationCodeFrom('chat'), invited);
    const colleague = await rooms.people.meet(citizen.orgId, `U${'8'.repeat(32)}`);
    await rooms.people.register(colleague, await rooms.people.invite(invited, 'operator'));
    const bytes = Buffer.from('มาตรการ,เป้าหมาย\nทำคู่มือ,หลายเล่ม');
    for (const { orgId, personId: senderId } of actors.filter(({ who }) => who === 'coordinator')) {
      const fileId = await rooms.files.put({ orgId, senderId, messageId: '1', mediaType: 'text/csv', bytes });
      files.push({ fileId, mediaType: 'text/csv' });
    }
  });
  afterAll(async () => {
    await rooms.database.close();
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('has the flows this suite knows of', () => {
    expect(chat.flows.map((flow) => flow.name).sort()).toEqual(Object.keys(WALKED_BY).sort());
  });

  test.each(Object.entries(WALKED_BY))(
    '%s: no dead end, all texts, LINE’s limits',
    async (name, { everywhere, as }) => {
      const flow = chat.flows.find((each) => each.name === name);
      if (flow === undefined) throw new Error(`no flow ${name}`);
      const walkers = actors.filter(
        ({ orgId, who }) => as.includes(who) && (everywhere || orgId === actors[0]?.orgId),
      );

      const contexts = walkers.map((who): FlowContext => ({
        ...{ as: who, at: AT, texts },
        ...(name === 'import-plan' ? { files } : {}),
      }));
      expect(await checkFlow(flow, contexts)).toEqual([]);
    },
    120_000,
  );

  test('has a help of one screen for every colleague, and the rest behind a button', async () => {
    const help = chat.views.find(({ name }) => name === 'help');
    for (const viewer of actors.filter(({ who }) => who !== 'citizen')) {
      const [prompt] = (await help?.show(undefined, { actor: viewer, now: new Date(AT) })) ?? [];
      expect(prompt?.card?.rows.length).toBeLessThanOrEqual(5);
      expect(prompt?.card?.actions).toMatchObject([{ name: 'help-more' }]);
    }
  });

  test('shows views that LINE accepts, to everybody, in both languages', async () => {
    const now = new Date(AT);
    for (const view of chat.views) {
      for (const viewer of actors.filter((each) => view.mayOpen(each))) {
        for (const locale of LOCALES) {
          const prompts = await view.show(undefined, { actor: { ...viewer, locale }, now }).catch(() => []);
          const problems =
            prompts.length === 0
              ? []
              : [...validateMessages(render(prompts, locale)), ...shownFaults(prompts, locale, texts)];
          expect({ view: view.name, actor: viewer.personId, problems }).toMatchObject({ problems: [] });
        }
      }
    }
  });
});
