import type { Actor } from '../../conversation/actor';
import { pickOne } from '../../conversation/fields';
import type { Field, Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Post } from '../../core/posts';
import type { Locale } from '../../core/texts';
import { text } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { forDuty, hasDuty } from '../../duties/duties';
import type { OfficeNames } from '../office-names';
import { postInWords, postLine } from '../office-names';
import type { HeldPost, People } from '../service';
import type { TellHolder } from '../telling';

export interface EndPostAnswers {
  /** The post's id. */
  post: string;
}

export interface EndPostServices {
  readonly people: Pick<People, 'endablePosts' | 'endPost'>;
  readonly names: OfficeNames;
  readonly tellHolder: TellHolder;
}

/**
 * Who manages the organisation's people sees who holds which post, and ends one. The review card warns: it says
 * who it is, since when, and what they lose. Whoever lost it is told.
 */
export function endPost({ people, names, tellHolder }: EndPostServices): Flow<EndPostAnswers> {
  return defineFlow<EndPostAnswers>({
    name: 'end-post',
    version: 1,
    start: 'post',
    title: 'people.end.title',
    send: 'people.end.send',
    warns: 'people.end.warning',
    idleMinutes: 60,
    mayStart: forDuty('manage-people', 'appoint-custodians'),
    steps: {
      post: {
        ask: 'people.end.askPost',
        title: 'people.end.post',
        field: postField({ people, names }),
        next: 'review',
      },
    },
    finish: async ({ post }, { actor }) => {
      const ended = await people.endPost(actor.orgId, post, actor);
      if (ended.personId !== actor.personId) await tellHolder(ended, actor.orgId);
      const params = { post: await holderLine(ended, names, actor) };
      return [
        {
          text: { key: 'people.end.done', params },
          controls: [{ kind: 'open', name: 'end-post', label: { key: 'people.welcome.people' } }],
        },
      ];
    },
  });
}

/** The posts there are; on the review card with all that should be known before one is ended. */
function postField({ people, names }: Pick<EndPostServices, 'people' | 'names'>): Field<string> {
  const postsFor = (actor: Actor) => people.endablePosts(actor.orgId, actor);
  const field = pickOne({
    from: async ({ actor }) => Promise.all((await postsFor(actor)).map((held) => itemOf(held, names, actor))),
  });
  return {
    ...field,
    show: async (id, turn) => {
      const held = (await postsFor(turn.actor)).find(({ post }) => post.id === id);
      return held === undefined ? field.show(id, turn) : { literal: await inFull(held, names, turn.actor) };
    },
  };
}

async function inFull(held: HeldPost, names: OfficeNames, actor: Actor): Promise<string> {
  const { label, note } = await itemOf(held, names, actor);
  return [label, note, ...losses(held.post, actor.locale)].join('\n');
}

/** What people feel of a post; of what nobody feels there is nothing to say. */
const FELT = [
  'log-progress',
  'see-round-status',
  'see-complaints',
  'see-protected-complaints',
  'manage-people',
] as const;

function losses(post: Post, locale: Locale): readonly string[] {
  const lost = FELT.filter((duty) => hasDuty({ posts: [post] }, duty));
  return lost.length === 0
    ? []
    : [
        text(locale, 'people.end.losesTitle'),
        ...lost.map((duty) =>
          text(locale, 'people.end.losesLine', { what: text(locale, `people.end.loses.${duty}`) }),
        ),
      ];
}

async function itemOf(
  held: HeldPost,
  names: OfficeNames,
  actor: Actor,
): Promise<{ value: string; label: string; note: string }> {
  return {
    value: held.post.id,
    label: await holderLine(held, names, actor),
    note: text(actor.locale, 'people.end.since', { day: showDay(held.post.from, actor.locale, 'medium') }),
  };
}

async function holderLine(
  { displayName, post }: HeldPost,
  names: OfficeNames,
  { orgId, locale }: { orgId: string; locale: Locale },
): Promise<string> {
  const name = displayName ?? text(locale, 'people.end.unnamed');
  const line = postLine(await postInWords(names, orgId, post, locale), locale);
  return text(locale, 'people.end.holder', { name, post: line });
}
