import { anyFlow } from '../../src/conversation/flow';
import type { FreeInput, Meaning } from '../../src/conversation/listening';
import type { RoomChat } from '../../src/conversation/room-chat';
import { joinChats as join } from '../../src/conversation/room-chat';
import { CITIZEN } from '../helpers/chat';
import { rating, request } from './sample-flows';

const told: FreeInput = { kind: 'text', text: 'ไฟทางดับหลายวัน' };
const listening = (name: string, how: Meaning['how']): RoomChat => ({
  offers: [],
  listens: () => ({ name, how, known: {} }),
});
const joinChats = (rooms: readonly RoomChat[]) => join(rooms, () => 'common.help');
const deaf: RoomChat = { offers: [], listens: () => undefined };

describe('the rooms’ chats joined', () => {
  test('hold every flow and view, and the help', () => {
    const whoAmI = { name: 'who-am-i', mayOpen: () => true, show: () => Promise.resolve([]) };
    const chat = joinChats([
      { offers: [{ opens: anyFlow(request()) }, { opens: whoAmI, typed: true, help: true }] },
      { offers: [{ opens: anyFlow(rating()) }] },
    ]);

    expect(chat.flows.map(({ name }) => name)).toEqual(['request', 'rating']);
    expect(chat.views.map(({ name }) => name)).toEqual(['who-am-i', 'help', 'help-more']);
    expect(chat.openers).toEqual([
      { name: 'who-am-i', words: { th: expect.any(Array), en: expect.any(Array) } },
      { name: 'help-more', words: { th: expect.any(Array), en: expect.any(Array) } },
    ]);
  });

  test.each([
    ['the room that is named, wherever it stands', [listening('a', 'told'), listening('b', 'named')], 'b'],
    ['else the first that listens', [deaf, listening('a', 'told'), listening('b', 'told')], 'a'],
    ['of two that are named the first', [listening('a', 'named'), listening('b', 'named')], 'a'],
    ['nobody where none listens', [deaf], undefined],
  ])('hear %s', async (_who, rooms, name) => {
    expect((await joinChats(rooms).meaning(CITIZEN, told, {}))?.name).toBe(name);
  });

  test('refuse an offer whose texts are missing, and name the text', () => {
    const offers = [{ opens: anyFlow(request()), typed: true } as const];

    expect(() => joinChats([{ offers }])).toThrow('openers.words.request is not in locales');
  });
});
