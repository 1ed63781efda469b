import type { InboxCounts, OutboxCounts, Vitals } from './vitals';

/** What an operator is shown at `/health`. */
export interface Health {
  readonly status: 'ok' | 'attention' | 'down';
  /** What somebody should look at, in plain words. */
  readonly problems: readonly string[];
  readonly uptimeSeconds: number;
  readonly database: string;
  readonly inbox?: InboxCounts;
  readonly outbox?: OutboxCounts;
}

/** Older than this, a message that must be pushed is stuck. */
const STUCK_SECONDS = 6 * 60 * 60;

/** Whether this process can take webhooks and keep them, and what it lacks if not. */
export async function readinessOf(
  vitals: Vitals,
): Promise<{ ready: boolean; database: string; webhook: string }> {
  const isTaking = vitals.isTaking();
  const database = await databaseOf(vitals);
  return {
    ready: isTaking && database === 'ok',
    database,
    webhook: isTaking ? 'ok' : 'not taking any',
  };
}

/**
 * All that is known of how the bot is doing. What is stuck says nothing about readiness: webhooks are kept
 * all the same.
 */
export async function healthOf(vitals: Vitals): Promise<Health> {
  const uptimeSeconds = Math.floor(process.uptime());
  const { ready, database, webhook } = await readinessOf(vitals);
  if (database !== 'ok') {
    return { status: 'down', problems: [`the database ${database}`], uptimeSeconds, database };
  }
  const [inbox, outbox] = await Promise.all([vitals.inbox(), vitals.outbox()]);
  const refused = vitals.refusedChannels();
  const problems = [
    ...(ready ? [] : [`webhooks: ${webhook}`]),
    ...(refused > 0 ? [`LINE does not serve ${refused} channels: look for channel.needs-repair`] : []),
    ...problemsOf(inbox, outbox),
  ];
  const status = problems.length === 0 ? 'ok' : 'attention';
  return { status, problems, uptimeSeconds, database, inbox, outbox };
}

function problemsOf({ aside }: InboxCounts, { dead, repair, oldestSeconds }: OutboxCounts): string[] {
  return [
    ...(aside > 0 ? [`${aside} events were set aside after failing`] : []),
    ...(repair > 0 ? [`${repair} messages wait for a LINE channel to be mended`] : []),
    ...(dead > 0 ? [`${dead} messages were given up: npm run outbox -- list`] : []),
    ...(oldestSeconds > STUCK_SECONDS
      ? [`a message has been waiting to be pushed for ${Math.floor(oldestSeconds / 3600)} hours`]
      : []),
  ];
}

async function databaseOf(vitals: Vitals): Promise<string> {
  try {
    await vitals.write();
    return 'ok';
  } catch {
    return 'does not keep what it is given';
  }
}
