/** Where in a message something is wrong: keys and indexes from the message (or the Flex contents) down. */
export type Path = readonly (string | number)[];

/** Something wrong, found by a rule. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** The value has the wrong JSON type: LINE answers these before all others. */
  readonly wrongType?: boolean;
}

/**
 * What LINE would refuse. `layer` decides the shape of its answer (line-platform.md §9): `type` – a property of the wrong
 * type, `body` – listed as `messages[0].text`, `message` – inside a Flex message, template, action or quick reply.
 */
export interface ValidationProblem {
  readonly layer: 'type' | 'body' | 'message';
  readonly property: string;
  readonly message: string;
  /** Which of the messages it is. */
  readonly messageIndex?: number;
}

/** Collects findings. */
export class Findings {
  readonly all: Finding[] = [];

  /** Notes that the value at `path` is refused with `message`; nothing is noted without a message. */
  add(path: Path, message: string | undefined): void {
    if (message !== undefined) this.all.push({ path, message });
  }

  /** Notes a value of the wrong JSON type. */
  addWrongType(path: Path): void {
    this.all.push({ path, message: 'invalid property', wrongType: true });
  }
}

/** `messages[0].text` */
export function dotted(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** `template/actions/0/uri` */
export function slashed(path: Path): string {
  return path.join('/');
}
