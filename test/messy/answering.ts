import { toArabicDigits } from '../../src/core/thai-digits';
import type { Asked, Button, Sight } from './reading';
import {
  ANONYMOUS,
  ASK,
  CATEGORY_WORDS,
  FINISH,
  GO_ON,
  NAMED,
  NEITHER,
  NEW,
  NONE,
  PICK,
  PROGRESS,
  REPORT,
  SAME,
  SKIP,
  STATUS_WORDS,
} from './reading';
import type { Act, Script } from './script';

/** How far somebody is. */
export interface Standing {
  readonly script: Script;
  /** What was sent off so far. */
  readonly receipts: number;
  readonly photosSent: number;
  /** How often the same was asked in a row before. */
  readonly repeated: number;
  /** Still wants something, and has not yet lost patience. */
  readonly mayInsist: boolean;
}

/** After so many times the same question a person gives up. */
const PATIENCE = 3;

type Answering = (sight: Sight, standing: Standing) => Act | undefined;

const nothing: Answering = () => undefined;

const ANSWERS: Readonly<Record<Asked, Answering>> = {
  receipt: nothing,
  review: nothing,
  round: nothing,
  category,
  reporter: (sight, { script }) =>
    press(script, script.answers.name === undefined ? ANONYMOUS : NAMED, sight, reporterWords(script)),
  name: (_sight, { script }) => ({
    chat: script.answers.name ?? (script.english ? 'Sam Sample' : 'สมมติ ตัวอย่าง'),
  }),
  phone: (_sight, standing) => orElse(standing.script.answers.phone, standing, skipping(standing)),
  place: (_sight, standing) => orElse(standing.script.answers.place, standing, skipping(standing)),
  photos: (sight, standing) => orElse(standing.script.answers.photos, standing, enough(sight, standing)),
  story: (_sight, { script }) => ({
    chat: script.answers.result ?? script.answers.story ?? longestSaid(script),
  }),
  measure,
  status,
  remark: (sight, standing) =>
    orElse(remark(standing.script, sight), standing, {
      tap: NONE.source,
      or: standing.script.english ? 'none' : 'ไม่มี',
    }),
  intent: (sight, standing) => intent(standing, sight),
  about: (sight, { script }) =>
    press(
      script,
      script.answers.about === 'new' ? NEW : SAME,
      sight,
      script.english ? 'this case' : 'เรื่องเดิม',
    ),
  confirm: (_sight, { script }) => ({ chat: script.english ? 'yes' : 'ใช่' }),
  continue: (_sight, { mayInsist }) => (mayInsist ? { tap: GO_ON.source, or: 'ทำต่อ' } : undefined),
  nothing: insisting,
};

/** What somebody answers to what is asked; `undefined`: nothing, they put the phone away. */
export function replyTo(asked: Asked, sight: Sight, standing: Standing): Act | undefined {
  if (standing.repeated >= PATIENCE) return undefined;
  // Whoever came for something else does not fill in a form.
  const wantsNothing = standing.script.expect.stored.length === 0;
  if (wantsNothing && asked !== 'intent' && asked !== 'about') return undefined;
  const reply = ANSWERS[asked](sight, standing);
  return reply !== undefined && standing.script.types ? typed(reply) : reply;
}

/** The same by keyboard alone. */
function typed(reply: Act): Act {
  return typeof reply === 'object' && 'tap' in reply && reply.or !== undefined ? { chat: reply.or } : reply;
}

/** In their own words; whoever was not understood presses what is offered instead. */
function orElse(given: string | undefined, { repeated }: Standing, otherwise: Act): Act {
  return given === undefined || repeated > 0 ? otherwise : { chat: given };
}

function skipping({ script: { english } }: Standing): Act {
  return { tap: SKIP.source, or: english ? 'skip' : 'ข้าม' };
}

function enough({ buttons }: Sight, standing: Standing): Act {
  const { script, photosSent } = standing;
  if (photosSent === 0 || !buttons.some(({ label }) => FINISH.test(label))) return skipping(standing);
  return { tap: FINISH.source, or: script.english ? 'done' : 'เสร็จแล้ว' };
}

/** By a button where there is one and somebody likes buttons, else by its words. */
function press(script: Script, pattern: RegExp, { buttons }: Sight, typed: string): Act {
  const found = buttons.find(({ label }) => pattern.test(label));
  if (script.types) return { chat: found === undefined ? typed : wordsOf(found) };
  return { tap: pattern.source, or: typed };
}

/** What stands on a button, as somebody would type it. */
function wordsOf({ label }: Button): string {
  return label.replaceAll(/^[^\p{L}\p{N}]+|…$/gu, '').trim();
}

function reporterWords({ english, answers }: Script): string {
  if (answers.name === undefined) return english ? 'anonymous' : 'ไม่เปิดเผยชื่อ';
  return english ? 'give my name' : 'เปิดเผยชื่อ';
}

function category(sight: Sight, { script, receipts }: Standing): Act {
  const wanted = script.answers.category ?? script.expect.stored[receipts]?.category ?? ['other'];
  const patterns = wanted.flatMap((key) => CATEGORY_WORDS[key] ?? []);
  const shown = patterns.find((pattern) => sight.buttons.some(({ label }) => pattern.test(label)));
  const pattern = shown ?? patterns[0] ?? /อื่น|other/i;
  return press(script, pattern, sight, script.english ? (wanted[0] ?? 'other') : 'เรื่องอื่น ๆ');
}

function status(sight: Sight, { script, receipts, repeated }: Standing): Act {
  const right = script.expect.stored[receipts]?.status?.[0] ?? 'done';
  const wanted = repeated > 0 ? right : (script.answers.status ?? right);
  const pattern = STATUS_WORDS[wanted];
  return pattern === undefined
    ? { chat: wanted }
    : press(script, pattern, sight, script.english ? wanted : 'ดำเนินการแล้ว');
}

/** The number of the right measure where it can be pressed, else what the person would type. */
function measure({ buttons }: Sight, { script, receipts }: Standing): Act {
  const wanted = script.expect.stored[receipts]?.measure ?? [];
  if (script.answers.measure !== undefined) return { chat: script.answers.measure };
  const found = script.types
    ? undefined
    : buttons.find(({ label }) => wanted.includes(numberIn(label) ?? -1) && PICK.test(label));
  if (found !== undefined) return { tap: `^${found.label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$` };
  return { chat: String(wanted[0] ?? 1) };
}

function numberIn(label: string): number | undefined {
  const digits = PICK.exec(label)?.[3];
  if (digits === undefined) return undefined;
  return Number(toArabicDigits(digits));
}

function remark({ answers }: Script, { last }: Sight): string | undefined {
  return /ข้อเสนอแนะ|recommend/i.test(last) ? answers.recommendation : answers.problem;
}

function intent({ script, receipts }: Standing, sight: Sight): Act {
  const wanted = script.answers.intent ?? (script.expect.stored.length > 0 ? 'report' : 'ask');
  const patterns = { report: reportOf(script, receipts), ask: ASK, neither: NEITHER };
  const words = { report: 'แจ้งเรื่อง', ask: 'สอบถาม', neither: 'ไม่ใช่ทั้งสองอย่าง' };
  return press(script, patterns[wanted], sight, words[wanted]);
}

/** The button of what the person came for: a complaint, or how far a measure is. */
function reportOf({ expect, who }: Script, receipts: number): RegExp {
  const wanted = expect.stored[receipts];
  const isProgress = who !== 'citizen' && wanted?.category === undefined;
  return isProgress ? PROGRESS : REPORT;
}

/** Nothing is asked, and what the person came for is not done: they press what looks like it, or say it again. */
function insisting(sight: Sight, { script, receipts, mayInsist }: Standing): Act | undefined {
  if (!mayInsist) return undefined;
  const offered = sight.buttons.find(
    ({ label, action }) =>
      (action.type === 'postback' || action.type === 'message') && reportOf(script, receipts).test(label),
  );
  return offered === undefined
    ? undefined
    : { or: wordsOf(offered), tap: `^${offered.label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$` };
}

/** What a patient person says again when asked for it. */
function longestSaid({ moves }: Script): string {
  const said = moves.flat().filter((move) => typeof move === 'string');
  return said.sort((one, other) => other.length - one.length)[0] ?? 'ตามที่แจ้งไป';
}
