import type { Actor } from '../conversation/actor';
import { anyFlow } from '../conversation/flow';
import type { FreeInput, Listening, Meaning } from '../conversation/listening';
import { toldBy } from '../conversation/listening';
import type { RoomChat } from '../conversation/room-chat';
import { hasDuty } from '../duties/duties';
import { plain, readItemNumber, withoutBeginning, wordsOf } from '../speech/typed';
import type { Intent, Understood } from '../understanding/intents';
import { lookUpIn } from '../understanding/staff-words';
import { fileComplaint } from './flows/file-complaint';
import { handleComplaint } from './flows/handle-complaint';
import { replyToComplaint } from './flows/reply-to-complaint';
import { trackComplaint } from './flows/track-complaint';
import data from './follow-up-words.json';
import type { Complaints } from './service';
import type { TellReporter } from './telling';
import { readTicketNo } from './ticket-number';
import { complaintDetail, placedSubject } from './views/complaint-detail';
import { complaintInbox } from './views/complaint-inbox';
import { myComplaints } from './views/my-complaints';
import { whoSees } from './views/who-sees';

export interface ComplaintsChatParts {
  readonly complaints: Complaints;
  readonly tellReporter: TellReporter;
}

/** What one can do about complaints by talking. */
export function complaintsChat(parts: ComplaintsChatParts): RoomChat {
  const seldom = ({ posts }: Actor) => posts.length > 0;
  return {
    group: 'openers.group.complaints',
    offers: [
      // Who handles complaints and says their name wants to see them, not to file one.
      { opens: complaintInbox(parts), typed: 'first', help: true },
      { opens: anyFlow(fileComplaint(parts)), typed: true, help: { seldom } },
      { opens: anyFlow(trackComplaint(parts)), typed: true, help: { seldom } },
      { opens: anyFlow(replyToComplaint(parts)) },
      { opens: myComplaints(parts), typed: true },
      { opens: complaintDetail(parts) },
      { opens: whoSees, typed: true },
      { opens: anyFlow(handleComplaint(parts)) },
    ],
    listens: listensWith(parts),
  };
}

/** What may be a word on an answer that was just read. */
function mayBeReply({ intent, empty }: Understood): boolean {
  return !empty && !['greeting', 'thanks', 'noted', 'human', 'erase', 'language', 'lookup'].includes(intent);
}

/** What is filed, each seen by those whom it concerns: the category decides. */
const MATTERS: readonly Intent[] = ['complaint', 'wish', 'tip'];

const REFERRING = data.refersBack.split('|');

/** True for words that take up something told before: "still", "as before", "again". */
function refersBack({ intent, sure }: Understood, typed: string): boolean {
  const compact = plain(typed);
  return (intent === 'followup' && sure) || REFERRING.some((word) => compact.includes(word));
}

/**
 * A word on an answer that nobody is known to have read. Of who gave a name the answered ticket is known; of anybody
 * else nothing leads to one, and only words that can mean nothing else are asked about.
 */
async function mayFollow(
  { complaints }: ComplaintsChatParts,
  actor: Actor,
  input: FreeInput,
  heard: Understood,
): Promise<Meaning | undefined> {
  if (input.kind !== 'text' || !mayBeReply(heard) || !refersBack(heard, input.text)) return undefined;
  const answered = (await complaints.ticketsOf(actor)).filter(({ state }) => state === 'answered');
  const [only, ...others] = answered;
  const isKnown = only !== undefined && others.length === 0;
  if (answered.length === 0 && heard.intent !== 'followup') return undefined;
  const subject = isKnown ? { subject: { id: only.ticketNo } } : {};
  return { name: 'reply-to-complaint', known: { ...toldBy(input), ...subject }, how: 'unsure' };
}

function matterIn(input: FreeInput, heard: Understood | undefined): Meaning | undefined {
  const isMatter = heard === undefined || (heard.sure && MATTERS.includes(heard.intent));
  return isMatter ? { name: 'file-complaint', known: toldBy(input), how: 'told' } : undefined;
}

/**
 * A ticket number is looked up. What somebody without measures to report on sends, or tells as a complaint,
 * begins one; who has such measures is asked.
 */
const listensWith =
  (parts: ComplaintsChatParts): Listening =>
  async (actor, input, { heard, lately }) => {
    if (input.kind === 'text' && readTicketNo(input.text).ok)
      return { name: 'track-complaint', known: toldBy(input), how: 'named' };
    const seen = seenByStaff(actor, input, heard);
    if (seen !== undefined) return seen;
    if (lately?.name === 'reply-to-complaint' && heard !== undefined && mayBeReply(heard))
      return { name: lately.name, known: { ...toldBy(input), subject: lately.subject }, how: 'unsure' };
    if (heard?.sure === true && heard.intent === 'lookup')
      return { name: 'track-complaint', known: {}, how: 'told' };
    if (hasDuty(actor, 'log-progress')) return undefined;
    const follows = heard && (await mayFollow(parts, actor, input, heard));
    return follows ?? matterIn(input, heard);
  };

/** Who sees complaints as staff and asks for them is shown the list, or the one of it that they name. */
function seenByStaff(actor: Actor, input: FreeInput, heard: Understood | undefined): Meaning | undefined {
  if (input.kind !== 'text' || !hasDuty(actor, 'see-complaints', 'see-protected-complaints'))
    return undefined;
  const place = placeInList(input.text);
  if (place !== undefined)
    return { name: 'complaint-detail', known: { subject: placedSubject(place) }, how: 'named' };
  if (lookUpIn(input.text) === 'complaints') return { name: 'complaint-inbox', known: {}, how: 'named' };
  return heard?.sure === true && heard.intent === 'lookup'
    ? { name: 'complaint-inbox', known: {}, how: 'told' }
    : undefined;
}

/** The number in "open complaint 2": its place in the list. */
function placeInList(typed: string): number | undefined {
  const compact = plain(typed);
  const rest = withoutBeginning(compact, wordsOf('complaints.words.nth'));
  return rest === compact ? undefined : readItemNumber(rest);
}
