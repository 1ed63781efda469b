import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One thing that somebody does on their phone. */
const act = z.union([
  // Says something that must not be lost.
  z.string().min(1),
  // Says something that need not be kept: a greeting, a question, a correction.
  z.strictObject({ chat: z.string() }),
  z.strictObject({ photos: z.number().int().positive() }),
  z.strictObject({ file: z.string() }),
  z.strictObject({ place: z.string() }),
  z.strictObject({ send: z.enum(['sticker', 'voice', 'video']) }),
  // Taps what shows these words (a pattern); types `or` where nothing does, and does nothing without it.
  z.strictObject({ tap: z.string(), or: z.string().optional() }),
  // Presses a button of an earlier message.
  z.strictObject({ old: z.string() }),
  // Takes back what was sent, 1: the last thing.
  z.strictObject({ unsend: z.number().int().positive() }),
]);
export type Act = z.infer<typeof act>;

const move = z.union([
  act,
  // All at once, without waiting for an answer.
  z.array(act).min(2),
  // Does nothing for so long: "20h", "3d".
  z.strictObject({ wait: z.string().regex(/^\d+[hd]$/) }),
  // Answers what is asked until something is sent off.
  z.strictObject({ finish: z.literal(true) }),
  // The office answers the complaint that was sent off last.
  z.strictObject({ office: z.string() }),
]);
export type Move = z.infer<typeof move>;

const answers = z.strictObject({
  category: z.array(z.string()).optional(),
  story: z.string().optional(),
  place: z.string().optional(),
  photos: z.string().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  measure: z.string().optional(),
  status: z.string().optional(),
  result: z.string().optional(),
  problem: z.string().optional(),
  recommendation: z.string().optional(),
  // What the person wants, when asked: to report, to ask, or neither.
  intent: z.enum(['report', 'ask', 'neither']).optional(),
  // Whether a message belongs to the complaint that was answered.
  about: z.enum(['same', 'new']).optional(),
});

const stored = z.strictObject({
  says: z.array(z.string()).default([]),
  photos: z.number().int().nonnegative().optional(),
  category: z.array(z.string()).optional(),
  measure: z.array(z.number()).optional(),
  status: z.array(z.string()).optional(),
  named: z.boolean().optional(),
});

const script = z.strictObject({
  id: z.string(),
  // `citizen`, or the key of the unit for which somebody reports.
  who: z.string().default('citizen'),
  org: z.string().optional(),
  english: z.boolean().default(false),
  // Types instead of tapping, wherever both are possible.
  types: z.boolean().default(false),
  moves: z.array(move),
  // Done one after the other while a review card is shown, before it is sent off.
  review: z.array(act).default([]),
  answers: answers.default({}),
  expect: z.strictObject({
    // What must be stored in the end, and nothing besides; empty: nothing at all.
    stored: z.array(stored),
    // What must not stand in any of it.
    unsaid: z.array(z.string()).default([]),
    // What the bot must have said at some time (a pattern).
    hears: z.string().optional(),
  }),
});

/**
 * A person as data: what they want to get across, what they do of themselves and in which order, and what they answer
 * when the bot asks. Not written for any order of questions. All people are invented.
 */
export type Script = z.infer<typeof script> & { readonly theme: string; readonly aside: boolean };

/** A script made by hand. */
export function scriptFrom(written: z.input<typeof script>): Script {
  return { ...script.parse(written), theme: 'by hand', aside: false };
}

const FOLDER = join(__dirname, 'scripts');

/** All scripts; every second one is kept aside from whoever improves the bot. */
export function readScripts(): readonly Script[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const all = files.sort().flatMap((name) => {
    const theme = name.replace('.json', '');
    const found = z.array(script).parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
    return found.map((each) => ({ ...each, theme }));
  });
  return all.map((each, index) => ({ ...each, aside: index % 2 === 1 }));
}
