import type { Request, RequestHandler, Response } from 'express';
import { json, raw, Router } from 'express';
import { sendBurst } from './bursts';
import { API_BASE } from './contract';
import { readFaults } from './faults';
import type { Json } from './json';
import { bodyOf, kindOf, locationOf, optionalText, readBurst, textOf } from './page-input';
import { openStream } from './page-stream';
import type { Platform } from './platform';
import type { Done, Place } from './user-actions';
import { block, follow, linkAccount, sendEvent, switchRichMenu, unsend, UserError } from './user-actions';
import type { Upload } from './user-media';
import { sendMedia, storeUpload } from './user-media';
import { locationMessage, sayText, sendMessage, sendPostback, stickerMessage } from './user-messages';
import type { World } from './world';

const MAX_UPLOAD = '50mb';
const uploads = raw({ type: () => true, limit: MAX_UPLOAD });
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const CHAT_ACTIONS: Readonly<Record<string, (place: Place, body: Json) => Done>> = {
  text: (place, body) =>
    sayText(place, textOf(body, 'text'), optionalText(body, 'quotedMessageId').quotedMessageId),
  sticker: (place, body) =>
    sendMessage(place, stickerMessage(textOf(body, 'packageId'), textOf(body, 'stickerId'))),
  location: (place, body) => sendMessage(place, locationMessage(locationOf(body))),
  postback: (place, body) =>
    sendPostback(place, {
      data: textOf(body, 'data'),
      ...(body.params !== undefined && { params: body.params }),
      ...optionalText(body, 'displayText'),
      ...optionalText(body, 'text'),
    }),
  richmenuswitch: (place, body) =>
    switchRichMenu(place, textOf(body, 'richMenuAliasId'), textOf(body, 'data')),
  follow,
  block,
  unsend: (place, body) => unsend(place, textOf(body, 'messageId')),
  event: (place, body) => ({ delivered: sendEvent(place, { ...body, type: textOf(body, 'type') }) }),
  accountlink: (place, body) => linkAccount(place, textOf(body, 'linkToken'), textOf(body, 'nonce')),
};

const place = (platform: Platform, req: Request): Place =>
  platform.place(String(req.params.botUserId), String(req.params.userId));

/** The page does not wait for the bot: its stream tells what comes of it. */
function answerDone(res: Response, done: Done): void {
  done.delivered.catch(() => undefined);
  res.json(done.id === undefined ? {} : { messageId: done.id });
}

function uploadOf(req: Request): Upload {
  const { kind, name = 'file' } = req.query as Record<string, string | undefined>;
  const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  return { kind: kindOf(kind), bytes, name, type: req.get('content-type') ?? '' };
}

function postMedia(platform: Platform): RequestHandler {
  return (req, res) => {
    const { setId, index, total } = req.query as Record<string, string | undefined>;
    const imageSet =
      setId === undefined ? undefined : { id: setId, index: Number(index), total: Number(total) };
    answerDone(res, sendMedia(place(platform, req), { ...uploadOf(req), ...(imageSet && { imageSet }) }));
  };
}

function postBurst(platform: Platform): RequestHandler {
  return (req, res) => {
    const { parts, arrival } = readBurst(bodyOf(req));
    const { ids, delivered } = sendBurst(place(platform, req), parts, arrival);
    delivered.catch(() => undefined);
    res.json({ messageIds: ids });
  };
}

function postClock(platform: Platform): RequestHandler {
  return (req, res) => {
    const body = bodyOf(req);
    if (body.reset === true) platform.setClock(undefined);
    else {
      const text = textOf(body, 'now');
      // A day alone begins with the working day in Bangkok.
      const at = new Date(DAY.test(text) ? `${text}T09:00:00+07:00` : text);
      if (Number.isNaN(at.getTime())) throw new UserError('“now” is no instant.');
      platform.setClock(at);
    }
    res.json({ now: platform.state.now });
  };
}

function getMedia(world: World): RequestHandler {
  return (req, res) => {
    const media = world.media.get(String(req.params.id));
    if (media === undefined) {
      res.status(404).json({ message: 'There is no such file.' });
      return;
    }
    // What users send is shown, never run.
    res.set({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    res.type(media.type).send(media.bytes);
  };
}

function mountChats(router: Router, platform: Platform): void {
  const chat = '/chats/:botUserId/:userId';
  router.get(chat, (req, res) => {
    const here = place(platform, req);
    here.chat.unread = 0;
    res.json(platform.chat(here.channel.config.botUserId, here.chat.user.userId));
  });
  router.post(`${chat}/media`, uploads, postMedia(platform));
  router.post(`${chat}/burst`, json({ limit: '2mb' }), postBurst(platform));
  router.post(`${chat}/:action`, json({ limit: '2mb' }), (req, res, next) => {
    const { action } = req.params;
    const perform = Object.hasOwn(CHAT_ACTIONS, action) ? CHAT_ACTIONS[action] : undefined;
    if (perform === undefined) {
      next();
      return;
    }
    answerDone(res, perform(place(platform, req), bodyOf(req)));
  });
}

function mountFaults(router: Router, platform: Platform): void {
  router.get('/faults', (_req, res) => void res.json(platform.faults));
  router.put('/faults', json(), (req, res) => {
    platform.setFaults(readFaults(req.body));
    res.json(platform.faults);
  });
  router.post('/faults/reset', (_req, res) => {
    platform.resetFaults();
    res.json(platform.faults);
  });
}

/** The chat page's calls, as `contract.ts` lists them. */
export function pageApi(world: World, platform: Platform): Router {
  const router = Router();
  router.get('/state', (_req, res) => void res.json(platform.state));
  router.get('/stream', openStream(world));
  mountChats(router, platform);
  mountFaults(router, platform);
  router.post('/clock', json(), postClock(platform));
  router.get('/log', (req, res) => {
    const since = Number(req.query.since ?? 0);
    res.json(world.journal.since(Number.isFinite(since) ? since : 0));
  });
  router.get('/media/:id', getMedia(world));
  router.post('/media', uploads, (req, res) => {
    res.json({ mediaId: storeUpload(world, uploadOf(req)).mediaId });
  });
  router.post('/users', json(), (req, res) => {
    const body = bodyOf(req);
    const language = body.language === 'en' ? 'en' : 'th';
    res.json(platform.addUser(textOf(body, 'botUserId'), { ...optionalText(body, 'displayName'), language }));
  });
  router.use((req, res) => void res.status(404).json({ message: `${API_BASE}${req.path}: no such call` }));
  return router;
}
