import type { TextKey } from '../core/texts';
import { text } from '../core/texts';
import type { Command } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { AnyFlow, Conversation, Said } from './flow';
import type { Heard } from './notes';
import { complete, notSent, onward } from './onward';
import type { Outcome } from './outcome';
import { again, ask, pause, stale } from './outcome';
import { reminder } from './questions';
import type { Moment } from './walk';
import { isNothing, keepingOnly, REVIEW, stepOf, withAnswer } from './walk';

/** Does what a command word or button says. */
export async function obey(
  flow: AnyFlow,
  conversation: Conversation,
  { command, asked }: Extract<Said, { kind: 'command' }>,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  switch (command) {
    case 'cancel': {
      const title = text(moment.actor.locale, flow.title);
      return { kind: 'cancelled', conversation, prompts: [explain('conversation.cancelled', { title })] };
    }
    case 'pause':
      return pause(flow, conversation, moment);
    case 'help':
    case 'menu':
    case 'drafts': {
      const prompts = [explain('conversation.insideHelp'), await reminder(flow, conversation, moment)];
      return { kind: 'help', conversation, prompts };
    }
    case 'back':
    case 'skip':
    case 'finish':
      return asked !== undefined && asked.step !== conversation.at
        ? stale(flow, conversation, moment, 'conversation.stale.otherQuestion', heard)
        : STEPPING[command](flow, conversation, moment, heard);
  }
}

type Stepping = (flow: AnyFlow, conversation: Conversation, moment: Moment, heard: Heard) => Promise<Outcome>;

const STEPPING: Record<Extract<Command, 'back' | 'skip' | 'finish'>, Stepping> = {
  back: async (flow, conversation, moment, heard) => {
    const { at, path, editing } = conversation;
    if (at === editing) return onward(flow, conversation, moment, heard);
    const last = path.at(-1);
    if (last === undefined)
      return again(
        flow,
        conversation,
        moment,
        { problem: 'conversation.problem.noWayBack', miss: false },
        heard,
      );
    return ask(flow, { ...conversation, at: last, path: path.slice(0, -1), misses: 0 }, moment, heard);
  },
  skip: async (flow, conversation, moment, heard) => {
    const { at, answers } = conversation;
    if (at === REVIEW) return again(flow, conversation, moment, notSent(flow, moment), heard);
    const { optional, offered, field } = stepOf(flow, at);
    if (optional !== true)
      return again(flow, conversation, moment, { problem: 'conversation.problem.cannotSkip' }, heard);
    // Parts that were sent are not taken back by going on.
    if (field.without !== undefined && !isNothing(answers[at]))
      return onward(flow, conversation, moment, heard);
    const skipped =
      offered === undefined
        ? withAnswer(flow, conversation, at, null)
        : keepingOnly(conversation, (step) => step !== at);
    return onward(flow, skipped, moment, heard);
  },
  finish: async (flow, conversation, moment, heard) => {
    const { at, answers } = conversation;
    if (at === REVIEW) return complete(conversation);
    const { field, optional } = stepOf(flow, at);
    if (!isNothing(answers[at])) return onward(flow, conversation, moment, heard);
    if (optional === true) return STEPPING.skip(flow, conversation, moment, heard);
    const problem: TextKey =
      field.stayOpen === undefined
        ? 'conversation.problem.nothingToFinish'
        : 'conversation.problem.noFileYet';
    return again(flow, conversation, moment, { problem }, heard);
  },
};
