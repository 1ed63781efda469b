import { ApiError, notFound, wrongBody } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';

const MAX_ALIASES = 1000;

function readMenuId({ channel, body }: Call): string {
  const { richMenuId } = body;
  if (typeof richMenuId !== 'string' || richMenuId === '') {
    throw wrongBody([{ message: 'must be specified', property: 'richMenuId' }]);
  }
  const menu = channel.richMenus.get(richMenuId);
  if (menu === undefined) throw new ApiError(400, 'richmenu not found', []);
  return richMenuId;
}

function create(call: Call): Answer {
  const { channel, body } = call;
  const { richMenuAliasId } = body;
  if (typeof richMenuAliasId !== 'string' || !/^[a-z0-9_-]{1,32}$/.test(richMenuAliasId)) {
    throw wrongBody([{ message: 'invalid richMenuAliasId', property: 'richMenuAliasId' }]);
  }
  if (channel.aliases.has(richMenuAliasId)) throw new ApiError(400, 'conflict richmenu alias id', []);
  if (channel.aliases.size >= MAX_ALIASES) {
    throw new ApiError(400, 'The number of rich menu aliases has reached the upper limit', []);
  }
  channel.aliases.set(richMenuAliasId, readMenuId(call));
  return {};
}

function aliasOfPath({ channel, params }: Call): { richMenuAliasId: string; richMenuId: string } {
  const richMenuAliasId = params.richMenuAliasId ?? '';
  const richMenuId = channel.aliases.get(richMenuAliasId);
  if (richMenuId === undefined) throw notFound('richmenu alias not found');
  return { richMenuAliasId, richMenuId };
}

function update(call: Call): Answer {
  const { richMenuAliasId } = aliasOfPath(call);
  call.channel.aliases.set(richMenuAliasId, readMenuId(call));
  return {};
}

function remove(call: Call): Answer {
  call.channel.aliases.delete(aliasOfPath(call).richMenuAliasId);
  return {};
}

function list({ channel }: Call): Answer {
  const aliases = [...channel.aliases].map(([richMenuAliasId, richMenuId]) => ({
    richMenuAliasId,
    richMenuId,
  }));
  return { body: { aliases } };
}

const ALIAS = '/v2/bot/richmenu/alias/:richMenuAliasId';

/** Aliases of rich menus: what tabs switch to. */
export const richMenuAliasEndpoints: readonly Endpoint[] = [
  { method: 'post', path: '/v2/bot/richmenu/alias', body: 'json', handle: create },
  { method: 'get', path: '/v2/bot/richmenu/alias/list', handle: list },
  { method: 'get', path: ALIAS, handle: (call) => ({ body: aliasOfPath(call) }) },
  { method: 'post', path: ALIAS, body: 'json', handle: update },
  { method: 'delete', path: ALIAS, rate: 'richMenuChange', handle: remove },
];
