/**
 * Invites a member of staff and prints the code to hand over; it works once, for fourteen days:
 *   npm run invite -- --org na-kok --role coordinator [--unit clerk] [--name "…"]
 * The name is how the office calls the person; it is kept with the account and shown to nobody but staff.
 * The embedded database admits one process: stop the bot first, or use MONGODB_URI.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import { createIndexes } from '../src/mongo/connection';
import { unitOf } from '../src/organizations/rules';
import { STAFF_ROLES } from '../src/people/rules';
import type { StaffRole } from '../src/people/rules';
import { explainFailure } from '../src/process/termination';
import { openRooms } from '../src/rooms';
import type { Rooms } from '../src/rooms';

const USAGE = `usage: --org <id> --role <${STAFF_ROLES.join('|')}> [--unit <key>] [--name <name>]`;

async function main(): Promise<void> {
  const wanted = readArguments();
  const rooms = await openRooms(loadConfig());
  try {
    await createIndexes(rooms.database.connection);
    await checkOffice(rooms, wanted.orgId, wanted.unitKey);
    console.log(await rooms.people.invite(wanted));
  } finally {
    await rooms.database.close();
  }
}

function readArguments(): { orgId: string; role: StaffRole; unitKey?: string; displayName?: string } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { org: text, role: text, unit: text, name: text } });
  const role = STAFF_ROLES.find((each) => each === values.role);
  if (values.org === undefined || role === undefined) throw new AppError('usage', USAGE);
  return {
    orgId: values.org,
    role,
    ...(values.unit === undefined ? {} : { unitKey: values.unit }),
    ...(values.name === undefined ? {} : { displayName: values.name }),
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
