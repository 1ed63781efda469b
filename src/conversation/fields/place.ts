import type { Field } from '../flow';
import type { Place, PlaceAnswer } from '../known';
import { namesNoPlace, placeIn, withoutParticles } from './place-finding';
import { text } from './text';

/** A place: LINE's location, or, unless `allowText` is false, typed in words of at most 300 code points. */
export function place(options: { allowText?: boolean } = {}): Field<PlaceAnswer> {
  const { allowText = true } = options;
  const words = text({ min: 2, max: 300 });
  return {
    accepts: ['place', 'text'],
    isOpenEnded: true,
    controls: () => [{ kind: 'location', label: { key: 'conversation.controls.location' } }],
    read: async (input, turn) => {
      if (input.kind === 'place') return { ok: true, value: placeAnswer(input.place) };
      if (!allowText) return { ok: false, problem: 'conversation.problem.placeByPin' };
      const reading = await words.read(input, turn, undefined);
      return reading.ok ? { ok: true, value: { text: withoutParticles(reading.value) } } : reading;
    },
    saysNone: namesNoPlace,
    join: (parts) => {
      const value = parts.reduce<PlaceAnswer | undefined>(together, undefined);
      return value === undefined
        ? { ok: false, problem: 'conversation.problem.placePlease' }
        : { ok: true, value };
    },
    ...(allowText ? { find: placeFound } : {}),
    show: (value) => ({ literal: value.text }),
  };
}

function placeFound(sentence: string): PlaceAnswer | undefined {
  const found = placeIn(sentence);
  return found === undefined ? undefined : { text: found };
}

/** Words and a point on the map say one place together; a second point takes the place of the first. */
function together(before: PlaceAnswer | undefined, more: PlaceAnswer): PlaceAnswer {
  if (before === undefined) return more;
  const isMore = more.text !== before.text && more.text !== spotOf(more);
  return { ...before, ...more, text: isMore ? `${before.text}, ${more.text}` : before.text };
}

/** A place that was sent, as an answer: by its name and address, else by its point on the map. */
export function placeAnswer({ title, address, latitude, longitude }: Place): PlaceAnswer {
  const named = [title, address].filter((part) => part !== undefined && part !== '').join(', ');
  const spot = { latitude, longitude };
  return { text: named === '' ? spotOf(spot) : named, ...spot };
}

function spotOf({ latitude = 0, longitude = 0 }: Pick<PlaceAnswer, 'latitude' | 'longitude'>): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
