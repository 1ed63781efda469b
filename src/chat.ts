import { fileComplaint } from './complaints/flows/file-complaint';
import { handleComplaint } from './complaints/flows/handle-complaint';
import { trackComplaint } from './complaints/flows/track-complaint';
import type { TellReporter } from './complaints/telling';
import { readTicketNo } from './complaints/ticket-number';
import { complaintDetail } from './complaints/views/complaint-detail';
import { complaintInbox } from './complaints/views/complaint-inbox';
import { myComplaints } from './complaints/views/my-complaints';
import { isStaff } from './conversation/actor';
import type { Actor } from './conversation/actor';
import { anyFlow } from './conversation/flow';
import type { FreeInput } from './conversation/exchange';
import type { AnyFlow, View } from './conversation/flow';
import { helpView } from './conversation/views/help';
import type { HelpEntry } from './conversation/views/help';
import { paramOf } from './conversation/known';
import type { Opener } from './conversation/registry';
import { LOCALES, text } from './core/texts';
import type { Locale, TextKey } from './core/texts';
import { logProgress } from './measures/flows/log-progress';
import { measureDetail } from './measures/views/measure-detail';
import { myMeasures } from './measures/views/my-measures';
import { roundStatus } from './measures/views/round-status';
import { chooseLanguage } from './people/flows/choose-language';
import { registerStaff } from './people/flows/register-staff';
import { readInvitationCode } from './people/rules';
import { whoAmI } from './people/views/who-am-i';
import type { Rooms } from './rooms';

/** All that people can do in the chat, and the words that open it. */
export interface Chat {
  readonly flows: readonly AnyFlow[];
  readonly views: readonly View[];
  readonly openers: readonly Opener[];
}

/** The conversations of the feature rooms. A new one is named here and nowhere else. */
export function chatOf(rooms: Rooms, { tellReporter }: { readonly tellReporter: TellReporter }): Chat {
  const { people, names, progress, complaints } = rooms;
  const flows = [
    anyFlow(logProgress({ progress })),
    anyFlow(fileComplaint({ complaints })),
    anyFlow(trackComplaint({ complaints })),
    anyFlow(handleComplaint({ complaints, tellReporter })),
    anyFlow(registerStaff({ people, names })),
    anyFlow(chooseLanguage({ people })),
  ];
  const views: View[] = [
    myMeasures({ progress }),
    measureDetail({ progress }),
    roundStatus({ progress }),
    complaintInbox({ complaints }),
    complaintDetail({ complaints }),
    myComplaints({ complaints }),
    whoAmI({ names }),
  ];
  const openers = OPENED_BY_WORDS.map((name) => ({ name, words: wordsFor(`openers.words.${name}`) }));
  return { flows, views: [...views, helpView({ entries: OFFERED, flows, views, openers })], openers };
}

/** What can be opened by typing; the words themselves are texts. */
const OPENED_BY_WORDS = [
  'log-progress',
  'my-measures',
  'round-status',
  'file-complaint',
  'track-complaint',
  'my-complaints',
  'complaint-inbox',
  'register-staff',
  'choose-language',
  'who-am-i',
] as const;

/** What the help offers, the most frequent first; each only to those who may open it. */
const OFFERED: readonly HelpEntry[] = (
  [
    'log-progress',
    'my-measures',
    'round-status',
    'complaint-inbox',
    'file-complaint',
    'track-complaint',
    'register-staff',
    'choose-language',
    'who-am-i',
  ] as const
).map((name) => ({
  name,
  about: `openers.about.${name}`,
  label: `openers.label.${name}`,
  ...(name === 'register-staff' ? { suits: (actor: Actor) => !isStaff(actor) } : {}),
}));

function wordsFor(key: TextKey): Record<Locale, readonly string[]> {
  const [th, en] = LOCALES.map((locale) => text(locale, key).split('|'));
  return { th: th ?? [], en: en ?? [] };
}

/** Shorter than this, a text is a greeting rather than a grievance or a report. */
const SHORTEST_STORY = 12;

/** Something to open, with what is known already. */
interface Meaning {
  readonly open: string;
  readonly param: string;
}

/**
 * What a message means that nobody asked for: an invitation code registers, a ticket number is looked up,
 * a citizen's sentence or photo begins a complaint, a staff member's begins a progress report.
 */
export function meaningOf(actor: Actor, input: FreeInput): Promise<Meaning | undefined> {
  return Promise.resolve(meaningNow(actor, input));
}

function meaningNow(actor: Actor, input: FreeInput): Meaning | undefined {
  switch (input.kind) {
    case 'text':
      return meaningOfText(actor, input.text);
    case 'file': {
      const file = { fileId: input.fileId, mediaType: input.mediaType };
      return { open: storyOf(actor), param: paramOf({ files: [file] }) };
    }
    case 'place':
      return isStaff(actor) ? undefined : { open: 'file-complaint', param: '' };
  }
}

function meaningOfText(actor: Actor, said: string): Meaning | undefined {
  if (readInvitationCode(said) !== undefined) return { open: 'register-staff', param: said };
  const ticket = readTicketNo(said);
  if (ticket.ok) return { open: 'track-complaint', param: ticket.ticketNo };
  if (said.trim().length < SHORTEST_STORY) return undefined;
  return { open: storyOf(actor), param: paramOf({ text: said }) };
}

/** What somebody who simply tells something is telling. */
function storyOf(actor: Actor): 'log-progress' | 'file-complaint' {
  return isStaff(actor) ? 'log-progress' : 'file-complaint';
}
