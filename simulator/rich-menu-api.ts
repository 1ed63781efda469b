import { ApiError, notFound, wrongBody } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import { newRichMenuId } from './ids';
import { imageFacts } from './image-facts';
import type { Json } from './json';
import type { Channel, RichMenu } from './state';
import { validateRichMenu } from './validate';
import { isRichMenuSize } from './validate/rich-menu';

const MAX_MENUS = 1000;
const MAX_IMAGE = 1024 * 1024;

function checkMenu(body: Json): void {
  const problems = validateRichMenu(body);
  if (problems.length > 0) throw wrongBody(problems.map(({ message, property }) => ({ message, property })));
}

function create({ channel, body }: Call): Answer {
  checkMenu(body);
  if (channel.richMenus.size >= MAX_MENUS) {
    throw new ApiError(400, 'The number of rich menus has reached the upper limit', []);
  }
  const richMenuId = newRichMenuId();
  const { size, selected, name, chatBarText, areas } = body;
  channel.richMenus.set(richMenuId, {
    definition: { size, selected, name, chatBarText, areas },
    mediaId: undefined,
  });
  return { body: { richMenuId } };
}

/** The menu of a path, or LINE's 404. */
export function menuOfPath({ channel, params }: Call): { richMenuId: string; menu: RichMenu } {
  const richMenuId = params.richMenuId ?? '';
  const menu = channel.richMenus.get(richMenuId);
  if (menu === undefined) throw notFound();
  return { richMenuId, menu };
}

/** Announces that chats may show another menu now. */
export function menusChanged({ channel, world }: Call): void {
  for (const userId of channel.chats.keys()) world.journal.chatChanged(channel.config.botUserId, userId);
}

function remove(call: Call): Answer {
  const { richMenuId } = menuOfPath(call);
  const { channel } = call;
  channel.richMenus.delete(richMenuId);
  if (channel.defaultRichMenuId === richMenuId) channel.defaultRichMenuId = undefined;
  for (const chat of channel.chats.values()) {
    if (chat.richMenuId === richMenuId) chat.richMenuId = undefined;
  }
  menusChanged(call);
  return {};
}

const tell = (richMenuId: string, menu: RichMenu): Json => ({ richMenuId, ...menu.definition });

function list({ channel }: Call): Answer {
  return { body: { richmenus: [...channel.richMenus].map(([id, menu]) => tell(id, menu)) } };
}

function uploadImage(call: Call): Answer {
  const { menu } = menuOfPath(call);
  const type = call.contentType.split(';')[0]?.trim().toLowerCase();
  if (type !== 'image/png' && type !== 'image/jpeg') {
    throw new ApiError(415, `The content type, ${call.contentType}, is not supported`);
  }
  if (menu.mediaId !== undefined) {
    throw new ApiError(400, 'An image has already been uploaded to the richmenu', []);
  }
  if (call.bytes.length > MAX_IMAGE) throw new ApiError(413, 'Request Entity Too Large');
  const facts = imageFacts(call.bytes);
  if (facts?.type !== type || !isRichMenuSize(facts.width, facts.height)) {
    throw new ApiError(400, 'The image size is not allowed for richmenu', []);
  }
  menu.mediaId = call.world.media.put(call.bytes, type, 'rich-menu');
  menusChanged(call);
  return {};
}

function downloadImage(call: Call): Answer {
  const { mediaId } = menuOfPath(call).menu;
  const media = mediaId === undefined ? undefined : call.world.media.get(mediaId);
  if (media === undefined) throw notFound();
  return { file: { bytes: media.bytes, type: media.type } };
}

/** The menu a chat shows: the user's own, else the default (line-platform.md §11, Priority). */
export function shownMenu(
  channel: Channel,
  userId: string,
): { richMenuId: string; menu: RichMenu } | undefined {
  const chat = channel.chats.get(userId);
  const own = chat?.relation === 'friend' ? chat.richMenuId : undefined;
  const richMenuId = own ?? channel.defaultRichMenuId;
  const menu = richMenuId === undefined ? undefined : channel.richMenus.get(richMenuId);
  return richMenuId === undefined || menu?.mediaId === undefined ? undefined : { richMenuId, menu };
}

/** Rich menus and their pictures. */
export const richMenuEndpoints: readonly Endpoint[] = [
  { method: 'post', path: '/v2/bot/richmenu', body: 'json', rate: 'richMenuChange', handle: create },
  {
    method: 'post',
    path: '/v2/bot/richmenu/validate',
    body: 'json',
    handle: ({ body }) => {
      checkMenu(body);
      return {};
    },
  },
  { method: 'get', path: '/v2/bot/richmenu/list', rate: 'richMenuList', handle: list },
  {
    method: 'get',
    path: '/v2/bot/richmenu/:richMenuId',
    handle: (call) => {
      const { richMenuId, menu } = menuOfPath(call);
      return { body: tell(richMenuId, menu) };
    },
  },
  { method: 'delete', path: '/v2/bot/richmenu/:richMenuId', rate: 'richMenuChange', handle: remove },
  { method: 'post', path: '/v2/bot/richmenu/:richMenuId/content', handle: uploadImage },
  { method: 'get', path: '/v2/bot/richmenu/:richMenuId/content', handle: downloadImage },
];
