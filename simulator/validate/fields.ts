import type { Json } from '../json';
import type { Findings, Path } from './report';

/** Field checks in the words of the outer layer (`May not be empty`, `Length must be between …`; line-platform.md §9). */
export class Fields {
  constructor(
    readonly owner: Json,
    private readonly path: Path,
    readonly findings: Findings,
  ) {}

  /** The path of a field. */
  at(...steps: Path): Path {
    return [...this.path, ...steps];
  }

  private isAbsent(name: string, required: boolean): boolean {
    const value = this.owner[name];
    if (value !== undefined && value !== null) return false;
    if (required) this.findings.add(this.at(name), 'May not be empty');
    return true;
  }

  /** A text of at most `max` UTF-16 units; a required one is not empty. */
  text(name: string, max: number, required = true): void {
    if (this.isAbsent(name, required)) return;
    const value = this.owner[name];
    if (typeof value !== 'string') this.findings.addWrongType(this.at(name));
    else if (value === '' && required) this.findings.add(this.at(name), 'May not be empty');
    else if (value.length > max) this.findings.add(this.at(name), `Length must be between 0 and ${max}`);
  }

  /** An https URL. */
  url(name: string, check: (value: unknown) => string | undefined, required = true): void {
    if (this.isAbsent(name, required)) return;
    const value = this.owner[name];
    if (typeof value !== 'string') this.findings.addWrongType(this.at(name));
    else if (value === '') this.findings.add(this.at(name), 'May not be empty');
    else this.findings.add(this.at(name), check(value));
  }

  /** A number in a range. */
  number(name: string, min: number, max: number, required = true): void {
    if (this.isAbsent(name, required)) return;
    const value = this.owner[name];
    if (typeof value !== 'number') this.findings.addWrongType(this.at(name));
    else if (!(value >= min && value <= max)) {
      this.findings.add(this.at(name), `must be between ${min} and ${max}`);
    }
  }

  /** A text of a form. */
  pattern(name: string, pattern: RegExp, required = true): void {
    if (this.isAbsent(name, required)) return;
    const value = this.owner[name];
    if (typeof value !== 'string') this.findings.addWrongType(this.at(name));
    else if (!pattern.test(value)) this.findings.add(this.at(name), 'invalid value');
  }
}
