import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../src/conversation/actor';
import { advance } from '../../src/conversation/advance';
import { begin } from '../../src/conversation/begin';
import type { AnyFlow, Conversation, Said } from '../../src/conversation/flow';
import type { Known } from '../../src/conversation/known';
import type { Outcome } from '../../src/conversation/outcome';
import { REVIEW, stepOf } from '../../src/conversation/walk';
import { isTextKey, LOCALES, text } from '../../src/core/texts';
import { encodePostback } from '../../src/line/messages/postback';
import type { Control, Prompt } from '../../src/speech/prompt';
import { lengthOf, MOST_CONTROLS, say } from '../../src/speech/wording';
import { readCommand } from '../../src/speech/words';
import { controlsOf, inputOf, PRESSED_PLACE } from '../helpers/presses';
import { shownFaults } from './shown';

/** Somebody who may use the flow, and what they would type, e.g. a code that exists. */
export interface FlowContext {
  as: Actor;
  at?: string;
  known?: Known;
  /** Tried at every question that takes text, before the general samples. */
  texts?: readonly string[];
  /** What the records hold that the flow shows: as somebody wrote it. */
  own?: readonly string[];
  files?: readonly { fileId: string; mediaType: string }[];
}

const TEXTS = ['มีข้อความยาวพอสมควรสำหรับคำถามนี้', '10 ก.พ. 2569', '081-234-5678', '50', '1'] as const;
const FILES = [{ fileId: 'na-kok_578912345678901234', mediaType: 'image/jpeg' }] as const;
/** The length of a real id. */
const ID = 'c'.repeat(24);
const MOST_STATES = 150;

/**
 * Walks through a flow by pressing everything it offers and typing samples, as every one of `contexts` in
 * both languages, and lists what is wrong with it: steps never reached, dead ends, a review never reached,
 * texts missing or unfilled, too many or too long buttons, answers that JSON does not keep.
 */
export async function checkFlow(flow: AnyFlow, contexts: readonly FlowContext[]): Promise<readonly string[]> {
  const faults = new Set<string>(namingFaults(flow));
  const reached = new Set<string>();
  for (const context of contexts) {
    for (const locale of LOCALES) {
      await explore(flow, { ...context, as: { ...context.as, locale } }, reached, faults);
    }
  }
  for (const step of Object.keys(flow.steps)) {
    if (!reached.has(step)) faults.add(`step ${step} is never reached`);
  }
  if (!reached.has(REVIEW)) faults.add('the end is never reached');
  return [...faults];
}

async function explore(
  flow: AnyFlow,
  context: FlowContext,
  reached: Set<string>,
  faults: Set<string>,
): Promise<void> {
  const { as: actor, at: time = '2026-02-15T09:00+07:00', known } = context;
  const now = new Date(time);
  const first = await begin(flow, {
    id: ID,
    once: 'o'.repeat(24),
    actor,
    now,
    ...(known !== undefined && { known }),
  });
  if (first === undefined) return void faults.add(`${actor.personId} may not start it`);
  const seen = new Set<string>();
  const open: Outcome[] = [first];
  for (let outcome = open.pop(); outcome !== undefined; outcome = open.pop()) {
    if (outcome.kind === 'complete') reached.add(REVIEW);
    if (!('prompts' in outcome) || !('conversation' in outcome)) continue;
    const { conversation, prompts } = outcome;
    const state = JSON.stringify([conversation.at, Object.entries(conversation.answers).sort()]);
    if (seen.has(state) || seen.size >= MOST_STATES) continue;
    seen.add(state);
    reached.add(conversation.at);
    for (const step of answeredAtOnce(flow, conversation)) reached.add(step);
    const own = [...TEXTS, ...(context.texts ?? []), ...(context.own ?? []), '0812345678', PRESSED_PLACE];
    for (const fault of [...outcomeFaults(flow, outcome), ...shownFaults(prompts, actor.locale, own)])
      faults.add(`${conversation.at}: ${fault}`);
    const next = await nextOf(flow, conversation, prompts, context, now);
    if (next.length === 0) faults.add(`${conversation.at}: a dead end`);
    open.push(...next);
  }
}

/** What a button answers at once is never asked. */
function answeredAtOnce(flow: AnyFlow, { answers }: Conversation): string[] {
  return Object.keys(answers).filter((step) =>
    isDeepStrictEqual(answers[step], stepOf(flow, step).offeredAs),
  );
}

/** Where one can get from here; of typed samples the first that is an answer is enough. */
async function nextOf(
  flow: AnyFlow,
  conversation: Conversation,
  prompts: readonly Prompt[],
  context: FlowContext,
  now: Date,
): Promise<Outcome[]> {
  const say = (input: Said) => advance(flow, conversation, input, { actor: context.as, now });
  const typed: readonly Said[] = [
    ...(context.texts ?? []).map((each): Said => ({ kind: 'text', text: each })),
    ...TEXTS.map((each): Said => ({ kind: 'text', text: each })),
  ];
  const files = (context.files ?? FILES).map((file): Said => ({ kind: 'file', ...file }));
  const found: Outcome[] = [];
  for (const control of different(controlsOf(prompts))) {
    const input = inputOf(control);
    if (input.kind === 'open') continue;
    const outcome = await say(input);
    if (control.kind !== 'command' || !['back', 'cancel', 'help'].includes(control.command))
      found.push(outcome);
  }
  // Without a review card nothing but its label opens what is never asked.
  const offered =
    flow.review !== false
      ? []
      : Object.keys(flow.steps).flatMap((step): Said[] => {
          const label = stepOf(flow, step).offered;
          return label === undefined ? [] : [{ kind: 'text', text: text(context.as.locale, label) }];
        });
  for (const samples of [typed, files, ...offered.map((each) => [each])]) {
    for (const input of conversation.at === REVIEW ? [] : samples) {
      const outcome = await say(input);
      if (!goesOn(conversation, outcome)) continue;
      found.push(outcome);
      break;
    }
  }
  const forward = found.filter((outcome) => goesOn(conversation, outcome));
  const pages = found.filter((each) => each.kind === 'again' && each.problem === 'conversation.problem.page');
  return forward.length === 0 ? [] : [...forward, ...pages];
}

/** What is only kept for another answer or beside the draft leads nowhere. */
function goesOn({ at, answers }: Conversation, outcome: Outcome): boolean {
  if (outcome.kind === 'complete') return true;
  if (outcome.kind !== 'ask' && outcome.kind !== 'review') return false;
  const { conversation } = outcome;
  if (at === REVIEW && !isDeepStrictEqual(conversation.answers, answers)) return true;
  return conversation.at !== at || !isDeepStrictEqual(conversation.answers[at], answers[at]);
}

/** A choice is often both in the card and below it. */
function different(controls: readonly Control[]): readonly Control[] {
  const what = (control: Control) => JSON.stringify({ ...control, label: undefined });
  return [...new Map(controls.map((control) => [what(control), control])).values()];
}

function namingFaults(flow: AnyFlow): readonly string[] {
  const names = Object.keys(flow.steps);
  const titles = names.map((name) => stepOf(flow, name).title);
  return [
    ...(names.includes(REVIEW) ? ['a step is called review'] : []),
    ...[flow.title, flow.send, ...titles].flatMap((key: string) =>
      isTextKey(key) ? [] : [`${key} is not in both languages`],
    ),
    ...LOCALES.filter((locale) => lengthOf(text(locale, flow.send)) > 20).map(
      (locale) => `${flow.send} is too long for a button (${locale})`,
    ),
  ];
}

function outcomeFaults(flow: AnyFlow, outcome: Outcome): readonly string[] {
  if (!('prompts' in outcome) || !('conversation' in outcome)) return [];
  const { conversation, prompts } = outcome;
  const { answers } = conversation;
  const controls = controlsOf(prompts);
  return [
    ...(isDeepStrictEqual(JSON.parse(JSON.stringify(answers)), answers)
      ? []
      : ['JSON does not keep its answers']),
    ...(prompts.length > 5 ? ['more than five messages'] : []),
    ...prompts.flatMap((prompt) => promptFaults(prompt)),
    ...controls.flatMap((control) => controlFaults(control)),
    ...controls.flatMap((control) => commandFaults(flow, conversation, control)),
  ];
}

function promptFaults({ text: said, card, controls = [] }: Prompt): readonly string[] {
  const wordings = [said, ...(card === undefined ? [] : [card.title, card.subtitle, card.footnote])].concat(
    (card?.rows ?? []).flatMap(({ label, value, note }) => [label, value, note]),
  );
  return [
    ...(controls.length > MOST_CONTROLS ? [`${controls.length} buttons below a message`] : []),
    ...((card?.actions ?? []).length > 4 ? ['more than four buttons in a card'] : []),
    ...wordings.flatMap((wording) =>
      LOCALES.flatMap((locale) => {
        if (wording === undefined) return [];
        const words = say(wording, locale);
        const missing = 'key' in wording && (words === wording.key || words.includes('{{'));
        return [
          ...(missing ? [`${wording.key} is missing or unfilled (${locale}): ${words}`] : []),
          ...(words.trim() === '' ? ['an empty text'] : []),
          ...(words.length > 5_000 ? ['a text longer than a message'] : []),
        ];
      }),
    ),
  ];
}

function controlFaults(control: Control): readonly string[] {
  const labels = LOCALES.map((locale) => say(control.label, locale));
  const wrong = labels.filter((label) => label.trim() === '' || lengthOf(label) > 20);
  const pressed = !['camera', 'album', 'location', 'call'].includes(control.kind);
  const works = !pressed || encodePostback(control as Parameters<typeof encodePostback>[0]) !== undefined;
  return [
    ...wrong.map((label) => `the button "${label}" is empty or longer than 20`),
    ...(works ? [] : [`the button "${labels.join('/')}" cannot be sent in 300 bytes`]),
  ];
}

/** A choice must not read like a command that is obeyed at the same question. */
function commandFaults(flow: AnyFlow, { at }: Conversation, control: Control): readonly string[] {
  if (control.kind !== 'choice' || at === REVIEW) return [];
  const step = stepOf(flow, at);
  return LOCALES.flatMap((locale) => {
    const label = say(control.label, locale);
    const command = readCommand(label);
    const obeyed =
      command !== undefined &&
      !(command === 'finish' && step.field.stayOpen === undefined) &&
      !(command === 'skip' && step.optional !== true);
    return obeyed ? [`the choice "${label}" is the command ${command}`] : [];
  });
}
