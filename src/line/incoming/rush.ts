/** Webhooks that wait to be stored at a time before turns stand back for them. */
const MANY = 100;

/**
 * Tells when so many webhooks come at once that storing them has to go first: LINE waits two seconds for an
 * acknowledgement, people wait longer for an answer, and what LINE sends again has to be looked at again.
 */
export class Rush {
  private underWay = 0;
  private eased: () => void = () => undefined;

  constructor(private readonly many = MANY) {}

  get isOn(): boolean {
    return this.underWay >= this.many;
  }

  /** Calls `eased` whenever a rush is over. */
  whenOver(eased: () => void): void {
    this.eased = eased;
  }

  /** Counts `work` as a webhook that waits until it is acknowledged. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work;
    } finally {
      this.underWay -= 1;
      if (this.underWay === this.many - 1) this.eased();
    }
  }
}
