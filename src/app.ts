import type { ErrorRequestHandler, Express, Router } from 'express';
import express from 'express';
import helmet from 'helmet';
import type { Log } from './core/log';

export interface AppParts {
  readonly webhook: Router;
  readonly operations: Router;
  /** LINE itself, when no real channel is configured. */
  readonly simulator?: Router;
  readonly log: Log;
}

/** The web application. The order of what a request passes is the order of these lines. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 1);
  app.use(helmet({ contentSecurityPolicy: { directives: CONTENT_POLICY } }));
  app.use(parts.webhook);
  app.use(parts.operations);
  if (parts.simulator !== undefined) {
    app.get('/', (_request, response) => response.redirect('/simulator'));
    app.use(parts.simulator);
  }
  app.use((_request, response) => response.status(404).json({ message: 'Not found' }));
  app.use(failures(parts.log));
  return app;
}

/** No page of ours needs anything from another host. */
const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'unsafe-inline'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  upgradeInsecureRequests: null,
};

/** Client errors (too large, malformed) keep their status; ours are logged and say nothing of the inside. */
function failures(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500)
      log.error('http.failed', { error: error instanceof Error ? error : new Error('unknown') });
    response.status(status).json({ message: status >= 500 ? 'Something went wrong here' : messageOf(error) });
  };
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request cannot be understood';
}
