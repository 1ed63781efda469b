import type { Actor } from '../../conversation/actor';
import { pickOne } from '../../conversation/fields';
import type { Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Locale } from '../../core/texts';
import { text } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { forDuty } from '../../duties/duties';
import type { OfficeNames } from '../office-names';
import { postInWords, postLine } from '../office-names';
import type { HeldPost, People } from '../service';

export interface EndPostAnswers {
  /** The post's id. */
  post: string;
}

export interface EndPostServices {
  readonly people: Pick<People, 'endablePosts' | 'endPost'>;
  readonly names: OfficeNames;
}

/** Who manages the organisation's people sees who holds which post, and ends one; the review card asks again. */
export function endPost({ people, names }: EndPostServices): Flow<EndPostAnswers> {
  return defineFlow<EndPostAnswers>({
    name: 'end-post',
    version: 1,
    start: 'post',
    title: 'people.end.title',
    send: 'people.end.send',
    idleMinutes: 60,
    mayStart: forDuty('manage-people', 'appoint-custodians'),
    steps: {
      post: {
        ask: 'people.end.askPost',
        title: 'people.end.post',
        field: pickOne({
          from: async ({ actor }) => {
            const posts = await people.endablePosts(actor.orgId, actor);
            return Promise.all(posts.map((held) => itemOf(held, names, actor)));
          },
        }),
        next: 'review',
      },
    },
    finish: async ({ post }, { actor }) => {
      const ended = await people.endPost(actor.orgId, post, actor);
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
