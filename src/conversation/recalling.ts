import type { Prompt } from '../speech/prompt';
import { currentOf } from './drafts';
import type { Exchange } from './exchange';
import { reminder } from './questions';
import { waitingList } from './waiting';

/** The help view of this person, and what waits for them. */
export async function help({ parts, actor, now, drafts }: Exchange): Promise<readonly Prompt[]> {
  const view = (await parts.registry.view('help')?.show(undefined, { actor, now })) ?? [];
  return [...view, ...(await waitingList(drafts, parts.registry, { actor, now }))];
}

/** The question that is open, recalled in the middle of something else; without one, what `otherwise` says. */
export async function openQuestion(
  exchange: Exchange,
  otherwise?: (exchange: Exchange) => Promise<readonly Prompt[]>,
): Promise<readonly Prompt[]> {
  const current = currentOf(exchange.drafts);
  const flow = current === undefined ? undefined : exchange.parts.registry.flow(current.flow);
  if (current !== undefined && flow !== undefined) return [await reminder(flow, current, exchange)];
  return (await otherwise?.(exchange)) ?? [];
}
