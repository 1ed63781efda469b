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
  nameInEnglish: z.string().optional(),
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
  /** In Latin letters, for who reads the simulator's page in English; absent where the name is in them already. */
  readonly nameInEnglish?: string;
  readonly language: Locale;
  /** Whether the invitations have been used; a colleague who has not used theirs can try that. */
  readonly registered: boolean;
  readonly hint: Readonly<Record<Locale, string>>;
}

const file = z.strictObject({
  note: z.string(),
  accountsInEnglish: z.record(z.string(), z.string()),
  people: z.array(samplePerson),
});

const read = () => file.parse(JSON.parse(sampleFile('people.json').toString('utf8')));

/** What the simulator's page calls an organisation's account in English. */
export function accountInEnglish(orgId: string): string | undefined {
  return read().accountsInEnglish[orgId];
}

/** The invented people of `sample-data/people.json`, those of the first organisation first. */
export function readSamplePeople(): readonly SamplePerson[] {
  const { people } = read();
  // Optional fields that are absent stay absent: the shape never holds `undefined`.
  return people as readonly SamplePerson[];
}
