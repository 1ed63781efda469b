import type { Actor } from '../conversation/actor';
import { anyFlow } from '../conversation/flow';
import type { FreeInput, Listening, Meaning } from '../conversation/listening';
import { toldBy } from '../conversation/listening';
import type { RoomChat } from '../conversation/room-chat';
import { hasDuty } from '../duties/duties';
import { lookUpIn } from '../understanding/staff-words';
import { importPlanFlow } from './flows/import-plan';
import { logProgress } from './flows/log-progress';
import { correctsSent } from './flows/sent-again';
import type { PlanImporter } from './import/importer';
import { isNoReport } from './proposing/suggest';
import type { Progress } from './service';
import { measureDetail } from './views/measure-detail';
import { myMeasures } from './views/my-measures';
import { roundStatus } from './views/round-status';

/** What one can do about measures by talking. */
export function measuresChat(parts: { progress: Progress; planImporter: PlanImporter }): RoomChat {
  const { planImporter: importer } = parts;
  return {
    group: 'openers.group.measures',
    offers: [
      // Those who have it look there first.
      { opens: roundStatus(parts), typed: true, help: true },
      { opens: anyFlow(logProgress(parts)), typed: true, help: true },
      { opens: myMeasures(parts), typed: true, help: true },
      { opens: measureDetail(parts) },
      { opens: anyFlow(importPlanFlow({ importer })), typed: true, help: { seldom: () => true } },
    ],
    listens: async (actor, input, hearing) =>
      (await planSent(importer, actor, input)) ?? listens(actor, input, hearing),
  };
}

/**
 * What somebody who reports on measures sends, or tells of their work, begins a progress report; so does what
 * nobody else makes anything of. A place says nothing in one. Who asks about work is shown it.
 */
const listens: Listening = (actor, input, { heard, lately }) => {
  const shown = input.kind === 'text' ? lookedUp(actor, input.text) : undefined;
  if (shown !== undefined) return shown;
  if (input.kind === 'text' && lately?.name === 'log-progress' && correctsSent(input.text))
    return { name: lately.name, known: { subject: lately.subject, text: input.text }, how: 'named' };
  if (!hasDuty(actor, 'log-progress') || input.kind === 'place') return undefined;
  const tellsOfWork = heard === undefined || heard.intent === 'progress';
  return tellsOfWork || (heard.intent === 'unknown' && !heard.empty && !asks(input))
    ? { name: 'log-progress', known: toldBy(input), how: 'told' }
    : undefined;
};

/** What plans alone are sent as; a document may be proof as well, and counts as a plan when it holds one. */
const PLAN_TYPES: readonly string[] = [
  'text/csv',
  'application/json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Who brings in plans and sends one means it. */
async function planSent(
  importer: PlanImporter,
  actor: Actor,
  input: FreeInput,
): Promise<Meaning | undefined> {
  if (input.kind !== 'file' || !hasDuty(actor, 'import-plans')) return undefined;
  const isPlan =
    PLAN_TYPES.includes(input.mediaType) ||
    (input.mediaType === DOCUMENT && ((await importer.look(actor, input.fileId))?.rows ?? 0) > 0);
  return isPlan ? { name: 'import-plan', known: toldBy(input), how: 'named' } : undefined;
}

function asks(input: FreeInput): boolean {
  return input.kind === 'text' && isNoReport(input.text);
}

/** The state of the whole office for those who answer for it, else the measures of one's own unit. */
function lookedUp(actor: Actor, typed: string): Meaning | undefined {
  if (!hasDuty(actor, 'see-measures')) return undefined;
  const wanted = lookUpIn(typed);
  if (wanted !== 'work' && wanted !== 'review' && wanted !== 'round') return undefined;
  const isOfUnit = actor.posts.some(({ unitKey }) => unitKey !== undefined);
  const isWhole = hasDuty(actor, 'see-round-status') && (wanted !== 'work' || !isOfUnit);
  return { name: isWhole ? 'round-status' : 'my-measures', known: {}, how: 'named' };
}
