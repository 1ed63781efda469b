import { z } from 'zod';
import { sampleFile } from './sample-files';

const samplePerson = z.strictObject({
  key: z.string(),
  orgId: z.string(),
  role: z.enum(['citizen', 'staff', 'coordinator', 'executive']),
  unitKey: z.string().optional(),
  displayName: z.string(),
  language: z.enum(['th', 'en']),
  registered: z.boolean(),
  hint: z.strictObject({ th: z.string(), en: z.string() }),
});

/** An invented person to try the bot as. Staff who are not `registered` have an invitation to use. */
export type SamplePerson = z.output<typeof samplePerson>;

const file = z.strictObject({ note: z.string(), people: z.array(samplePerson) });

/** The invented people of `sample-data/people.json`, those of the first organisation first. */
export function readSamplePeople(): readonly SamplePerson[] {
  return file.parse(JSON.parse(sampleFile('people.json').toString('utf8'))).people;
}
