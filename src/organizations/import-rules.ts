import { z } from 'zod';
import type { Organization } from './rules';
import { FACT_SOURCES, ORGANIZATION_ID, ORGANIZATION_KINDS, SIGNING_OFFICES } from './rules';

const text = z.string().trim().min(1).max(500);
const key = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');
const contact = z.strictObject({
  phone: z
    .string()
    .regex(/^\d[\d -]{2,28}\d$/, 'a telephone number in Arabic digits such as 042-000-101')
    .optional(),
  hours: z
    .strictObject({ days: z.enum(['weekdays', 'every-day']), from: time, to: time })
    .refine(({ from, to }) => from < to, 'the office closes after it opens')
    .optional(),
  address: text.optional(),
});

const source = z.enum(FACT_SOURCES).optional();

const shape = z.strictObject({
  id: z.string().regex(ORGANIZATION_ID),
  order: z.number().int().min(1).max(10_000),
  name: text,
  shortName: text,
  kind: z.enum(ORGANIZATION_KINDS),
  district: text.optional(),
  province: text.optional(),
  address: text.optional(),
  website: text.optional(),
  contact: contact.optional(),
  documentPrefix: text.optional(),
  basicId: z
    .string()
    .regex(/^@[a-z0-9._-]{1,30}$/)
    .optional(),
  units: z
    .array(z.strictObject({ key, name: text, aliases: z.array(text).default([]), source }))
    .min(1)
    .max(100),
  signOffChain: z
    .array(
      z.strictObject({
        order: z.number().int().min(1).max(20),
        title: text,
        office: z.enum(SIGNING_OFFICES),
        source,
        acting: z
          .never('who acts in an office is said with their post: npm run invite -- … --acting')
          .optional(),
      }),
    )
    .max(20),
  forms: z
    .array(z.string().regex(/^[A-Za-z0-9-]{1,60}$/))
    .min(1)
    .max(20),
});

/** An organisation read from a file, or everything that is wrong with its description. */
export type OrganizationRead =
  | { readonly ok: true; readonly organization: Organization }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks the description of an organisation as it stands in `sample-data/organizations.json`. */
export function readOrganization(value: unknown): OrganizationRead {
  const read = shape.safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { ok: false, problems };
  }
  const keys = read.data.units.map((unit) => unit.key);
  const twice = keys.filter((each, index) => keys.indexOf(each) !== index);
  if (twice.length > 0) return { ok: false, problems: [`units: the key ${twice.join(', ')} is used twice`] };
  // Optional fields that are absent stay absent: the shape never holds `undefined`.
  return { ok: true, organization: read.data as Organization };
}
