import { randomBytes } from 'node:crypto';
import { Sealer } from '../../../src/core/sealing';
import { createSendLater } from '../../../src/line/outgoing/send-later';
import type { NewItem } from '../../../src/outbox/service';

const actor = { orgId: 'na-kok', personId: 'person-1', locale: 'th' } as const;
const prompts = [{ text: { literal: 'receipt' } }];

describe('an answer that could not be replied', () => {
  const queued: NewItem[] = [];
  const sendLater = createSendLater({
    outbox: {
      enqueue: (item) => {
        queued.push(item);
        return Promise.resolve('new');
      },
    },
    sealer: new Sealer([{ id: 'k1', key: randomBytes(32) }]),
  });
  beforeEach(() => void queued.splice(0));

  test('goes to the person by default', async () => {
    await sendLater({ eventId: 'event-1', actor, prompts, to: 'person' });
    expect(queued).toMatchObject([{ to: { kind: 'person', personId: 'person-1' }, locale: 'th', prompts }]);
  });

  test('for a mailbox names neither its person nor its event', async () => {
    await sendLater({ eventId: 'event-1', actor, prompts, to: { mailboxId: 'mailbox-1' } });
    expect(queued).toMatchObject([{ to: { kind: 'mailbox', mailboxId: 'mailbox-1' } }]);
    expect(JSON.stringify(queued)).not.toMatch(/person-1|event-1/);
  });

  test('has one id, however often its event is repeated', async () => {
    for (const eventId of ['event-1', 'event-1', 'event-2'])
      await sendLater({ eventId, actor, prompts, to: 'person' });
    expect(new Set(queued.map(({ id }) => id)).size).toBe(2);
  });
});
