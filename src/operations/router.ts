import express from 'express';
import type { Router } from 'express';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/** What the rooms tell about themselves. */
export interface Vitals {
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  inbox(): Promise<{ waiting: number; aside: number }>;
  outbox(): Promise<{ waiting: number; dead: number; oldestSeconds: number }>;
}

/** Older than this, something that must be sent is stuck: the process takes no new work. */
const OUTBOX_STUCK_SECONDS = 6 * 60 * 60;
const DATABASE_MS = 2_000;

/** `/healthz` (alive), `/readyz` (database answers, nothing is stuck) and `/metrics` (Prometheus). */
export function operationsRouter(vitals: Vitals): Router {
  const router = express.Router();
  const registry = metricsOf(vitals);
  router.get('/healthz', (_request, response) => response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    const checks = await readiness(vitals);
    const ready = Object.values(checks).every((check) => check === 'ok');
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not ready', ...checks });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

async function readiness(vitals: Vitals): Promise<Record<'database' | 'outbox', string>> {
  try {
    const outbox = await within(
      DATABASE_MS,
      vitals.ping().then(() => vitals.outbox()),
    );
    return { database: 'ok', outbox: outbox.oldestSeconds > OUTBOX_STUCK_SECONDS ? 'stuck' : 'ok' };
  } catch {
    return { database: 'does not answer', outbox: 'unknown' };
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('too slow')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function metricsOf(vitals: Vitals): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  };
  gauge(
    'prongsai_inbox_waiting',
    'Events stored and not yet worked off',
    async () => (await vitals.inbox()).waiting,
  );
  gauge('prongsai_inbox_aside', 'Events set aside after failing', async () => (await vitals.inbox()).aside);
  gauge('prongsai_outbox_waiting', 'Messages to be pushed', async () => (await vitals.outbox()).waiting);
  gauge('prongsai_outbox_dead', 'Messages given up, payload kept', async () => (await vitals.outbox()).dead);
  gauge(
    'prongsai_outbox_oldest_seconds',
    'Age of the oldest message to be pushed',
    async () => (await vitals.outbox()).oldestSeconds,
  );
  return registry;
}
