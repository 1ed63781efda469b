import { randomInt } from 'node:crypto';
import type { messagingApi as line } from '@line/bot-sdk';
import { messagingApi, middleware } from '@line/bot-sdk';
import type { ErrorRequestHandler } from 'express';
import express from 'express';
import { mongo } from 'mongoose';
import { button, card, CATEGORIES, choices, helpCard, receiptRows, reviewRows } from './hand-written-cards';

/**
 * What the bot is compared with: the same conversation as an office's programmer writes it in an afternoon.
 * The SDK's middleware and client, one session document per person that is loaded and saved, as durably as
 * ours, for each message; it keeps nothing secret, knows no second language and does not notice that a webhook
 * comes twice. Started with the addresses of LINE and of the database, and the port to listen on.
 */
const [, , apiUrl = '', databaseUrl = '', port = '', channelSecret = '', channelAccessToken = ''] =
  process.argv;

interface Session {
  _id: string;
  step: 'idle' | 'detail' | 'category' | 'place' | 'reporter' | 'review';
  answers: Record<string, string>;
}

const durable = { writeConcern: { w: 'majority', j: true } } as const;
const database = new mongo.MongoClient(databaseUrl, durable).db('hand-written');
const sessions = database.collection<Session>('sessions');
const complaints = database.collection('complaints');
const client = new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: apiUrl });

const app = express();
app.post('/webhook', middleware({ channelSecret }), async (request, response) => {
  const { events } = request.body as { events: WebhookEvent[] };
  await Promise.all(events.map(handle));
  response.json({});
});
const failed: ErrorRequestHandler = (error, _request, response, next) => {
  console.log(error);
  if (response.headersSent) next(error);
  else response.status(500).end();
};
app.use(failed);

interface WebhookEvent {
  readonly type: string;
  readonly replyToken: string;
  readonly source: { readonly userId: string };
  readonly message?: { readonly type: string; readonly text: string };
}

async function handle({ message, replyToken, source: { userId } }: WebhookEvent): Promise<void> {
  if (message?.type !== 'text') return;
  const session = (await sessions.findOne({ _id: userId })) ?? { _id: userId, step: 'idle', answers: {} };
  const answer = await answerTo(session, message.text.trim());
  await sessions.replaceOne({ _id: userId }, session, { upsert: true });
  await client.replyMessage({ replyToken, messages: [answer] });
}

/** The answer to a text; moves the session on. */
async function answerTo(session: Session, text: string): Promise<line.Message> {
  if (text === 'ยกเลิก') {
    Object.assign(session, { step: 'idle', answers: {} });
    return { type: 'text', text: 'ยกเลิกแล้ว' };
  }
  switch (session.step) {
    case 'idle':
      if (text !== 'แจ้งเรื่องร้องเรียน') return helpCard();
      session.step = 'detail';
      return choices('กรุณาเล่าเรื่องที่ต้องการแจ้ง: เกิดอะไรขึ้น ที่ใด และเมื่อใด', []);
    case 'detail':
      session.answers.detail = text;
      session.step = 'category';
      return choices('เรื่องที่ต้องการแจ้งเกี่ยวกับอะไร', CATEGORIES);
    case 'category':
      if (!CATEGORIES.includes(text)) return choices('กรุณาเลือกประเภทเรื่องจากรายการ', CATEGORIES);
      session.answers.category = text;
      session.step = 'place';
      return choices('เกิดขึ้นที่ใด กรุณาส่งตำแหน่งที่ตั้งหรือพิมพ์ชื่อสถานที่ หากไม่ต้องการระบุให้กด “ข้าม”', ['ข้าม', 'ย้อนกลับ']);
    case 'place':
      session.answers.place = text;
      session.step = 'reporter';
      return choices(
        'ท่านต้องการให้หน่วยงานทราบชื่อหรือไม่\n\n• ไม่เปิดเผยชื่อ: เจ้าหน้าที่เห็นเฉพาะเรื่อง ภาพ เอกสาร และสถานที่ที่ท่านส่ง ' +
          'ไม่เห็นชื่อและบัญชี LINE ของท่าน\n• เปิดเผยชื่อ: ชื่อและเบอร์โทรศัพท์เห็นได้เฉพาะผู้ประสานงาน เพื่อติดต่อกลับ',
        ['ไม่เปิดเผยชื่อ', 'เปิดเผยชื่อ', 'ย้อนกลับ'],
      );
    case 'reporter':
      session.answers.reporter = text;
      session.step = 'review';
      return card('กรุณาตรวจสอบก่อนส่ง', reviewRows(session.answers), [
        button('ส่ง', 'primary'),
        button('ยกเลิก', 'secondary'),
      ]);
    case 'review':
      return text === 'ส่ง' ? file(session) : choices('กรุณากด “ส่ง” หรือ “ยกเลิก”', ['ส่ง']);
  }
}

async function file(session: Session): Promise<line.Message> {
  const ticketNo = `70-${String(randomInt(100_000)).padStart(5, '0')}`;
  const pin = String(randomInt(1_000_000)).padStart(6, '0');
  await complaints.insertOne({ ticketNo, pin, ...session.answers, userId: session._id, at: new Date() });
  const rows = receiptRows(ticketNo, pin, session.answers);
  Object.assign(session, { step: 'idle', answers: {} });
  return card('รับเรื่องแล้ว ขอบคุณ', rows, [button('ติดตามเรื่อง', 'primary')]);
}

app.listen(Number(port), '127.0.0.1', () => process.send?.(Number(port)));
process.on('disconnect', () => process.exit());
