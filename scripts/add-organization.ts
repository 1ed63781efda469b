/**
 * Adds or changes an organisation, and gives it its LINE channel:
 *   npm run organization:add -- --file organization.json [--channel-id 2001234567]
 * The file describes it as `sample-data/organizations.json` does. With --channel-id the channel's secret is
 * read from ORG_CHANNEL_SECRET, or from the first line of the standard input; a long-lived access token, if
 * there is one, from ORG_CHANNEL_ACCESS_TOKEN or the second line. Never give secrets as arguments: every
 * program of the machine can read those. LINE itself is asked which bot the channel is.
 */
import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Config } from '../src/config';
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import { createGateway } from '../src/line/outgoing/gateway';
import { createIndexes } from '../src/mongo/connection';
import { readOrganization } from '../src/organizations/import-rules';
import type { Organization } from '../src/organizations/rules';
import type { OrganizationChannel } from '../src/organizations/service';
import { explainFailure } from '../src/process/termination';
import type { Foundation } from '../src/rooms';
import { openRooms } from '../src/rooms';

const LINE_TIMEOUT_MS = 10_000;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { file: text, 'channel-id': text } });
  if (values.file === undefined) {
    throw new AppError('usage', 'usage: --file <organization.json> [--channel-id <number>]');
  }
  const organization = readFile(values.file);
  const secrets = values['channel-id'] === undefined ? undefined : await readSecrets();
  const config = loadConfig();
  const rooms = await openRooms(config);
  try {
    await createIndexes(rooms.database.connection);
    await rooms.organizations.save(organization);
    console.log(`saved: ${organization.id}, ${organization.units.length} units`);
    if (secrets === undefined) return;
    const channel = { orgId: organization.id, channelId: values['channel-id'] ?? '', ...secrets };
    const bot = await whoIs(channel, config, rooms);
    await rooms.organizations.setChannel(organization.id, { ...channel, botUserId: bot.userId });
    console.log(`channel: ${bot.basicId}; set its webhook address to ${config.publicBaseUrl}/webhook`);
  } finally {
    await rooms.database.close();
  }
}

function readFile(file: string): Organization {
  const read = readOrganization(JSON.parse(readFileSync(file, 'utf8')));
  if (read.ok) return read.organization;
  throw new AppError(
    'organization-invalid',
    [`${file} does not describe an organisation:`, ...read.problems].join('\n  - '),
  );
}

async function readSecrets(): Promise<{ channelSecret: string; accessToken?: string }> {
  const { ORG_CHANNEL_SECRET, ORG_CHANNEL_ACCESS_TOKEN } = process.env;
  const given = ORG_CHANNEL_SECRET === undefined ? (await textOf(process.stdin)).split('\n') : [];
  const channelSecret = (ORG_CHANNEL_SECRET ?? given[0] ?? '').trim();
  const accessToken = (ORG_CHANNEL_ACCESS_TOKEN ?? given[1] ?? '').trim();
  if (channelSecret === '') {
    throw new AppError(
      'secret-missing',
      'Give the channel secret in ORG_CHANNEL_SECRET or on the standard input.',
    );
  }
  return { channelSecret, ...(accessToken === '' ? {} : { accessToken }) };
}

function whoIs(channel: OrganizationChannel, config: Config, { log }: Foundation) {
  const { lineApiBaseUrl: apiBaseUrl, lineDataApiBaseUrl: dataApiBaseUrl } = config;
  return createGateway({ apiBaseUrl, dataApiBaseUrl, timeoutMs: LINE_TIMEOUT_MS, log }).botInfo(channel);
}

main().catch(explainFailure);
