import type { RequestHandler, Router } from 'express';
import express from 'express';
import { healthOf, readinessOf } from './health';
import { metricsOf } from './metrics';
import { isStranger } from './strangers';
import type { Vitals } from './vitals';
import { sparing } from './vitals';

export type { Vitals } from './vitals';

/**
 * For whoever runs the bot. Open to all, because they say next to nothing: `/healthz` (this process is
 * whole) and `/readyz` (it can take webhooks and keep them). Closed to strangers: `/health` (what waits and
 * what is stuck, for people) and `/metrics` (the same for Prometheus); see `isStranger` for who is one.
 */
export function operationsRouter(given: Vitals, token: string | undefined): Router {
  const vitals = sparing(given);
  const registry = metricsOf(vitals);
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    const isWhole = vitals.isWhole();
    response.status(isWhole ? 200 : 503).json({ status: isWhole ? 'ok' : 'the embedded database has ended' });
  });
  router.get('/readyz', async (_request, response) => {
    const { ready, ...checks } = await readinessOf(vitals);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not ready', ...checks });
  });
  router.use(['/health', '/metrics'], closedToStrangers(token));
  router.get('/health', async (_request, response) => {
    const health = await healthOf(vitals);
    response.status(health.status === 'down' ? 503 : 200).json(health);
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

function closedToStrangers(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    response.set('cache-control', 'no-store');
    if (!isStranger(request, token)) next();
    else if (token === undefined)
      response.status(403).json({ message: 'Only on this machine; set METRICS_TOKEN' });
    else response.status(401).set('www-authenticate', 'Bearer').json({ message: 'METRICS_TOKEN is needed' });
  };
}
