import { ApiError, notFound, wrongBody, wrongProperty } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import { userOfPath } from './profile-api';
import { menuOfPath, menusChanged } from './rich-menu-api';

const MAX_USERS = 500;

function menuWithImage(call: Call): string {
  const { richMenuId, menu } = menuOfPath(call);
  if (menu.mediaId === undefined) {
    throw new ApiError(400, 'must upload richmenu image before applying it to user', []);
  }
  return richMenuId;
}

function setDefault(call: Call): Answer {
  call.channel.defaultRichMenuId = menuWithImage(call);
  menusChanged(call);
  return {};
}

function getDefault({ channel }: Call): Answer {
  if (channel.defaultRichMenuId === undefined) throw notFound('no default richmenu');
  return { body: { richMenuId: channel.defaultRichMenuId } };
}

function clearDefault(call: Call): Answer {
  call.channel.defaultRichMenuId = undefined;
  menusChanged(call);
  return {};
}

function link(call: Call): Answer {
  const chat = userOfPath(call.channel, call.params.userId ?? '');
  const richMenuId = menuWithImage(call);
  // Strangers and those who block are not linked, and LINE says nothing about it.
  if (chat?.relation === 'friend') chat.richMenuId = richMenuId;
  menusChanged(call);
  return {};
}

function getLink({ channel, params }: Call): Answer {
  const richMenuId = userOfPath(channel, params.userId ?? '')?.richMenuId;
  if (richMenuId === undefined) throw notFound('the user has no richmenu');
  return { body: { richMenuId } };
}

function unlink(call: Call): Answer {
  const chat = userOfPath(call.channel, call.params.userId ?? '');
  if (chat !== undefined) chat.richMenuId = undefined;
  menusChanged(call);
  return {};
}

function readUsers(userIds: unknown): string[] {
  if (!Array.isArray(userIds)) throw wrongProperty("'userIds'");
  if (userIds.length < 1 || userIds.length > MAX_USERS) {
    throw wrongBody([{ message: `Size must be between 1 and ${MAX_USERS}`, property: 'userIds' }]);
  }
  const wrong = userIds.findIndex((each) => typeof each !== 'string' || !/^U[0-9a-f]{32}$/.test(each));
  if (wrong >= 0) throw wrongProperty(`'userIds[${wrong}]'`);
  return userIds as string[];
}

function changeMany(call: Call, userIds: readonly string[], richMenuId: string | undefined): Answer {
  for (const userId of userIds) {
    const chat = call.channel.chats.get(userId);
    if (chat?.relation === 'friend') chat.richMenuId = richMenuId;
  }
  menusChanged(call);
  return { status: 202 };
}

function bulkLink(call: Call): Answer {
  const { richMenuId } = call.body;
  const userIds = readUsers(call.body.userIds);
  if (typeof richMenuId !== 'string') {
    throw wrongBody([{ message: 'invalid richMenuId', property: 'richMenuId' }]);
  }
  const menu = call.channel.richMenus.get(richMenuId);
  if (menu === undefined) throw notFound('richmenu not found');
  if (menu.mediaId === undefined) {
    throw new ApiError(400, 'must upload richmenu image before applying it to user', []);
  }
  return changeMany(call, userIds, richMenuId);
}

/** Who sees which rich menu. */
export const richMenuLinkEndpoints: readonly Endpoint[] = [
  { method: 'post', path: '/v2/bot/richmenu/bulk/link', body: 'json', handle: bulkLink },
  {
    method: 'post',
    path: '/v2/bot/richmenu/bulk/unlink',
    body: 'json',
    handle: (call) => changeMany(call, readUsers(call.body.userIds), undefined),
  },
  { method: 'post', path: '/v2/bot/user/all/richmenu/:richMenuId', handle: setDefault },
  { method: 'get', path: '/v2/bot/user/all/richmenu', handle: getDefault },
  { method: 'delete', path: '/v2/bot/user/all/richmenu', handle: clearDefault },
  { method: 'post', path: '/v2/bot/user/:userId/richmenu/:richMenuId', handle: link },
  { method: 'get', path: '/v2/bot/user/:userId/richmenu', handle: getLink },
  { method: 'delete', path: '/v2/bot/user/:userId/richmenu', handle: unlink },
];
