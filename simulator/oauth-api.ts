import type { Request, RequestHandler, Router } from 'express';
import { urlencoded } from 'express';
import { ApiError } from './api-error';
import { isJson } from './json';
import type { Channel, IssuedToken } from './state';
import { channelOfToken, issueToken, SHORT_LIVED_SECONDS, STATELESS_SECONDS } from './tokens';
import type { World } from './world';

/** An error in the shape of the OAuth calls (line-platform.md §13). */
class OAuthError extends Error {
  constructor(
    readonly error: string,
    readonly description: string,
  ) {
    super(description);
  }
}

function formField(req: Request, name: string): string {
  const body: unknown = req.body;
  const value = isJson(body) ? body[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function channelOfSecret(world: World, req: Request): Channel {
  if (formField(req, 'grant_type') !== 'client_credentials') {
    throw new OAuthError('unsupported_grant_type', 'unsupported grant_type');
  }
  const channelId = formField(req, 'client_id');
  const channel = [...world.channels.values()].find((each) => each.config.channelId === channelId);
  if (channel === undefined) throw new OAuthError('invalid_request', "Invalid 'client_credentials'.");
  if (formField(req, 'client_secret') !== channel.config.channelSecret) {
    throw new OAuthError('invalid_client', 'invalid client_secret');
  }
  return channel;
}

function issue(world: World, kind: IssuedToken['kind'], seconds: number): RequestHandler {
  return (req, res) => {
    const channel = channelOfSecret(world, req);
    res.locals.channel = channel;
    const token = issueToken(channel, kind, world.clock.now());
    res.json({ token_type: 'Bearer', access_token: token, expires_in: seconds });
    world.journal.changed();
  };
}

function verify(world: World, token: (req: Request) => string): RequestHandler {
  return (req, res) => {
    const now = world.clock.now();
    const channel = channelOfToken(world.channels.values(), token(req), now);
    if (channel === undefined) throw new OAuthError('invalid_request', 'invalid access token');
    const expiresAt = channel.tokens.get(token(req))?.expiresAt;
    const seconds = expiresAt === undefined ? SHORT_LIVED_SECONDS : (expiresAt - now.getTime()) / 1000;
    res.json({
      client_id: channel.config.channelId,
      expires_in: Math.max(0, Math.floor(seconds)),
      scope: '',
    });
  };
}

function revoke(world: World, kind: IssuedToken['kind']): RequestHandler {
  return (req, res) => {
    const token = formField(req, 'access_token');
    const channel = [...world.channels.values()].find((each) => each.tokens.get(token)?.kind === kind);
    channel?.tokens.delete(token);
    res.json({});
    world.journal.changed();
  };
}

function limited(world: World): RequestHandler {
  return (req, _res, next) => {
    if (!world.rates.take(`oauth ${req.path}`, 'oauth', world.clock.now())) {
      throw new ApiError(429, 'The API rate limit has been exceeded. Try again later.');
    }
    next();
  };
}

/** Channel access tokens: stateless and short-lived ones (line-platform.md §13). */
export function mountOAuth(router: Router, world: World): void {
  router.use(['/oauth2', '/v2/oauth'], urlencoded({ extended: false, limit: '64kb' }));
  router.post('/oauth2/v3/token', issue(world, 'stateless', STATELESS_SECONDS));
  router.get(
    '/oauth2/v2.1/verify',
    verify(world, (req) => (typeof req.query.access_token === 'string' ? req.query.access_token : '')),
  );
  // ID tokens belong to LINE Login, which the simulator does not speak: none was ever issued here.
  router.post('/oauth2/v2.1/verify', () => {
    throw new OAuthError('invalid_request', 'Invalid IdToken.');
  });
  router.post('/oauth2/v2.1/revoke', revoke(world, 'short-lived'));
  router.post('/v2/oauth/accessToken', limited(world), issue(world, 'short-lived', SHORT_LIVED_SECONDS));
  router.post(
    '/v2/oauth/verify',
    verify(world, (req) => formField(req, 'access_token')),
  );
  router.post('/v2/oauth/revoke', revoke(world, 'short-lived'));
}

/** The answer to an error of the OAuth calls; `undefined`: it is none. */
export function oauthErrorBody(error: unknown): Record<string, string> | undefined {
  return error instanceof OAuthError
    ? { error: error.error, error_description: error.description }
    : undefined;
}
