import type { Outbox } from '../outbox/service';
import type { OfficeNames } from './office-names';
import { postInWords, postLine } from './office-names';
import type { HeldPost } from './service';

/** Tells somebody in their language that their post was ended, once for each post, however often it is called. */
export type TellHolder = (held: HeldPost, orgId: string) => Promise<void>;

/** Who cannot be reached is not told: what was theirs is refused when they come back. */
export function createTellHolder({
  outbox,
  names,
}: {
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly names: OfficeNames;
}): TellHolder {
  return async ({ personId, locale, post }, orgId) => {
    const role = postLine(await postInWords(names, orgId, post, locale), locale);
    const organization = await names.organization(orgId, locale);
    await outbox.enqueue({
      id: `post-ended:${personId}:${post.id}`,
      orgId,
      to: { kind: 'person', personId },
      prompts: [
        {
          text: { key: 'people.end.told', params: { role, organization } },
          controls: [{ kind: 'open', name: 'who-am-i', label: { key: 'people.me.title' } }],
        },
      ],
      locale,
    });
  };
}
