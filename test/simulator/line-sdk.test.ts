import { channelAccessToken, HTTPFetchError, LineBotClient } from '@line/bot-sdk';
import type { Stage } from './harness';
import { BOT, png, SECRET, setStage, SOMSRI } from './harness';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

describe('LINE’s own client on the simulator', () => {
  let stage: Stage;
  let client: LineBotClient;
  beforeEach(async () => {
    stage = await setStage({ monthlyQuota: 300 });
    const tokens = new channelAccessToken.ChannelAccessTokenClient({ baseURL: stage.origin });
    const issued = await tokens.issueStatelessChannelTokenByClientSecret('1234567890', SECRET);
    client = LineBotClient.fromChannelAccessToken({
      channelAccessToken: issued.access_token,
      apiBaseURL: stage.origin,
      dataApiBaseURL: stage.origin,
    });
  });
  afterEach(() => stage.close());

  test('answers, pushes and reads', async () => {
    await stage.somsri.says('สวัสดี');
    const messages = [{ type: 'text' as const, text: 'ยินดี' }];
    const replied = await client.replyMessage({
      replyToken: stage.lastEvent().replyToken as string,
      messages,
    });
    expect(replied.sentMessages[0]?.quoteToken).toEqual(expect.any(String));
    await client.validatePush({ messages });
    const pushed = await client.pushMessage({ to: SOMSRI, messages }, KEY);
    const repeated: unknown = await client
      .pushMessage({ to: SOMSRI, messages }, KEY)
      .catch((error: unknown) => error);
    expect(repeated).toBeInstanceOf(HTTPFetchError);
    const refusal = repeated as HTTPFetchError;
    expect(refusal.status).toBe(409);
    expect(refusal.headers.get('x-line-accepted-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(refusal.body)).toMatchObject({ sentMessages: pushed.sentMessages });
    await client.multicast({ to: [SOMSRI], messages });
    await client.broadcast({ messages });
    expect(await client.getMessageQuota()).toEqual({ type: 'limited', value: 300 });
    expect(await client.getMessageQuotaConsumption()).toEqual({ totalUsage: 4 });
    expect(await client.getProfile(SOMSRI)).toMatchObject({ displayName: 'สมศรี' });
    expect(await client.getBotInfo()).toMatchObject({ userId: BOT });
    await client.showLoadingAnimation({ chatId: SOMSRI, loadingSeconds: 5 });
    expect(stage.somsri.chat.loadingSeconds).toBe(5);
    const { markAsReadToken } = stage.lastEvent().message;
    await client.markMessagesAsReadByToken({ markAsReadToken: markAsReadToken as string });
  });

  test('fetches content', async () => {
    const id = await stage.somsri.sends({ kind: 'image', bytes: png(4, 4), name: 'a.png' });
    const parts: Buffer[] = [];
    for await (const part of await client.getMessageContent(id)) parts.push(part as Buffer);
    expect(Buffer.concat(parts).equals(png(4, 4))).toBe(true);
  });

  test('sets rich menus up', async () => {
    const { richMenuId } = await client.createRichMenu({
      size: { width: 2500, height: 843 },
      selected: false,
      name: 'main',
      chatBarText: 'เมนู',
      areas: [{ bounds: { x: 0, y: 0, width: 2500, height: 843 }, action: { type: 'message', text: 'a' } }],
    });
    await client.setRichMenuImage(
      richMenuId,
      new Blob([new Uint8Array(png(2500, 843))], { type: 'image/png' }),
    );
    await client.createRichMenuAlias({ richMenuId, richMenuAliasId: 'main' });
    await client.setDefaultRichMenu(richMenuId);
    expect(await client.getDefaultRichMenuId()).toEqual({ richMenuId });
    await client.linkRichMenuIdToUser(SOMSRI, richMenuId);
    expect((await client.getRichMenuAliasList()).aliases).toEqual([{ richMenuAliasId: 'main', richMenuId }]);
    expect(stage.somsri.chat.richMenu).toMatchObject({ richMenuId, chatBarText: 'เมนู' });
  });
});
