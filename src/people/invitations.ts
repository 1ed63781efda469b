import type { Actor } from '../conversation/actor';
import { compactCode } from '../conversation/fields';
import type { Day } from '../core/bangkok-day';
import { DAY_MS } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { systemClock } from '../core/clock';
import { AppError, Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Office, Post } from '../core/posts';
import type { Sealer } from '../core/sealing';
import type { InvitationModel, PersonModel, StoredInvitation } from './model';
import {
  INVITATION_CODE,
  INVITATION_DAYS,
  invitationCodeFrom,
  invitationProblem,
  MOST_TRIES,
  showInvitationCode,
  TRY_WINDOW_MINUTES,
} from './rules';

const KEPT_AFTERWARDS_DAYS = 90;

/** Whom an organisation invites. */
export interface NewInvitation {
  readonly orgId: string;
  readonly office: Office;
  readonly unitKey?: string;
  readonly position?: string;
  /** Acting in the office (รักษาราชการแทน). */
  readonly acting?: true;
  /** The post ends before this day; absent: no end is known. */
  readonly until?: Day;
  readonly displayName?: string;
  /** How long the code can be used; 14 days unless said otherwise. */
  readonly days?: number;
}

/** A code, and the organisation that it opens. */
export interface CodeOf {
  readonly orgId: string;
  readonly code: string;
}

/** An invitation that has found its person. */
export type UsedInvitation = StoredInvitation & { usedAt: Date };

export interface InvitationParts {
  readonly people: PersonModel;
  readonly invitations: InvitationModel;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The codes by which people take up posts. Only `service.ts` uses this. */
export class Invitations {
  constructor(private readonly parts: InvitationParts) {}

  /** Makes an invitation and returns its code, which is kept nowhere. */
  async invite(invitation: NewInvitation): Promise<string> {
    const code = invitationCodeFrom(this.parts.ids.next());
    await this.keep(code, invitation);
    return code;
  }

  /**
   * Makes an invitation with a known code, for sample data; repeating changes nothing. Throws
   * `invitation-code-malformed`: a code looks like those of `invitationCodeFrom`.
   */
  async keep(code: string, { days = INVITATION_DAYS, ...invitation }: NewInvitation): Promise<void> {
    const compact = compactCode(code);
    if (!INVITATION_CODE.test(compact)) {
      const like = showInvitationCode(compactCode(invitationCodeFrom(invitation.orgId)));
      throw new AppError('invitation-code-malformed', `an invitation code looks like ${like}`);
    }
    const expiresAt = new Date(this.parts.clock.now().getTime() + days * DAY_MS);
    const purgeAt = new Date(systemClock.now().getTime() + (days + KEPT_AFTERWARDS_DAYS) * DAY_MS);
    await this.parts.invitations.updateOne(
      { _id: this.idOf(invitation.orgId, compact) },
      { $setOnInsert: { ...invitation, expiresAt, purgeAt } },
      { upsert: true },
    );
  }

  /** Takes back what nobody has used yet; whoever types such a code from now on hears that there is none. */
  async withdraw(codes: readonly CodeOf[]): Promise<void> {
    const ids = codes.map(({ orgId, code }) => this.idOf(orgId, compactCode(code)));
    await this.parts.invitations.deleteMany({ _id: { $in: ids }, usedBy: { $exists: false } });
  }

  /**
   * The invitation behind a code, if this person may use it. A wrong code counts as a try. Errors,
   * explainable: `too-many-tries`, `invitation-wrong`, `invitation-used`, `invitation-expired`, `post-held`.
   */
  async check({ personId, orgId, posts }: Actor, code: string): Promise<StoredInvitation> {
    const { people, invitations, clock } = this.parts;
    await this.takeTry(personId);
    const found = await invitations.findById(this.idOf(orgId, compactCode(code))).lean<StoredInvitation>();
    if (found === null) throw await this.wrong(personId);
    // The code was a real one: that was no guess.
    await people.updateOne({ _id: personId }, { $pop: { wrongTries: 1 } });
    const problem = invitationProblem(found, personId, clock.now());
    if (problem === 'used') throw new Explainable('invitation-used', 'people.problem.used');
    if (problem === 'expired') throw new Explainable('invitation-expired', 'people.problem.expired');
    if (posts.some((post) => post.id !== found._id && isSame(post, found))) {
      throw new Explainable('post-held', 'people.problem.held');
    }
    return found;
  }

  /** Gives the invitation to this person and nobody else. Errors: those of `check`. */
  async claim(actor: Actor, code: string): Promise<UsedInvitation> {
    const { _id } = await this.check(actor, code);
    await this.parts.invitations.updateOne(
      { _id, usedBy: { $exists: false } },
      { $set: { usedBy: actor.personId, usedAt: this.parts.clock.now() } },
    );
    const used = await this.parts.invitations.findOne({ _id, usedBy: actor.personId }).lean<UsedInvitation>();
    // Of two people at once, one was quicker.
    if (used === null) throw new Explainable('invitation-used', 'people.problem.used');
    return used;
  }

  private idOf(orgId: string, compact: string): string {
    return this.parts.sealer.fingerprint(`${orgId}:${compact}`, 'invitation');
  }

  /** Counts a try before it is looked at, so that many at once are not more than five. */
  private async takeTry(personId: string): Promise<void> {
    const now = this.parts.clock.now();
    const since = new Date(now.getTime() - TRY_WINDOW_MINUTES * 60_000);
    const fifth = `wrongTries.${MOST_TRIES - 1}`;
    const taken = await this.parts.people.updateOne(
      // A try that lies ahead was made before the clock was set back.
      {
        _id: personId,
        $or: [
          { [fifth]: { $exists: false } },
          { 'wrongTries.0': { $lte: since } },
          { 'wrongTries.0': { $gt: now } },
        ],
      },
      { $push: { wrongTries: { $each: [now], $slice: -MOST_TRIES } } },
    );
    if (taken.matchedCount === 0) throw new Explainable('too-many-tries', 'people.problem.tooManyTries');
  }

  private async wrong(personId: string): Promise<Explainable> {
    const person = await this.parts.people
      .findById(personId, { wrongTries: 1 })
      .lean<{ wrongTries: Date[] }>();
    const now = this.parts.clock.now();
    const since = new Date(now.getTime() - TRY_WINDOW_MINUTES * 60_000);
    const recent = (person?.wrongTries ?? []).filter((at) => at > since && at <= now).length;
    const left = Math.max(0, MOST_TRIES - recent);
    return left === 0
      ? new Explainable('too-many-tries', 'people.problem.tooManyTries')
      : new Explainable('invitation-wrong', 'people.problem.wrong', { left });
  }
}

/** True when an invitation would give what somebody holds already. */
function isSame(post: Post, { office, unitKey, acting }: StoredInvitation): boolean {
  return post.office === office && post.unitKey === unitKey && post.acting === acting;
}
