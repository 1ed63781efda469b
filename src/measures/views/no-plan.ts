import type { Prompt } from '../../speech/prompt';

/** What is said when the organisation has no plan in force. */
export const noPlan: readonly Prompt[] = [{ text: { key: 'measures.noPlan' } }];
