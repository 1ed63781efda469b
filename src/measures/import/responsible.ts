import { anyOf } from '../../core/spelling';
import type { Unit } from '../../organizations/rules';
import { findUnit, PARTY_WORDS } from '../../organizations/rules';
import type { Responsible } from '../plan';

/** The parties a cell names, and the words in it that name no unit of the organisation. */
export interface Parties {
  readonly responsible: readonly Responsible[];
  readonly unknown: readonly string[];
}

const LEAD = new RegExp(`^${anyOf(PARTY_WORDS.lead)}\\s*:?\\s*`);
const AND = new RegExp(`^(?:${anyOf(PARTY_WORDS.and)})\\s*`);
const SEPARATORS = /[\n,;/]+/;

/**
 * Reads a cell like "งานหลัก สำนักปลัด และทุกส่วนราชการ" or "กองคลัง กองช่าง": units by any of their names,
 * all units, everybody, and who leads. A list is read entry by entry. Each party is given once.
 */
export function readParties(cell: string | readonly string[], units: readonly Unit[]): Parties {
  const parts = typeof cell === 'string' ? partsOf(cell) : [...cell];
  const read = parts.flatMap((part) => partiesIn(part.trim(), units));
  const responsible = read.filter((each) => typeof each !== 'string');
  return {
    responsible: responsible.filter((each, at) => responsible.findIndex((one) => isSame(one, each)) === at),
    unknown: read.filter((each) => typeof each === 'string'),
  };
}

/** Marks as leading whom the printed words call so ("งานหลัก กองคลัง และ…"), where a list cannot say it. */
export function withLeads(responsible: readonly Responsible[], printed: string | undefined): Responsible[] {
  if (printed === undefined) return [...responsible];
  return responsible.map((each) => {
    const leads = PARTY_WORDS.lead.some((word) =>
      new RegExp(`${word}\\s*:?\\s*${anyOf([each.name])}`).test(printed),
    );
    return leads ? { ...each, lead: true } : each;
  });
}

/** A name may hold the separators itself ("ทุกสำนัก/กอง"): the whole is tried before its parts. */
function partsOf(cell: string): string[] {
  return cell.split('\n').flatMap((line) => (collective(line.trim()) ? [line] : line.split(SEPARATORS)));
}

/** The parties of a piece of text, first to last; what is understood by nothing comes back as a string. */
function partiesIn(text: string, units: readonly Unit[]): (Responsible | string)[] {
  const lead = LEAD.test(text);
  const rest = text.replace(LEAD, '').replace(AND, '');
  if (rest === '') return [];
  const words = rest.split(/\s+/);
  for (let length = words.length; length > 0; length -= 1) {
    const name = words.slice(0, length).join(' ');
    const party = partyNamed(name, lead, units);
    if (party !== undefined) return [party, ...partiesIn(words.slice(length).join(' '), units)];
  }
  return [rest];
}

function partyNamed(name: string, lead: boolean, units: readonly Unit[]): Responsible | undefined {
  const all = collective(name);
  if (all !== undefined) return { ...all, lead, name };
  const unit = findUnit(units, name);
  return unit && { unitKey: unit.key, lead, name };
}

function collective(name: string): { everyUnit: true } | { everyone: true } | undefined {
  const bare = name.toLowerCase();
  if (PARTY_WORDS.everyUnit.includes(bare)) return { everyUnit: true };
  return PARTY_WORDS.everyone.includes(bare) ? { everyone: true } : undefined;
}

function isSame(one: Responsible, other: Responsible): boolean {
  if (one.unitKey !== undefined || other.unitKey !== undefined) return one.unitKey === other.unitKey;
  return one.everyUnit === other.everyUnit;
}
