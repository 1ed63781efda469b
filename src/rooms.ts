import type { Audit } from './audit/service';
import { createAudit } from './audit/service';
import type { Complaints } from './complaints/service';
import { createComplaints } from './complaints/service';
import type { Config } from './config';
import type { Actor } from './conversation/actor';
import type { Clock } from './core/clock';
import { SettableClock, systemClock } from './core/clock';
import type { Ids } from './core/ids';
import { randomIds } from './core/ids';
import type { Log } from './core/log';
import { createLog } from './core/log';
import { present } from './core/present';
import { Sealer } from './core/sealing';
import { text } from './core/texts';
import type { FileReader } from './files/reader';
import { createFileReader } from './files/reader';
import type { FileStore } from './files/store';
import { createFileStore } from './files/store';
import type { PlanHeadings } from './measures/import/headings-service';
import { createPlanHeadings } from './measures/import/headings-service';
import type { PlanImporter } from './measures/import/importer';
import { createPlanImporter } from './measures/import/importer';
import type { ResultImport } from './measures/import/result-service';
import { createResultImport } from './measures/import/result-service';
import type { Plans } from './measures/plan-service';
import { createPlans } from './measures/plan-service';
import type { Rounds } from './measures/round-service';
import { createRounds } from './measures/round-service';
import type { Progress } from './measures/service';
import { createProgress } from './measures/service';
import type { Database } from './mongo/connection';
import { connect, createCollections } from './mongo/connection';
import { checkKeys } from './mongo/key-check';
import { keysInFolder } from './mongo/key-file';
import { MIGRATIONS } from './mongo/migrations';
import { migrate } from './mongo/migrations/ledger';
import { officeKeyOf, unitOf } from './organizations/rules';
import type { Organizations } from './organizations/service';
import { createOrganizations } from './organizations/service';
import type { OfficeNames } from './people/office-names';
import { officeKey } from './people/rules';
import type { People } from './people/service';
import { createPeople } from './people/service';
import type { Questions } from './questions/service';
import { createQuestions } from './questions/service';
import { threadStamps } from './threads/stamps';

/** What a test puts in the place of the machine's own. */
export interface Replacements {
  readonly clock?: SettableClock;
  readonly log?: Log;
  readonly ids?: Ids;
  readonly random?: () => number;
}

/** What all rooms stand on. */
export interface Foundation {
  readonly log: Log;
  /** The time people live in; moved by the simulator's time machine. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly ids: Ids;
  readonly random: () => number;
  readonly sealer: Sealer;
  readonly database: Database;
}

/** The feature rooms, ready to be used. */
export interface Rooms {
  readonly organizations: Organizations;
  readonly names: OfficeNames;
  readonly people: People;
  readonly plans: Plans;
  readonly planHeadings: PlanHeadings;
  readonly planImporter: PlanImporter;
  readonly rounds: Rounds;
  readonly resultImport: ResultImport;
  readonly progress: Progress;
  readonly complaints: Complaints;
  readonly questions: Questions;
  readonly files: FileStore;
  readonly fileReader: FileReader<Actor>;
  readonly audit: Audit;
}

/** Opens the database and all feature rooms on it: for the bot, and for the scripts. */
export async function openRooms(
  config: Config,
  { clock, log: givenLog, ids = randomIds, random = Math.random }: Replacements = {},
): Promise<Foundation & Rooms> {
  const log = givenLog ?? createLog(config.logLevel);
  const { mongodbUri: uri, dataDir } = config;
  const database = await connect({ dataDir, log, ...present({ uri }) });
  try {
    const sealer = new Sealer(config.sealingKeys ?? keysInFolder(dataDir));
    const { connection } = database;
    await checkKeys(connection, sealer);
    await migrate({ connection, sealer, log, machineClock: systemClock, migrations: MIGRATIONS });
    const foundation: Foundation = {
      log,
      clock: clock ?? (config.simulator ? new SettableClock() : systemClock),
      machineClock: systemClock,
      ids,
      random,
      sealer,
      database,
    };
    const rooms = roomsOn(foundation);
    await createCollections(connection);
    return { ...foundation, ...rooms };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function roomsOn(foundation: Foundation): Rooms {
  const { connection } = foundation.database;
  const parts = { ...foundation, connection };
  const organizations = createOrganizations(parts);
  const files = createFileStore(parts);
  const audit = createAudit(parts);
  const people = createPeople({ ...parts, changed: threadStamps(parts) });
  const plans = createPlans(parts);
  const progress = createProgress({ ...parts, plans, files });
  const complaints = createComplaints({
    ...parts,
    files,
    audit,
    lineUserIdOf: (personId) => people.lineUserIdOf(personId),
  });
  const rounds = createRounds(parts);
  const planHeadings = createPlanHeadings(parts);
  const fileReader = createFileReader<Actor>({
    ...parts,
    maySee: {
      complaint: async (actor, id) => (await complaints.find(actor, id)) !== undefined,
      progress: (actor, id) => progress.maySee(actor, id),
    },
    audit: ({ actor, purpose, fileId, kind, recordId }) =>
      audit.record({
        orgId: actor.orgId,
        by: actor.personId,
        what: `file.read:${fileId}`,
        record: `${kind}:${recordId}`,
        purpose,
      }),
  });
  return {
    organizations,
    names: officeNames(organizations),
    people,
    plans,
    planHeadings,
    planImporter: createPlanImporter({ plans, planHeadings, organizations, fileReader }),
    rounds,
    resultImport: createResultImport({ ...parts, rounds }),
    progress,
    complaints,
    questions: createQuestions(parts),
    files,
    fileReader,
    audit,
  };
}

function officeNames(organizations: Organizations): OfficeNames {
  return {
    organization: async (orgId) => (await organizations.find(orgId))?.name ?? orgId,
    office: async (orgId, office, locale) => {
      const organization = await organizations.find(orgId);
      return text(locale, (organization && officeKeyOf(organization.kind, office)) ?? officeKey(office));
    },
    unit: async (orgId, unitKey) => {
      const organization = await organizations.find(orgId);
      return organization === undefined ? undefined : unitOf(organization, unitKey)?.name;
    },
  };
}
