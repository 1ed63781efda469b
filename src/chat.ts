import { complaintsChat } from './complaints/chat';
import type { TellReporter } from './complaints/telling';
import { joinChats } from './conversation/room-chat';
import type { Chat } from './conversation/room-chat';
import { measuresChat } from './measures/chat';
import { peopleChat } from './people/chat';
import type { Rooms } from './rooms';

/** The rooms one can talk with, in the order of the help; each names its conversations in its own `chat.ts`. */
export function chatOf(rooms: Rooms, telling: { readonly tellReporter: TellReporter }): Chat {
  return joinChats([measuresChat(rooms), complaintsChat({ ...rooms, ...telling }), peopleChat(rooms)]);
}
