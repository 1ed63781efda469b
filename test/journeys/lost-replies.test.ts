import type { Faults } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, say, th } from '../helpers/talk';

const ORG = 'na-kok';
type Fault = Omit<Faults['api'][number], 'path' | 'times'>;

const TROUBLES: [string, Fault][] = [
  ['an error of LINE', { kind: 'status', status: 500 }],
  ['a busy LINE', { kind: 'status', status: 429, message: 'The API rate limit has been exceeded.' }],
  ['a cut connection', { kind: 'cut' }],
  ['a connection cut after the reply arrived', { kind: 'accept-then-cut' }],
];

describe('a reply that meets', () => {
  let app: TestApp;
  let phone: Phone;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(() => (phone = app.stranger(ORG)));

  const trouble = (fault: Fault, times = 1): void =>
    app.simulator.platform.setFaults({ api: [{ path: '/v2/bot/message/reply', times, ...fault }] });
  const heardBy = (via: string): number =>
    phone.chat.items.filter((item) => item.from === 'bot' && item.via === via).length;
  const pushes = (): Promise<number> => app.db.connection.collection('outbox').countDocuments({});

  test.each(TROUBLES)('%s answers the question once', async (_what, fault) => {
    trouble(fault);
    expect(await say(phone, th('common.help'))).not.toBe('');
    await app.container.line.dispatcher.idle();
    expect(heardBy('reply')).toBe(1);
  });

  test.each(TROUBLES)('%s gives the receipt once, and costs no push', async (_what, fault) => {
    await complain(phone, { detail: 'ไฟทางดับทั้งซอย', beforeSending: () => trouble(fault) });
    await app.container.line.dispatcher.idle();
    expect(heardBy('push')).toBe(0);
    expect(await pushes()).toBe(0);
  });
});
