import { text } from '../core/texts';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { Over } from './condition';
import { idleFor, whyOver } from './condition';
import type { Drafts } from './drafts';
import { cancelling, without, withoutLongCancelled } from './drafts';
import type { ConversationParts } from './exchange';
import type { Conversation } from './flow';
import { restoring } from './restoring';
import { contentOf } from './unkept';
import type { Moment } from './walk';
import { isUntouched } from './walk';

/**
 * What is open, without what is over; that is told once. What only waited too long is not gone: its person reads
 * what it was about, and can bring it back for a day like what they cancelled.
 */
export async function stillOpen(
  parts: Pick<ConversationParts, 'registry' | 'log'>,
  drafts: Drafts,
  moment: Moment,
): Promise<{ drafts: Drafts; before: readonly Prompt[] }> {
  const before: Prompt[] = [];
  let left = withoutLongCancelled(drafts, moment.now);
  for (const draft of left.open) {
    const over = whyOver(draft, parts.registry, moment);
    if (over === undefined) continue;
    parts.log.info('conversation.over', { flow: draft.flow, why: over.why });
    const ended = await ending(parts, draft, over, moment);
    before.push(ended.notice);
    left = ended.isKept ? cancelling(left, draft, moment.now) : without(left, draft.id);
  }
  return { drafts: left, before };
}

async function ending(
  { registry }: Pick<ConversationParts, 'registry'>,
  draft: Conversation,
  over: Over,
  moment: Moment,
): Promise<{ notice: Prompt; isKept: boolean }> {
  const flow = registry.flow(draft.flow);
  const isIdle = over.why === 'expired' && flow?.mayStart(moment.actor) === true;
  if (!isIdle || draft.version !== flow.version || isUntouched(flow, draft))
    return { notice: over.notice, isKept: false };
  const params = {
    title: text(moment.actor.locale, flow.title),
    about: await contentOf(flow, draft, moment),
    duration: idleFor(flow, draft, moment),
  };
  const notice = { ...explain('listening.idle', params), controls: [restoring(draft)] };
  return { notice, isKept: true };
}
