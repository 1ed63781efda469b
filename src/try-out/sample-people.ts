import { z } from 'zod';
import type { Post } from '../core/posts';
import { OFFICES } from '../core/posts';
import type { Locale } from '../core/texts';
import { sampleFile } from './sample-files';

const samplePost = z.strictObject({
  office: z.enum(OFFICES),
  unitKey: z.string().optional(),
  position: z.string().optional(),
  acting: z.literal(true).optional(),
});

const samplePerson = z.strictObject({
  key: z.string(),
  orgId: z.string(),
  posts: z.array(samplePost).default([]),
  displayName: z.string(),
  language: z.enum(['th', 'en']),
  registered: z.boolean(),
  hint: z.strictObject({ th: z.string(), en: z.string() }),
});

/** An invented person to try the bot as. */
export interface SamplePerson {
  readonly key: string;
  readonly orgId: string;
  /** None: a citizen. Each comes with an invitation of its own. */
  readonly posts: readonly Omit<Post, 'id' | 'from' | 'until'>[];
  readonly displayName: string;
  readonly language: Locale;
  /** Whether the invitations have been used; a colleague who has not used theirs can try that. */
  readonly registered: boolean;
  readonly hint: Readonly<Record<Locale, string>>;
}

const file = z.strictObject({ note: z.string(), people: z.array(samplePerson) });

/** The invented people of `sample-data/people.json`, those of the first organisation first. */
export function readSamplePeople(): readonly SamplePerson[] {
  const { people } = file.parse(JSON.parse(sampleFile('people.json').toString('utf8')));
  // Optional fields that are absent stay absent: the shape never holds `undefined`.
  return people as readonly SamplePerson[];
}
