import { complaintsChat } from './complaints/chat';
import type { TellReporter } from './complaints/telling';
import type { Actor } from './conversation/actor';
import type { Chat } from './conversation/room-chat';
import { joinChats } from './conversation/room-chat';
import type { TextKey } from './core/texts';
import { hasDuty } from './duties/duties';
import { measuresChat } from './measures/chat';
import { peopleChat } from './people/chat';
import type { TellHolder } from './people/telling';
import { questionsChat } from './questions/chat';
import type { Rooms } from './rooms';

/** How people are told what others did that concerns them. */
export interface Telling {
  readonly tellReporter: TellReporter;
  readonly tellHolder: TellHolder;
}

/** The rooms one can talk with, in the order of the help; each names its conversations in its own `chat.ts`. */
export function chatOf(rooms: Rooms, telling: Telling): Chat {
  const namedComplaints = async (actor: Actor) => (await rooms.complaints.ticketsOf(actor)).length;
  const chats = [
    measuresChat(rooms),
    complaintsChat({ ...rooms, ...telling }),
    questionsChat(rooms),
    peopleChat({ ...rooms, ...telling, namedComplaints }),
  ];
  return joinChats(chats, helpTitle);
}

/** What the help is called: it differs by what somebody is to the office. */
function helpTitle(actor: Actor): TextKey {
  if (hasDuty(actor, 'see-round-status')) return 'conversation.help.administratorTitle';
  return actor.posts.length > 0 ? 'conversation.help.staffTitle' : 'conversation.help.citizenTitle';
}
