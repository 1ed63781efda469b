import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import type { Asked, Card, CardRow, Control, Prompt, Wording } from '../speech/prompt';
import { MOST_CONTROLS, say } from '../speech/wording';
import { answerInWords } from './answer-in-words';
import type { AnyFlow, Conversation, Excerpt, Field } from './flow';
import { withOptions } from './options';
import type { Moment } from './walk';
import { isNothing, reachable, REVIEW, stepOf, turnOf } from './walk';

/** Choice values the engine itself puts into buttons; no field's own value begins with a tilde. */
export const KEEP = '~keep';
/** Goes on with what is open. */
export const STAY = '~stay';
/** What was told in it is for another flow, see `Flow.instead`. */
export const INSTEAD = '~instead';
/** Removes what the engine has just asked about. */
export const REMOVE = '~remove';
/** Brings a cancelled draft back. */
export const RESTORE = '~restore';
/**
 * Asks whether all parts of an answer shall go. This and `SEND` are older than the tilde and stand in buttons that
 * were sent: no field's own value may be one of them.
 */
export const CLEAR = 'clear';
/** On the review card. */
export const SEND = 'send';

/** Code points of an earlier answer that are shown with its question: enough to recognise it. */
const LONGEST_RECALLED = 120;

/** From this miss on, help is offered with the question. */
export const MISSES_TO_HELP = 3;

/**
 * What to show at the place where the conversation stands: its question, or its review card. With an excerpt
 * `instead` stands in the question's place: why only a part of the choices is shown.
 */
export async function promptAt(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  excerpt?: Excerpt,
  instead?: Wording,
): Promise<Prompt> {
  if (conversation.at === REVIEW) return review(flow, conversation, moment);
  const asked = askedAt(conversation);
  const turn = turnOf(conversation, moment);
  const { field } = stepOf(flow, conversation.at);
  const question = instead ?? (await wordingOf(flow, conversation, moment));
  const rows = (await field.rows?.(turn, asked, excerpt)) ?? [];
  const own = await field.controls(turn, asked, excerpt);
  const controls = fitted(own, engineControls(flow, conversation));
  if (rows.length > 0) return { text: question, card: { kind: 'list', title: question, rows }, controls };
  const { locale } = moment.actor;
  return { text: withOptions(question, own, { locale, isPart: excerpt !== undefined }), controls };
}

/** The question in the middle of something else: one message without its card. */
export async function reminder(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Prompt> {
  const { locale } = moment.actor;
  const title = text(locale, flow.title);
  if (conversation.at === REVIEW) {
    const params = { title, send: text(locale, flow.send) };
    return {
      text: { key: 'conversation.question.reviewReminder', params },
      controls: reviewActions(flow, conversation, offers(flow, conversation, moment)),
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
  const { at } = conversation;
  const { ask } = stepOf(flow, at);
  const question: Wording =
    typeof ask === 'function' ? await ask(turnOf(conversation, moment)) : { key: ask };
  const answer = await answerInWords(flow, conversation, at, moment, LONGEST_RECALLED);
  if (answer === undefined) return question;
  const params = { question: say(question, moment.actor.locale), answer };
  return { key: 'conversation.question.before', params };
}

interface EngineControls {
  /** What most people want now; before the question's own. */
  first: readonly Control[];
  /** Always shown. */
  needed: readonly Control[];
  /** Shown where there is room, in this order; each has a typed equivalent. */
  handy: readonly Control[];
  /** What takes something away: never under the thumb. */
  last: readonly Control[];
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
  const first: Control[] = severalParts && answered ? [command('finish', { key: 'common.done' })] : [];
  const needed: Control[] = [];
  if (first.length === 0 && optional === true)
    needed.push(command('skip', { key: skipLabel ?? 'common.skip' }));
  const editing = conversation.editing === at;
  if (editing) needed.push(command('back', { key: 'conversation.controls.backToReview' }));
  else if (path.length > 0) needed.push(command('back', { key: 'common.back' }));
  needed.push(command('cancel', { key: 'common.cancel' }));
  const handy: Control[] = [];
  if (misses >= MISSES_TO_HELP)
    handy.push({ kind: 'command', command: 'help', label: { key: 'common.help' } });
  if (answered && !severalParts && !editing)
    handy.push({ kind: 'choice', value: KEEP, label: { key: 'conversation.controls.keep' }, asked });
  const last: Control[] = [];
  if (answered && field.without !== undefined)
    last.push({ kind: 'choice', value: CLEAR, label: { key: 'conversation.controls.clear' }, asked });
  return { first, needed, handy, last };
}

function fitted(own: readonly Control[], { first, needed, handy, last }: EngineControls): readonly Control[] {
  const shown = first.length + own.length + needed.length + last.length;
  const room = Math.max(0, MOST_CONTROLS - shown);
  return [...first, ...own, ...handy.slice(0, room), ...needed, ...last];
}

async function review(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Prompt> {
  const { locale } = moment.actor;
  const offered = offers(flow, conversation, moment);
  const rows = conversation.path.map(async (name, index) =>
    reviewRow(flow, conversation, name, index + 1, moment),
  );
  const card: Card = {
    kind: flow.warns === undefined ? 'review' : 'warning',
    title: { key: flow.title },
    subtitle: { key: flow.warns ?? 'conversation.review.subtitle' },
    rows: [...(await Promise.all(rows)).flat(), ...besideRows(conversation, locale)],
    footnote: { key: 'conversation.review.footnote' },
    actions: reviewActions(flow, conversation, offered),
  };
  const more = offered.slice(MOST_OFFERED);
  return {
    text: { key: 'conversation.review.text', params: { title: text(locale, flow.title) } },
    card,
    ...(more.length === 0 ? {} : { controls: more }),
  };
}

/** Offers on a card, which has four buttons (see `Card.actions`): two send and cancel. */
const MOST_OFFERED = 2;

async function reviewRow(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  number: number,
  moment: Moment,
): Promise<readonly CardRow[]> {
  const { title, field } = stepOf(flow, step);
  const value = conversation.answers[step];
  if (await isHidden(field, value, conversation, moment)) return [];
  const params = { number, title: text(moment.actor.locale, title) };
  const shown: Wording =
    value === undefined || value === null
      ? { key: 'conversation.review.skipped' }
      : await field.show(value, turnOf(conversation, moment));
  const isFound = conversation.found?.includes(step) === true;
  const row: CardRow = {
    label: { key: 'conversation.review.row', params },
    value: shown,
    ...(isFound ? { note: { key: 'listening.foundNote' } } : {}),
    action: { kind: 'edit', step, label: { key: 'common.edit' }, asked: askedAt(conversation) },
  };
  return [row];
}

async function isHidden(
  field: Field<object>,
  value: unknown,
  conversation: Conversation,
  moment: Moment,
): Promise<boolean> {
  if (value === undefined || value === null || field.isShown === undefined) return false;
  return !(await field.isShown(value, turnOf(conversation, moment)));
}

/** What is kept beside the answers, in one line. */
function besideRows({ beside = [] }: Conversation, locale: Locale): readonly CardRow[] {
  if (beside.length === 0) return [];
  const said = beside.flatMap((each) =>
    each.kind === 'text' ? [each.text] : each.kind === 'place' ? [each.place.text] : [],
  );
  const files = beside.filter(({ kind }) => kind === 'file').length;
  const counted = files === 0 ? [] : [text(locale, 'conversation.files.shown', { number: files })];
  return [{ label: { key: 'listening.besideTitle' }, value: { literal: [...said, ...counted].join('\n') } }];
}

function reviewActions(
  flow: AnyFlow,
  conversation: Conversation,
  offered: readonly Control[],
): readonly Control[] {
  const asked = askedAt(conversation);
  return [
    { kind: 'choice', value: SEND, label: { key: flow.send }, asked },
    ...offered.slice(0, MOST_OFFERED),
    { kind: 'command', command: 'cancel', label: { key: 'common.cancel' }, asked },
  ];
}

/** What may still be added, each with its button. */
function offers(flow: AnyFlow, conversation: Conversation, moment: Moment): readonly Control[] {
  const asked = askedAt(conversation);
  return reachable(flow, conversation, moment).flatMap((step): Control[] => {
    const { offered } = stepOf(flow, step);
    const isMissing = offered !== undefined && isNothing(conversation.answers[step]);
    return isMissing ? [{ kind: 'edit', step, label: { key: offered }, asked }] : [];
  });
}
