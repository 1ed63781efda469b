import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Vitals } from './vitals';

/** The numbers for Prometheus: those of the process, and how much waits where. */
export function metricsOf(vitals: Vitals): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = <T extends object>(
    prefix: string,
    read: () => Promise<T>,
    helps: Readonly<Record<keyof T & string, string>>,
  ): void => {
    for (const key of Object.keys(helps) as (keyof T & string)[]) {
      new Gauge({
        name: `${prefix}_${snakeCase(key)}`,
        help: helps[key],
        registers: [registry],
        async collect() {
          this.set(Number((await read())[key]));
        },
      });
    }
  };
  gauges('prongsai_inbox', () => vitals.inbox(), {
    waiting: 'Events stored and not yet worked off',
    aside: 'Events set aside after failing',
  });
  gauges('prongsai_outbox', () => vitals.outbox(), {
    waiting: 'Messages to be pushed',
    repair: 'Of these, messages that wait for a LINE channel to be mended',
    dead: 'Messages given up; npm run outbox -- list',
    oldestSeconds: 'Age of the oldest message to be pushed',
  });
  gauges('prongsai_line', () => Promise.resolve({ refusedChannels: vitals.refusedChannels() }), {
    refusedChannels: 'LINE channels that are not served: wrong token, no permission, or none',
  });
  return registry;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
