import type { Patience } from '../../../src/line/incoming/seat';
import type { Handling } from '../../../src/line/incoming/worker';
import type { WaitingEvent } from '../../../src/threads/store';

/** A handling that takes only the oldest event at a time, and changes nothing that is kept. */
export function oneByOne(
  work: (event: WaitingEvent, patience: Patience) => Promise<void>,
): Handling['handle'] {
  return async ({ events: [first], taken: { drafts } }, patience) => {
    if (first === undefined) throw new Error('nothing to do');
    await work(first, patience);
    return { drafts, done: [first.id] };
  };
}
