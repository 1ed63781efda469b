import type { Ending } from './outcome';

/** How much is told. */
export interface Telling {
  readonly seconds: number;
  /** Tells of the scripts kept aside too. */
  readonly aside: boolean;
  /** Tells what was said, where something went wrong. */
  readonly talk: boolean;
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

function line(name: string, endings: readonly Ending[]): string {
  const right = endings.filter(({ faults }) => faults.length === 0).length;
  const lost = endings.filter((each) => each.lost).length;
  const number = String(endings.length);
  return `${name.padEnd(26)} ${String(right).padStart(3)} of ${number.padStart(3)} right (${percent(right, endings.length)}), ${String(lost)} lost something`;
}

/** The share that ended well, by theme and by half; what went wrong, of the open half alone unless asked. */
export function report(endings: readonly Ending[], { seconds, aside, talk }: Telling): string {
  const themes = [...new Set(endings.map(({ script }) => script.theme))];
  const ofTheme = (theme: string): Ending[] => endings.filter(({ script }) => script.theme === theme);
  const steps = endings.reduce((sum, each) => sum + each.steps, 0);
  const told = endings.filter(({ script, faults }) => faults.length > 0 && (aside || !script.aside));
  return [
    ...themes.map((theme) => line(theme, ofTheme(theme))),
    '',
    line(
      'open half',
      endings.filter(({ script }) => !script.aside),
    ),
    line(
      'half kept aside',
      endings.filter(({ script }) => script.aside),
    ),
    line('all', endings),
    `${String(steps)} acts in ${seconds.toFixed(0)} s`,
    '',
    ...told.flatMap(({ script, faults, talk: said }) => [
      `✗ ${script.theme} / ${script.id}: ${faults.join('; ')}`,
      ...(talk ? said.map((each) => `    ${each}`) : []),
    ]),
  ].join('\n');
}
