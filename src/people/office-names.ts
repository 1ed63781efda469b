import type { Awaitable } from '../conversation/flow';
import type { Office, Post } from '../core/posts';
import { present } from '../core/present';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';

/** What the people room needs to know of organisations: how they, their offices and their units are called. */
export interface OfficeNames {
  organization(orgId: string, locale: Locale): Awaitable<string>;
  /** As this kind of local government says it: นายก อบต. or นายกเทศมนตรี. */
  office(orgId: string, office: Office, locale: Locale): Awaitable<string>;
  /** `undefined` for a unit that is no longer there. */
  unit(orgId: string, unitKey: string, locale: Locale): Awaitable<string | undefined>;
}

/** A post in words. */
export interface PostInWords {
  /** The office, and that somebody is acting in it. */
  readonly office: string;
  readonly unit?: string;
  readonly position?: string;
}

/** Looks up the words for a post, held or offered. */
export async function postInWords(
  names: OfficeNames,
  orgId: string,
  post: Pick<Post, 'office' | 'unitKey' | 'position' | 'acting'>,
  locale: Locale,
): Promise<PostInWords> {
  const office = await names.office(orgId, post.office, locale);
  const unit = post.unitKey === undefined ? undefined : await names.unit(orgId, post.unitKey, locale);
  return {
    office: post.acting === true ? text(locale, 'people.post.acting', { office }) : office,
    ...present({ unit, position: post.position }),
  };
}

/** A post in one line: the office, with its unit in brackets. */
export function postLine({ office, unit }: PostInWords, locale: Locale): string {
  return unit === undefined ? office : text(locale, 'people.post.ofUnit', { office, unit });
}
