import type { Period } from '../../src/core/periods';

/** A period in one line: `frequency week 5-7 2025-10-01..2026-09-30 former`; what is missing is left out. */
export function briefPeriod({ kind, start, end, every, times, on, within, former }: Period): string {
  const days =
    start === undefined && end === undefined && within === undefined ? [] : [`${start ?? ''}..${end ?? ''}`];
  return [
    kind,
    ...(every === undefined ? [] : [every]),
    ...(times === undefined ? [] : [`${times.from}-${times.to ?? ''}`]),
    ...days,
    ...(on === undefined ? [] : ['on', on.join(',')]),
    ...(within === undefined ? [] : ['within', within]),
    ...(former === true ? ['former'] : []),
  ].join(' ');
}
