import type { messagingApi } from '@line/bot-sdk';
import { checked, RICH_MENU_ID, USER_ID } from '../line-ids';
import type { Calls } from './calls';
import { valueOf } from './calls';
import type { Channel } from './channels';

/** Rich menus. All throw `line-call-failed`. */
export interface RichMenuCalls {
  list(channel: Channel): Promise<readonly { readonly richMenuId: string; readonly name: string }[]>;
  create(channel: Channel, menu: messagingApi.RichMenuRequest): Promise<string>;
  uploadPicture(channel: Channel, richMenuId: string, picture: Buffer, mediaType: string): Promise<void>;
  setDefault(channel: Channel, richMenuId: string): Promise<void>;
  remove(channel: Channel, richMenuId: string): Promise<void>;
  link(channel: Channel, userId: string, richMenuId: string): Promise<void>;
}

/** See `RichMenuCalls`. */
export function richMenuCalls(calls: Calls): RichMenuCalls {
  return {
    list: async (channel) => {
      const result = await calls.call(channel, 'GET /v2/bot/richmenu/list', ({ api }) =>
        api.getRichMenuListWithHttpInfo(),
      );
      return valueOf(result).richmenus.map(({ richMenuId, name }) => ({ richMenuId, name }));
    },
    create: async (channel, menu) =>
      valueOf(
        await calls.call(channel, 'POST /v2/bot/richmenu', ({ api }) => api.createRichMenuWithHttpInfo(menu)),
      ).richMenuId,
    uploadPicture: async (channel, richMenuId, picture, type) => {
      const id = checked(RICH_MENU_ID, richMenuId);
      const body = new Blob([new Uint8Array(picture)], { type });
      valueOf(
        await calls.call(channel, 'POST /v2/bot/richmenu/{richMenuId}/content', ({ blob }) =>
          blob.setRichMenuImageWithHttpInfo(id, body),
        ),
      );
    },
    setDefault: async (channel, richMenuId) => {
      const id = checked(RICH_MENU_ID, richMenuId);
      valueOf(
        await calls.call(channel, 'POST /v2/bot/user/all/richmenu/{richMenuId}', ({ api }) =>
          api.setDefaultRichMenuWithHttpInfo(id),
        ),
      );
    },
    remove: async (channel, richMenuId) => {
      const id = checked(RICH_MENU_ID, richMenuId);
      const result = await calls.call(channel, 'DELETE /v2/bot/richmenu/{richMenuId}', ({ api }) =>
        api.deleteRichMenuWithHttpInfo(id),
      );
      if (result.ok || result.status !== 404) valueOf(result);
    },
    link: async (channel, userId, richMenuId) => {
      const [user, menu] = [checked(USER_ID, userId), checked(RICH_MENU_ID, richMenuId)];
      valueOf(
        await calls.call(channel, 'POST /v2/bot/user/{userId}/richmenu/{richMenuId}', ({ api }) =>
          api.linkRichMenuIdToUserWithHttpInfo(user, menu),
        ),
      );
    },
  };
}
