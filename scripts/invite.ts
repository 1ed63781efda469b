/**
 * Invites somebody to an office and prints the code to hand over; it works once, for fourteen days:
 *   npm run invite -- --org na-kok --office coordinator [--unit clerk] [--name "…"] [--position "…"]
 *   npm run invite -- --org na-kok --office clerk --acting [--last-day 2027-03-31]
 * The name is how the office calls the person; it is kept with the account and shown to nobody but staff.
 * The embedded database admits one process: stop the bot first, or use MONGODB_URI.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config';
import { addDays, isDay } from '../src/core/bangkok-day';
import { AppError } from '../src/core/errors';
import { OFFICES } from '../src/core/posts';
import { present } from '../src/core/present';
import { createIndexes } from '../src/mongo/connection';
import { unitOf } from '../src/organizations/rules';
import type { NewInvitation } from '../src/people/service';
import { explainFailure } from '../src/process/termination';
import type { Rooms } from '../src/rooms';
import { openRooms } from '../src/rooms';

const USAGE = `usage: --org <id> --office <${OFFICES.join('|')}> [--unit <key>] [--name <name>] [--position <text>] [--acting] [--last-day <yyyy-mm-dd>]`;

async function main(): Promise<void> {
  const wanted = readArguments();
  const rooms = await openRooms(loadConfig());
  try {
    await createIndexes(rooms.database.connection);
    await checkOffice(rooms, wanted.orgId, wanted.unitKey);
    console.log(await rooms.people.invite(wanted, 'operator'));
  } finally {
    await rooms.database.close();
  }
}

function readArguments(): NewInvitation {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      org: text,
      office: text,
      unit: text,
      name: text,
      position: text,
      acting: { type: 'boolean' },
      'last-day': text,
    },
  });
  const { org: orgId, unit, name, position, acting, 'last-day': lastDay } = values;
  const office = OFFICES.find((each) => each === values.office);
  if (orgId === undefined || office === undefined) throw new AppError('usage', USAGE);
  if (lastDay !== undefined && !isDay(lastDay)) throw new AppError('usage', USAGE);
  return {
    orgId,
    office,
    ...present({ unitKey: unit, displayName: name, position }),
    ...(acting === true ? { acting } : {}),
    ...(lastDay === undefined ? {} : { until: addDays(lastDay, 1) }),
  };
}

async function checkOffice({ organizations }: Rooms, orgId: string, unitKey?: string): Promise<void> {
  const organization = await organizations.find(orgId);
  if (organization === undefined) {
    const known = (await organizations.all()).map(({ id }) => id).join(', ');
    throw new AppError(
      'organization-unknown',
      `There is no organisation ${orgId}. Known: ${known || 'none'}.`,
    );
  }
  if (unitKey === undefined || unitOf(organization, unitKey) !== undefined) return;
  const units = organization.units.map(({ key, name }) => `${key} (${name})`).join(', ');
  throw new AppError('unit-unknown', `${orgId} has no unit ${unitKey}. Its units: ${units}.`);
}

main().catch(explainFailure);
