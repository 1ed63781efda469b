import type { Office } from '../core/posts';
import { present } from '../core/present';
import type { TextKey } from '../core/texts';
import unitWords from './unit-words.json';

/** Kinds of local government this bot serves: อบต. and เทศบาลตำบล. Their words differ, not their rules. */
export const ORGANIZATION_KINDS = ['subdistrict-organization', 'subdistrict-municipality'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** Where a fact of an organisation comes from: one of its papers names it, or somebody took it for granted. */
export const FACT_SOURCES = ['document', 'assumed'] as const;
export type FactSource = (typeof FACT_SOURCES)[number];

/** A unit of the organisation; `key` is what people and measures refer to. */
export interface Unit {
  readonly key: string;
  readonly name: string;
  /** Other ways the organisation itself writes it. */
  readonly aliases: readonly string[];
  /** Absent where the office itself said so. */
  readonly source?: FactSource;
}

/** Offices that sign a report. */
export const SIGNING_OFFICES = [
  'reporter',
  'section-head',
  'unit-head',
  'central-head',
  'clerk',
  'executive',
] as const satisfies readonly Office[];
export type SigningOffice = (typeof SIGNING_OFFICES)[number];

/**
 * One signature below a report, the reporter's first. Titles only: who holds an office changes, and who acts in
 * one (รักษาราชการแทน) does so for a time: that is said with the person's post.
 */
export interface SignOff {
  readonly order: number;
  readonly title: string;
  /** Who signs here: the holder of this office. */
  readonly office: SigningOffice;
  /** Absent where the office itself said so. */
  readonly source?: FactSource;
}

/** When the office is open to visitors. */
export interface OfficeHours {
  /** `weekdays`: Monday to Friday but public holidays, as offices of the state keep them. */
  readonly days: 'weekdays' | 'every-day';
  /** `HH:MM`, in Bangkok. */
  readonly from: string;
  readonly to: string;
}

/** How people reach the office otherwise than by this chat; what is absent is not known. */
export interface OfficeContact {
  /** As it is written to be read: `042-000-101`. */
  readonly phone?: string;
  readonly hours?: OfficeHours;
  /** Where visitors come to; else the organisation's own address holds. */
  readonly address?: string;
}

/** A local government. */
export interface Organization {
  /** A slug: `na-kok`. */
  readonly id: string;
  /** The first one answers where no channel says otherwise. */
  readonly order: number;
  readonly name: string;
  readonly shortName: string;
  readonly kind: OrganizationKind;
  readonly district?: string;
  readonly province?: string;
  readonly address?: string;
  readonly website?: string;
  readonly contact?: OfficeContact;
  /** What its letters' numbers begin with. */
  readonly documentPrefix?: string;
  /** The account's public name on LINE, beginning with `@`. */
  readonly basicId?: string;
  readonly units: readonly Unit[];
  readonly signOffChain: readonly SignOff[];
  /** Ids of the forms it reports on; the first is that of plans which name none. */
  readonly forms: readonly string[];
  /** Fingerprint of the sample data it was made of; absent as soon as it is the office's own. */
  readonly sample?: string;
}

/** What is known of how to reach an organisation; `undefined`: nothing, neither telephone nor hours nor address. */
export function contactOf({
  contact,
  address,
}: Pick<Organization, 'contact' | 'address'>): OfficeContact | undefined {
  const whole = { ...present({ address }), ...contact };
  return Object.keys(whole).length === 0 ? undefined : whole;
}

/** How an organisation's id looks. */
export const ORGANIZATION_ID = /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/;

/** The words that differ by kind. Source: docs/ita.md, "Words that differ". */
export type KindWord =
  | 'kind'
  | 'executive'
  | 'executiveShort'
  | 'clerk'
  | 'clerkShort'
  | 'head'
  | 'staff'
  | 'budgetLaw'
  | 'council';

/** The key of a word as this kind of local government says it, e.g. of its executive: นายก อบต. or นายกเทศมนตรี. */
export function wordOf(kind: OrganizationKind, word: KindWord): TextKey {
  const branch = kind === 'subdistrict-organization' ? 'subdistrictOrganization' : 'subdistrictMunicipality';
  return `organizations.${branch}.${word}`;
}

const OFFICE_WORDS: Readonly<Partial<Record<Office, KindWord>>> = {
  'central-head': 'head',
  clerk: 'clerk',
  executive: 'executive',
};

/** The word for an office where this kind of local government has its own; the others are called alike everywhere. */
export function officeKeyOf(kind: OrganizationKind, office: Office): TextKey | undefined {
  const word = OFFICE_WORDS[office];
  return word && wordOf(kind, word);
}

/** The words by which plans name all units or everybody, mark who leads, and join parties. */
export const PARTY_WORDS: Readonly<Record<'everyUnit' | 'everyone' | 'lead' | 'and', readonly string[]>> =
  unitWords;

const FAMILIES = unitWords.families.map((family) => new Set(family.map(bare)));

/**
 * The unit that `name` means: by name or alias, else by a word that is commonly used for the same unit
 * (สำนักปลัด = สำนักงานปลัด = สำนักปลัดเทศบาล; with and without ฯ). `undefined`: no unit of this organisation.
 */
export function findUnit(units: readonly Unit[], name: string): Unit | undefined {
  const wanted = bare(name);
  if (wanted === '') return undefined;
  const own = units.find((unit) => namesOf(unit).includes(wanted));
  if (own !== undefined) return own;
  const family = FAMILIES.find((words) => words.has(wanted));
  return family && units.find((unit) => namesOf(unit).some((each) => family.has(each)));
}

/** The unit with this key. */
export function unitOf(organization: Pick<Organization, 'units'>, key: string | undefined): Unit | undefined {
  return organization.units.find((unit) => unit.key === key);
}

function namesOf(unit: Unit): string[] {
  return [unit.name, ...unit.aliases].map(bare);
}

/** Without what makes no difference between names: spaces, the sign of abbreviation (ฯ), letter case. */
function bare(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\s\u0e2f\u200b]+/g, '')
    .toLowerCase();
}
