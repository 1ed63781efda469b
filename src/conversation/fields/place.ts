import type { Field } from '../flow';
import { text } from './text';

/** Where something is: words, and the point on the map if one was sent. */
export interface PlaceAnswer {
  text: string;
  latitude?: number;
  longitude?: number;
}

/** A place: LINE's location, or, unless `allowText` is false, typed in words of at most 300 code points. */
export function place(options: { allowText?: boolean } = {}): Field<PlaceAnswer> {
  const { allowText = true } = options;
  const words = text({ min: 2, max: 300 });
  return {
    accepts: ['place', 'text'],
    controls: () => [{ kind: 'location', label: { key: 'conversation.controls.location' } }],
    read: async (input, turn) => {
      if (input.kind === 'place') {
        const { title, address, latitude, longitude } = input.place;
        const named = [title, address].filter((part) => part !== undefined && part !== '').join(', ');
        const spot = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
        return { ok: true, value: { text: named === '' ? spot : named, latitude, longitude } };
      }
      if (!allowText) return { ok: false, problem: 'conversation.problem.placeByPin' };
      const reading = await words.read(input, turn, undefined);
      return reading.ok ? { ok: true, value: { text: reading.value } } : reading;
    },
    show: (value) => ({ literal: value.text }),
  };
}
