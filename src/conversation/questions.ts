import { text } from '../core/texts';
import type { Asked, Card, Control, Prompt, Wording } from '../speech/prompt';
import { MOST_CONTROLS, say, shorten } from '../speech/wording';
import type { AnyFlow, Conversation, Excerpt } from './flow';
import type { Moment } from './walk';
import { isNothing, REVIEW, stepOf, turnOf } from './walk';

/** Choice values the engine itself puts into buttons; no field's own value begins with a tilde. */
export const KEEP = '~keep';
/** Goes on with what is open. */
export const STAY = '~stay';
/** On the review card. */
export const SEND = 'send';

/** Code points of an earlier answer that are shown with its question: enough to recognise it. */
const LONGEST_RECALLED = 120;

/** From this miss on, help is offered with the question. */
export const MISSES_TO_HELP = 3;

/** What to show at the place where the conversation stands: its question, or its review card. */
export async function promptAt(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  excerpt?: Excerpt,
): Promise<Prompt> {
  if (conversation.at === REVIEW) return review(flow, conversation, moment);
  const asked = askedAt(conversation);
  const turn = turnOf(conversation.answers, moment);
  const { field } = stepOf(flow, conversation.at);
  const question = await wordingOf(flow, conversation, moment);
  const rows = (await field.rows?.(turn, asked, excerpt)) ?? [];
  const own = await field.controls(turn, asked, excerpt);
  const card: Card = { kind: 'list', title: question, rows };
  return {
    text: question,
    ...(rows.length === 0 ? {} : { card }),
    controls: fitted(own, engineControls(flow, conversation)),
  };
}

/** The question in the middle of something else: one message without its card. */
export async function reminder(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Prompt> {
  const { locale } = moment.actor;
  const title = text(locale, flow.title);
  if (conversation.at === REVIEW) {
    const params = { title, send: text(locale, flow.send) };
    return {
      text: { key: 'conversation.question.reviewReminder', params },
      controls: reviewActions(flow, conversation),
    };
  }
  const { text: question, controls = [] } = await promptAt(flow, conversation, moment);
  const params = { title, question: say(question, locale) };
  return { text: { key: 'conversation.question.reminder', params }, controls };
}

/** After one of several parts: what has come, with the question's buttons. */
export async function receivedPrompt(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  value: object,
): Promise<Prompt> {
  const { field } = stepOf(flow, conversation.at);
  const { text: question, controls = [] } = await promptAt(flow, conversation, moment);
  return { text: field.received?.(value) ?? question, controls };
}

/** Where a button made now belongs. */
export function askedAt({ id, at }: Pick<Conversation, 'id' | 'at'>): Asked {
  return { conversationId: id, step: at };
}

async function wordingOf(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Wording> {
  const { answers, at } = conversation;
  const { ask, field } = stepOf(flow, at);
  const turn = turnOf(answers, moment);
  const question: Wording = typeof ask === 'function' ? await ask(turn) : { key: ask };
  const before = answers[at];
  if (before === undefined || before === null || isNothing(before)) return question;
  const { locale } = moment.actor;
  const answer = shorten(say(await field.show(before, turn), locale), LONGEST_RECALLED);
  const params = { question: say(question, locale), answer };
  return { key: 'conversation.question.before', params };
}

interface EngineControls {
  /** Always shown. */
  needed: readonly Control[];
  /** Shown where there is room, in this order; each has a typed equivalent. */
  handy: readonly Control[];
}

function engineControls(flow: AnyFlow, conversation: Conversation): EngineControls {
  const { at, answers, path, misses } = conversation;
  const { field, optional, skipLabel } = stepOf(flow, at);
  const asked = askedAt(conversation);
  const answered = !isNothing(answers[at]);
  const severalParts = field.stayOpen !== undefined;
  const command = (name: 'finish' | 'skip' | 'back' | 'cancel', label: Wording): Control => ({
    kind: 'command',
    command: name,
    label,
    asked,
  });
  const needed: Control[] = [];
  if (severalParts && answered) needed.push(command('finish', { key: 'common.done' }));
  else if (optional === true) needed.push(command('skip', { key: skipLabel ?? 'common.skip' }));
  const editing = conversation.editing === at;
  if (editing) needed.push(command('back', { key: 'conversation.controls.backToReview' }));
  else if (path.length > 0) needed.push(command('back', { key: 'common.back' }));
  needed.push(command('cancel', { key: 'common.cancel' }));
  const handy: Control[] = [];
  if (misses >= MISSES_TO_HELP)
    handy.push({ kind: 'command', command: 'help', label: { key: 'common.help' } });
  if (answered && !severalParts && !editing)
    handy.push({ kind: 'choice', value: KEEP, label: { key: 'conversation.controls.keep' }, asked });
  return { needed, handy };
}

function fitted(own: readonly Control[], { needed, handy }: EngineControls): readonly Control[] {
  const room = Math.max(0, MOST_CONTROLS - own.length - needed.length);
  return [...own, ...handy.slice(0, room), ...needed];
}

async function review(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Prompt> {
  const { locale } = moment.actor;
  const asked = askedAt(conversation);
  const turn = turnOf(conversation.answers, moment);
  const rows = conversation.path.map(async (name, index) => {
    const { title, field } = stepOf(flow, name);
    const value = conversation.answers[name];
    const params = { number: index + 1, title: text(locale, title) };
    const shown: Wording = { key: 'conversation.review.skipped' };
    const action: Control = { kind: 'edit', step: name, label: { key: 'common.edit' }, asked };
    return {
      label: { key: 'conversation.review.row', params } as const,
      value: value === undefined || value === null ? shown : await field.show(value, turn),
      action,
    };
  });
  const card: Card = {
    kind: 'review',
    title: { key: flow.title },
    subtitle: { key: 'conversation.review.subtitle' },
    rows: await Promise.all(rows),
    footnote: { key: 'conversation.review.footnote' },
    actions: reviewActions(flow, conversation),
  };
  return {
    text: { key: 'conversation.review.text', params: { title: text(locale, flow.title) } },
    card,
  };
}

function reviewActions(flow: AnyFlow, conversation: Conversation): readonly Control[] {
  const asked = askedAt(conversation);
  return [
    { kind: 'choice', value: SEND, label: { key: flow.send }, asked },
    { kind: 'command', command: 'cancel', label: { key: 'common.cancel' }, asked },
  ];
}
