import type { Actor } from '../conversation/actor';
import { anyFlow } from '../conversation/flow';
import type { Listening } from '../conversation/listening';
import { toldBy } from '../conversation/listening';
import type { RoomChat } from '../conversation/room-chat';
import { text } from '../core/texts';
import { hasDuty } from '../duties/duties';
import type { Prompt } from '../speech/prompt';
import { plain, withoutBeginning, wordsOf } from '../speech/typed';
import { chooseLanguage } from './flows/choose-language';
import { endPost } from './flows/end-post';
import { registerStaff } from './flows/register-staff';
import type { OfficeNames } from './office-names';
import { readInvitationCode } from './rules';
import type { People } from './service';
import type { TellHolder } from './telling';
import { eraseData } from './views/erase-data';
import type { NamesKept } from './views/who-am-i';
import { whoAmI } from './views/who-am-i';

/** Said in English whatever is spoken: it is for those who do not read Thai. */
const inEnglish: Prompt = {
  text: { literal: text('en', 'people.language.inEnglish') },
  controls: [
    { kind: 'open', name: 'choose-language', subject: { id: 'en' }, label: { key: 'people.language.en' } },
  ],
};

export interface PeopleChatParts extends Pick<NamesKept, 'namedComplaints'> {
  readonly people: People;
  readonly names: OfficeNames;
  readonly tellHolder: TellHolder;
}

/** What one can do about oneself by talking. */
export function peopleChat(parts: PeopleChatParts): RoomChat {
  const kept: NamesKept = {
    nameOf: (personId) => parts.people.nameOf(personId),
    namedComplaints: (actor) => parts.namedComplaints(actor),
  };
  const seldom = ({ posts }: Actor) => posts.length > 0;
  return {
    group: 'openers.group.people',
    offers: [
      { opens: anyFlow(endPost(parts)), typed: true, help: true },
      {
        opens: anyFlow(registerStaff(parts)),
        typed: true,
        help: { suits: ({ posts }) => posts.length === 0 },
      },
      { opens: anyFlow(chooseLanguage(parts)), typed: true, help: { seldom } },
      { opens: whoAmI({ names: parts.names, kept }), typed: true, help: { seldom } },
      { opens: eraseData },
    ],
    listens,
    inEnglish,
  };
}

/**
 * An invitation code registers whoever types it; a language that is asked for is spoken, and data that is to
 * go is shown.
 */
const listens: Listening = (actor, input, { heard }) => {
  if (input.kind === 'text' && readInvitationCode(input.text) !== undefined)
    return { name: 'register-staff', known: toldBy(input), how: 'named' };
  // "End the role of" with a name behind it: the list has who it is.
  const ends = input.kind === 'text' && endsSomebody(input.text);
  if (ends && hasDuty(actor, 'manage-people', 'appoint-custodians'))
    return { name: 'end-post', known: {}, how: 'named' };
  if (heard?.sure !== true) return undefined;
  if (heard.intent === 'erase') return { name: 'erase-data', known: {}, how: 'told' };
  if (heard.intent !== 'language') return undefined;
  const { wantsLanguage } = heard;
  const known = wantsLanguage === undefined ? {} : { subject: { id: wantsLanguage } };
  return { name: 'choose-language', known, how: 'told' };
};

function endsSomebody(typed: string): boolean {
  const compact = plain(typed);
  return withoutBeginning(compact, wordsOf('people.words.endOf')) !== compact;
}
