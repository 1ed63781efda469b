import type { Actor } from '../conversation/actor';
import { anyFlow } from '../conversation/flow';
import type { Listening } from '../conversation/listening';
import { toldBy } from '../conversation/listening';
import type { RoomChat } from '../conversation/room-chat';
import { hasDuty } from '../duties/duties';
import { fileComplaint } from './flows/file-complaint';
import { handleComplaint } from './flows/handle-complaint';
import { trackComplaint } from './flows/track-complaint';
import type { Complaints } from './service';
import type { TellReporter } from './telling';
import { readTicketNo } from './ticket-number';
import { complaintDetail } from './views/complaint-detail';
import { complaintInbox } from './views/complaint-inbox';
import { myComplaints } from './views/my-complaints';

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
      { opens: myComplaints(parts), typed: true },
      { opens: complaintDetail(parts) },
      { opens: anyFlow(handleComplaint(parts)) },
    ],
    listens,
  };
}

/** A ticket number is looked up; what somebody tells or sends who has no measures to report on begins a complaint. */
const listens: Listening = (actor, input) => {
  if (input.kind === 'text' && readTicketNo(input.text).ok)
    return { name: 'track-complaint', known: { text: input.text }, how: 'named' };
  const known = hasDuty(actor, 'log-progress') ? undefined : toldBy(input);
  return known && { name: 'file-complaint', known, how: 'told' };
};
