import type { TestApp } from '../../helpers/app';
import { startApp } from '../../helpers/app';
import { say } from '../../helpers/talk';

const ORG = 'na-kok';

describe('a message that was taken back before it came', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test.each([
    ['delivered again', { isRedelivery: true }],
    ['overtaken on its way', { isRedelivery: false }],
  ])('%s is no answer', async (_how, deliveryContext) => {
    const phone = app.stranger(ORG);
    await say(phone, 'ร้องเรียน');
    await say(phone, 'ไฟฟ้าสาธารณะ');
    const id = `5${performance.now().toFixed(0)}`;
    await phone.causes({ type: 'unsend', unsend: { messageId: id } });
    await app.container.line.dispatcher.idle();
    const before = phone.chat.items.filter(({ from }) => from === 'bot').length;

    const message = { type: 'text', id, text: 'ไฟหน้าบ้านดับมาสามคืน', quoteToken: 'q' };
    await phone.causes({ type: 'message', message, deliveryContext });
    await app.container.line.dispatcher.idle();
    await app.simulator.platform.whenIdle();
    expect(phone.chat.items.filter(({ from }) => from === 'bot')).toHaveLength(before);
    expect(await app.container.threads.counts()).toEqual({ waiting: 0, aside: 0 });
  });
});
