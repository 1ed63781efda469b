import type { Outbox } from '../outbox/service';
import type { Prompt } from '../speech/prompt';
import type { HeldPost } from './service';

/** Tells somebody that their post was ended, once for each post, however often it is called. */
export type TellHolder = (held: HeldPost, orgId: string, prompt: Prompt) => Promise<void>;

/** Who cannot be reached is not told: what was theirs is refused when they come back. */
export function createTellHolder({ outbox }: { readonly outbox: Pick<Outbox, 'enqueue'> }): TellHolder {
  return async ({ personId, locale, post }, orgId, prompt) => {
    const to = { kind: 'person', personId } as const;
    await outbox.enqueue({ id: `post-ended:${personId}:${post.id}`, orgId, to, prompts: [prompt], locale });
  };
}
