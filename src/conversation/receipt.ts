import type { Locale } from '../core/texts';
import type { Prompt, Subject } from '../speech/prompt';
import type { Known } from './known';

/**
 * Where an answer is pushed that could not be replied: to the person who asked, to a sealed mailbox (then the
 * person's own record takes no part in it), or nowhere, because it can be asked for again.
 */
export type Unreplied = 'person' | 'nowhere' | { readonly mailboxId: string };

/** What a finished flow says, and what becomes of it when its reply fails. */
export interface Receipt {
  readonly prompts: readonly Prompt[];
  readonly unreplied: Unreplied;
  /** What this was about: a message within a day may belong to it. */
  readonly lately?: { readonly name: string; readonly subject: Subject };
  /** The language its person is spoken to from now on, this answer included. */
  readonly locale?: Locale;
}

/** Something was only the way to something else: that is opened at once, with what is known of it. */
export interface Onwards {
  readonly leadsTo: { readonly name: string; readonly known?: Known };
}

/** What a flow's `finish` returns: prompts alone are a receipt that must reach the person. */
export type Finished = readonly Prompt[] | Receipt | Onwards;

/** The receipt in what a flow's `finish` returned; what leads on has none of its own. */
export function receiptOf(finished: Finished): Receipt {
  if ('leadsTo' in finished) return { prompts: [], unreplied: 'nowhere' };
  return 'prompts' in finished ? finished : { prompts: finished, unreplied: 'person' };
}
