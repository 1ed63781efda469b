import type { Actor } from '../../conversation/actor';
import { code } from '../../conversation/fields';
import type { Field, Flow, Reading } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { Explainable } from '../../core/errors';
import type { Post } from '../../core/posts';
import { hasDuty } from '../../duties/duties';
import type { CardRow, Control, Prompt, Wording } from '../../speech/prompt';
import type { OfficeNames } from '../office-names';
import { postInWords, postLine } from '../office-names';
import type { Invitation } from '../rules';
import { INVITATION_CODE, invitationCodeFrom, readInvitationCode } from '../rules';
import type { HeldPost, People } from '../service';

export interface RegisterAnswers {
  /** The code in its compact form. */
  code: string;
}

export interface RegisterServices {
  readonly people: Pick<People, 'check' | 'register'>;
  readonly names: OfficeNames;
}

/** Shown in questions; nobody is ever given it by chance. */
const EXAMPLE = { example: invitationCodeFrom('example') };

/**
 * An invited person takes up a post: types the code, sees on the review card who invites them as what, and
 * confirms. The code can be typed without opening anything.
 */
export function registerStaff(services: RegisterServices): Flow<RegisterAnswers> {
  return defineFlow<RegisterAnswers>({
    name: 'register-staff',
    version: 1,
    start: 'code',
    title: 'people.register.title',
    send: 'people.register.send',
    idleMinutes: 60,
    mayStart: () => true,
    steps: {
      code: {
        ask: () => ({ key: 'people.register.askCode', params: EXAMPLE }),
        title: 'people.register.invitation',
        field: invitationField(services),
        next: 'review',
      },
    },
    prefill: ({ text: typed = '' }) => {
      const compact = readInvitationCode(typed);
      return compact === undefined ? undefined : { code: compact };
    },
    finish: async (answers, { actor }) => {
      const held = await services.people.register(actor, answers.code);
      return welcome(held, actor, services.names);
    },
  });
}

/**
 * Reads the code and looks the invitation up at once, so that a slip is told where it was made. Counting
 * wrong codes is the one thing a question writes: without it codes could be guessed here.
 */
function invitationField(services: RegisterServices): Field<string> {
  const shape = code({ pattern: INVITATION_CODE, problem: 'people.problem.malformed', params: EXAMPLE });
  return {
    ...shape,
    read: async (input, turn) => {
      const compact = input.kind === 'text' ? readInvitationCode(input.text) : undefined;
      if (compact === undefined) return shape.read(input, turn, undefined);
      const reading = await checked(services, turn.actor, compact);
      return reading.ok ? { ok: true, value: compact } : reading;
    },
    show: async (value, { actor }) => {
      const reading = await checked(services, actor, value);
      if (!reading.ok) return { key: reading.problem, params: reading.params ?? {} };
      return offered(services.names, reading.value, actor);
    },
  };
}

async function checked(
  { people }: RegisterServices,
  actor: Actor,
  compact: string,
): Promise<Reading<Invitation>> {
  try {
    return { ok: true, value: await people.check(actor, compact) };
  } catch (error) {
    if (error instanceof Explainable) return { ok: false, problem: error.text, params: error.params };
    throw error;
  }
}

async function offered(names: OfficeNames, invitation: Invitation, { locale }: Actor): Promise<Wording> {
  const { orgId } = invitation;
  const organization = await names.organization(orgId, locale);
  const post = postLine(await postInWords(names, orgId, invitation, locale), locale);
  return { key: 'people.register.offer', params: { organization, role: post } };
}

async function welcome(
  { post }: HeldPost,
  { orgId, locale }: Actor,
  names: OfficeNames,
): Promise<readonly Prompt[]> {
  const { office, unit } = await postInWords(names, orgId, post, locale);
  const leads = hasDuty({ posts: [post] }, 'see-round-status');
  const rows: CardRow[] = [
    {
      label: { key: 'people.me.organization' },
      value: { literal: await names.organization(orgId, locale) },
    },
    { label: { key: 'people.me.role' }, value: { literal: office } },
    ...(unit === undefined ? [] : [{ label: { key: 'people.me.unit' }, value: { literal: unit } } as const]),
  ];
  return [
    {
      text: { key: 'people.welcome.summary', params: { role: office } },
      card: {
        kind: 'receipt',
        title: { key: 'people.welcome.title' },
        rows,
        footnote: { key: leads ? 'people.welcome.administrator' : 'people.welcome.staff' },
        actions: welcomeActions(post),
      },
    },
  ];
}

/** What the new post opens; at least what the person may do already. */
function welcomeActions(post: Post): Control[] {
  const offers = [
    { duty: 'see-round-status', name: 'round-status', label: 'people.welcome.board' },
    { duty: 'log-progress', name: 'log-progress', label: 'people.welcome.log' },
    { duty: 'see-measures', name: 'my-measures', label: 'people.welcome.mine' },
    { duty: 'manage-people', name: 'end-post', label: 'people.welcome.people' },
    { duty: 'see-protected-complaints', name: 'complaint-inbox', label: 'people.welcome.complaints' },
  ] as const;
  return offers
    .filter(({ duty }) => hasDuty({ posts: [post] }, duty))
    .slice(0, MOST_OFFERED)
    .map(({ name, label }) => ({ kind: 'open', name, label: { key: label } }) as const);
}

/** A card with more buttons than three is a menu, and that exists already. */
const MOST_OFFERED = 3;
