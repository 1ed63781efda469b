import type { PeriodWarning } from '../../core/periods';
import { parsePeriods } from '../../core/periods';
import type { Organization } from '../../organizations/rules';
import type { Finding } from './finding';
import type { PlacedRow } from './place';
import { readParties } from './responsible';
import { stepLines } from './steps';

/** For whom and for when rows are judged. */
export interface Office {
  readonly organization: Pick<Organization, 'id' | 'units' | 'forms'>;
  readonly fiscalYear: number;
  /** The rows are of a paper: whom it names is kept as printed, and doubtful where no unit is known by it. */
  readonly paper?: true;
}

/** What must be corrected in a row before it can be taken. */
export function problemsOf(placed: PlacedRow, office: Office): Finding[] {
  const { row, value, form } = placed;
  const { organization } = office;
  const { forms } = organization;
  const lines = stepLines(value);
  const columns = ['stepResponsible', 'stepPeriods', 'stepResults'] as const;
  return [
    ...(office.paper === true ? [] : unknownParties(placed, office)),
    ...(value.form === undefined || forms.includes(form)
      ? []
      : [
          {
            row,
            column: 'form',
            message: `${organization.id} has no form "${form.slice(0, 60)}".`,
            why: { key: 'measures.import.why.unfit' as const, params: { text: 'form' } },
            remedy: `Write one of ${forms.join(', ')}, or leave it out.`,
          },
        ]),
    ...columns
      .filter((column) => value[column] !== undefined && value[column].length !== lines.length)
      .map((column) => ({
        row,
        column,
        message: `This has ${value[column]?.length ?? 0} lines, but there are ${lines.length} steps.`,
        remedy: 'Write one line for each step.',
        why: { key: 'measures.import.why.unfit' as const, params: { text: column } },
      })),
  ];
}

/** Whom a row names that is no unit: a position, a committee, or a unit that nobody has told of. */
function unknownParties({ row, value }: PlacedRow, { organization: { id, units } }: Office): Finding[] {
  const cells = [value.responsible, ...stepLines(value).map((line) => line.responsible)];
  const unknown = new Set(
    cells.flatMap((cell) => (cell === undefined ? [] : readParties(cell, units).unknown)),
  );
  const known = units.map((unit) => unit.name).join(', ');
  return [...unknown].map((name) => ({
    row,
    column: 'responsible',
    message: `"${name.slice(0, 80)}" is no unit of ${id}.`,
    why: { key: 'measures.import.why.noUnit' as const, params: { text: name.slice(0, 40) } },
    remedy: `Known units: ${known}. Write one of them, or add it to the organisation.`,
  }));
}

/** What a person should look at in a row; it is taken as it is. */
export function warningsOf(placed: PlacedRow, office: Office): Finding[] {
  const { row, value } = placed;
  const { fiscalYear } = office;
  const texts = new Set([value.periodText ?? '', ...stepLines(value).map((line) => line.periodText ?? '')]);
  const found = [...texts].flatMap((text) => parsePeriods(text, { fiscalYear }).warnings);
  const distinct = new Map(found.map((each) => [`${each.code} ${each.text}`, each]));
  return [
    ...(office.paper === true ? unknownParties(placed, office) : []),
    ...[...distinct.values()].map(({ code, text }) => ({
      row,
      column: 'periodText',
      message: `"${text.slice(0, 120)}": ${MEANINGS[code]}`,
      why: { key: 'measures.import.why.period' as const, params: { text: text.slice(0, 40) } },
      remedy: 'It is kept and printed as written.',
    })),
  ];
}

const MEANINGS: Readonly<Record<PeriodWarning['code'], string>> = {
  'weekday-mismatch': 'the weekday does not fit the date.',
  'outside-fiscal-year': "this lies outside the plan's fiscal year.",
  'number-year-mismatch': 'the year of the number is not that of the date.',
  'no-such-day': 'there is no such day.',
  'reversed-range': 'this ends before it begins.',
  ambiguous: 'this may mean two things; the more common one was taken.',
  'round-mismatch': 'these are not the days of the round; what is written was taken.',
  undated: 'no day follows from this, so nothing can be reminded of.',
  'not-understood': 'no period was understood, so nothing can be reminded of.',
};
