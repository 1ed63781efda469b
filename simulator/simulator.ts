import type { ErrorRequestHandler } from 'express';
import { Router } from 'express';
import { chatEndpoints } from './chat-api';
import { contentEndpoints } from './content-api';
import { API_BASE, type SimulatorOptions } from './contract';
import { mountEndpoints, sendError } from './endpoint';
import { insightEndpoints } from './insight-api';
import { messageStatsEndpoints } from './message-stats-api';
import { messageEndpoints } from './messages-api';
import { mountOAuth, oauthErrorBody } from './oauth-api';
import { pageApi } from './page-api';
import { mountPage } from './page-files';
import { Platform } from './platform';
import { prelude } from './prelude';
import { profileEndpoints } from './profile-api';
import { richMenuAliasEndpoints } from './rich-menu-alias-api';
import { richMenuEndpoints } from './rich-menu-api';
import { richMenuLinkEndpoints } from './rich-menu-link-api';
import { UserError } from './user-actions';
import { webhookEndpoints } from './webhook-api';
import type { World } from './world';
import { makeWorld } from './world';

/** A LINE platform with a chat page. */
export interface Simulator {
  /** To be mounted at the root of an origin: the API's paths are absolute. */
  readonly router: Router;
  /** The door for programs. */
  readonly platform: Platform;
  /** Cuts what hangs, gives up webhooks, ends streams, and saves the state. */
  close(): Promise<void>;
}

const answerApiError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  const oauth = oauthErrorBody(error);
  if (res.headersSent) next(error);
  else if (oauth === undefined) sendError(res, error);
  else res.status(400).json(oauth);
};

const answerPageError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) next(error);
  else if (error instanceof UserError) res.status(400).json({ message: error.message });
  else sendError(res, error);
};

function messagingApi(world: World): Router {
  const router = Router();
  router.use(prelude(world));
  mountOAuth(router, world);
  mountEndpoints(router, world, [
    ...messageEndpoints,
    ...messageStatsEndpoints,
    ...contentEndpoints,
    ...chatEndpoints,
    ...profileEndpoints,
    // Fixed paths before those with parameters.
    ...richMenuAliasEndpoints,
    ...richMenuLinkEndpoints,
    ...richMenuEndpoints,
    ...webhookEndpoints,
    ...insightEndpoints,
  ]);
  router.use(answerApiError);
  return router;
}

/** Sets up a LINE platform: Messaging API, OAuth, webhooks, chat page. It reads the time from `options.clock` only. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const world = makeWorld(options);
  const platform = new Platform(world);
  const api = messagingApi(world);
  const router = Router();
  router.use((req, res, next) => {
    if (/^\/(?:v2|oauth2)\//.test(req.path)) api(req, res, next);
    else next();
  });
  router.use([API_BASE, '/simulator'], (_req, res, next) => {
    res.set('x-content-type-options', 'nosniff');
    next();
  });
  router.use(API_BASE, pageApi(world, platform));
  router.get('/simulator/media/:id', (req, res) => res.redirect(308, `${API_BASE}/media/${req.params.id}`));
  mountPage(router, options.pageDir);
  router.use(API_BASE, answerPageError);
  const stopListening = world.clock.onMove?.((now) => world.journal.clockMoved(now));
  return {
    router,
    platform,
    close: () => {
      stopListening?.();
      world.closing.abort();
      world.snapshot?.close();
      return Promise.resolve();
    },
  };
}
