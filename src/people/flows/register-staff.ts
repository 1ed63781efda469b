import { ADMINISTRATORS } from '../../conversation/actor';
import type { Actor } from '../../conversation/actor';
import { code } from '../../conversation/fields';
import { defineFlow } from '../../conversation/flow';
import type { Field, Flow, Reading } from '../../conversation/flow';
import type { CardRow, Control, Prompt, Wording } from '../../speech/prompt';
import { Explainable } from '../../core/errors';
import { officeOf } from '../office-names';
import type { Office, OfficeNames } from '../office-names';
import { INVITATION_CODE, invitationCodeFrom, readInvitationCode } from '../rules';
import type { Invitation } from '../rules';
import type { Colleague, People } from '../service';

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
 * An invited person becomes staff: types the code, sees on the review card who invites them as what, and
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
      const colleague = await services.people.register(actor, answers.code);
      return welcome(
        colleague,
        await officeOf(services.names, { ...colleague, orgId: actor.orgId }, actor.locale),
      );
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
      return offered(await officeOf(services.names, reading.value, actor.locale));
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

function offered({ organization, role, unit }: Office): Wording {
  return unit === undefined
    ? { key: 'people.register.offer', params: { organization, role } }
    : { key: 'people.register.offerUnit', params: { organization, role, unit } };
}

function welcome({ role }: Colleague, office: Office): readonly Prompt[] {
  const administrator = ADMINISTRATORS.includes(role);
  const rows: CardRow[] = [
    { label: { key: 'people.me.organization' }, value: { literal: office.organization } },
    { label: { key: 'people.me.role' }, value: { literal: office.role } },
    ...(office.unit === undefined
      ? []
      : [{ label: { key: 'people.me.unit' }, value: { literal: office.unit } } as const]),
  ];
  const board: Control = { kind: 'open', name: 'round-status', label: { key: 'people.welcome.board' } };
  return [
    {
      text: { key: 'people.welcome.summary', params: { role: office.role } },
      card: {
        kind: 'receipt',
        title: { key: 'people.welcome.title' },
        rows,
        footnote: { key: administrator ? 'people.welcome.administrator' : 'people.welcome.staff' },
        actions: [
          ...(administrator ? [board] : []),
          { kind: 'open', name: 'log-progress', label: { key: 'people.welcome.log' } },
          { kind: 'open', name: 'my-measures', label: { key: 'people.welcome.mine' } },
        ],
      },
    },
  ];
}
