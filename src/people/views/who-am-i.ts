import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { text } from '../../core/texts';
import type { CardRow } from '../../speech/prompt';
import type { OfficeNames } from '../office-names';
import { postInWords, postLine } from '../office-names';
import { languageKey } from '../rules';

/** Where a person's name is kept: asked of the rooms that keep one. */
export interface NamesKept {
  /** As the inviter of a colleague wrote it. */
  nameOf(personId: string): Promise<string | undefined>;
  /** How many complaints hold the name that the person gave there. */
  namedComplaints(actor: Actor): Promise<number>;
}

export interface WhoAmIParts {
  readonly names: OfficeNames;
  readonly kept: NamesKept;
}

/**
 * As what the bot knows a person, and what it keeps about them (PDPA, sections 23 and 30): what is true of this
 * person now, not what is true of most.
 */
export function whoAmI({ names, kept }: WhoAmIParts): View {
  return {
    name: 'who-am-i',
    mayOpen: () => true,
    show: async (_param, { actor }) => {
      const organization = await names.organization(actor.orgId, actor.locale);
      const posts = await postRows(names, actor);
      const as = posts
        .map(({ line }) => line)
        .reduce((one, other) => text(actor.locale, 'people.post.and', { one, other }));
      return [
        {
          text: { key: 'people.me.summary', params: { role: as, organization } },
          card: {
            kind: 'status',
            title: { key: 'people.me.title' },
            rows: [
              { label: { key: 'people.me.organization' }, value: { literal: organization } },
              ...posts.map(({ row }) => row),
              { label: { key: 'people.me.language' }, value: { key: languageKey(actor.locale) } },
              ...(await nameRows(kept, actor)),
            ],
            footnote: { key: 'people.me.kept' },
            actions: [
              { kind: 'open', name: 'choose-language', label: { key: 'people.me.changeLanguage' } },
              { kind: 'open', name: 'register-staff', label: { key: 'people.me.haveCode' } },
            ],
          },
        },
      ];
    },
  };
}

async function nameRows(kept: NamesKept, actor: Actor): Promise<readonly CardRow[]> {
  const [name, number] = await Promise.all([kept.nameOf(actor.personId), kept.namedComplaints(actor)]);
  const own: CardRow = {
    label: { key: 'people.me.name' },
    value:
      name === undefined ? { key: 'people.me.noName' } : { key: 'people.me.byInviter', params: { name } },
  };
  const inComplaints: CardRow = {
    label: { key: 'people.me.inComplaints' },
    value: { key: 'people.me.inComplaintsValue', params: { number } },
  };
  if (number === 0) return [own];
  return name === undefined ? [inComplaints] : [own, inComplaints];
}

/** A row for every post in force; that of a citizen for somebody who holds none. */
async function postRows(
  names: OfficeNames,
  { orgId, posts, locale }: Actor,
): Promise<readonly { line: string; row: CardRow }[]> {
  if (posts.length === 0) {
    const line = text(locale, 'people.post.none');
    return [{ line, row: { label: { key: 'people.me.role' }, value: { literal: line } } }];
  }
  const inWords = await Promise.all(posts.map((post) => postInWords(names, orgId, post, locale)));
  return inWords.map((words) => {
    const line = postLine(words, locale);
    const note = words.position === undefined ? {} : { note: { literal: words.position } };
    return { line, row: { label: { key: 'people.me.role' }, value: { literal: line }, ...note } };
  });
}
