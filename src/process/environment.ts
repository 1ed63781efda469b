import { isIP } from 'node:net';

/** Variables by their names, as the process was given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads single variables and collects what is wrong with them, each with its remedy and never with a secret. */
export class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** Notes what is wrong; the same words count once. */
  problem(text: string): void {
    if (!this.problems.includes(text)) this.problems.push(text);
  }

  /** An empty variable is an absent one: that is how hosting forms leave them. */
  text(name: string): string | undefined {
    const value = this.environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** True when anything of LINE's is set: whoever does that is not just trying out. */
  mentionsLine(): boolean {
    return Object.keys(this.environment).some(
      (name) => name.startsWith('LINE_') && this.text(name) !== undefined,
    );
  }

  /** A whole number from 0 to `most`. */
  integer(name: string, fallback: number, most: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    if (/^\d{1,6}$/.test(value) && Number(value) <= most) return Number(value);
    this.problem(`${name} is "${value}": give a whole number from 0 to ${most}.`);
    return fallback;
  }

  /** One of a few words. */
  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = this.text(name);
    const known = values.find((candidate) => candidate === value);
    if (value !== undefined && known === undefined)
      this.problem(`${name} is "${value}": give one of ${values.join(', ')}.`);
    return known ?? fallback;
  }

  /** `on` or `off`. */
  onOff(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['on', 'off'], fallback ? 'on' : 'off') === 'on';
  }

  /** A secret of our own making, long enough not to be guessed. */
  secret(name: string, shortest: number): string | undefined {
    const value = this.text(name);
    if (value === undefined || value.length >= shortest) return value;
    this.problem(`${name} is too short to be safe: give ${shortest} characters or more.`);
    return undefined;
  }

  /** Where to listen: an IP address of this machine, or `localhost`. */
  host(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || value === 'localhost' || isIP(value) !== 0) return value;
    this.problem(`${name} is "${value}": give an IP address of this machine, 0.0.0.0 for all, or localhost.`);
    return undefined;
  }

  /** A whole http or https address, without slashes at its end. */
  address(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, '');
    this.problem(`${name} is not an address: give it whole, such as https://bot.example.go.th.`);
    return undefined;
  }

  /** LINE's SDK drops the path of a base URL, so one with a path is refused rather than half used. */
  origin(name: string): string | undefined {
    const value = this.address(name);
    if (value === undefined || new URL(value).origin === value) return value;
    this.problem(`${name} has a path: give the origin alone, such as http://127.0.0.1:8080.`);
    return undefined;
  }
}
