import type { Asked, Control } from '../../speech/prompt';
import { plain, withoutBeginning, wordsOf } from '../../speech/typed';
import type { Excerpt, Reading } from '../flow';

/** Buttons a question may have of its own: 13 less skip or finish, back and cancel. */
export const MOST_CHOICES = 10;

/** Choice value of the button that turns to a page. No field's own value may look like it. */
const PAGE = /^page:(\d{1,3})$/;

interface Page<T> {
  items: readonly T[];
  /** The page that the button for more turns to; absent when everything is shown. */
  next?: number;
}

/** The part of a list to show: the candidates named by `excerpt`, else a page, else everything if it fits. */
export function pageOf<T>(
  all: readonly T[],
  excerpt: Excerpt,
  perPage: number,
  valueOf: (item: T) => string,
): Page<T> {
  const { values, page = 1 } = excerpt;
  if (values !== undefined)
    return { items: all.filter((item) => values.includes(valueOf(item))).slice(0, MOST_CHOICES) };
  const pages = pagesFor(all.length, perPage);
  if (pages === 1) return { items: all };
  const size = pageSize(perPage);
  return { items: all.slice((page - 1) * size, page * size), next: page >= pages ? 1 : page + 1 };
}

/** What a button or a text like "page 3" or "more" turns to; `undefined` when it turns no page. */
export function readPage(
  input: { kind: 'choice'; value: string } | { kind: 'text'; text: string },
  count: number,
  perPage: number,
): Reading<never> | undefined {
  const pages = pagesFor(count, perPage);
  const wanted = input.kind === 'choice' ? Number(PAGE.exec(input.value)?.[1]) : typedPage(input.text);
  if (pages === 1 || wanted === undefined || Number.isNaN(wanted)) return undefined;
  const page = wanted >= 1 && wanted <= pages ? wanted : 1;
  const params = { page, pages, next: page === pages ? 1 : page + 1 };
  return { ok: false, problem: 'conversation.problem.page', params, excerpt: { page }, miss: false };
}

/** The button that turns to page `next`. */
export function pageButton(next: number, asked: Asked): Control {
  const label = next === 1 ? 'conversation.controls.firstPage' : 'common.more';
  return { kind: 'choice', value: `page:${next}`, label: { key: label }, asked };
}

function typedPage(typed: string): number | undefined {
  const compact = plain(typed);
  if (wordsOf('conversation.words.more').includes(compact)) return 2;
  const digits = withoutBeginning(compact, wordsOf('conversation.words.page'));
  return digits !== compact && /^\d{1,3}$/.test(digits) ? Number(digits) : undefined;
}

/** A page loses one place to the button that turns it. */
function pageSize(perPage: number): number {
  return Math.min(perPage, MOST_CHOICES - 1);
}

function pagesFor(count: number, perPage: number): number {
  return count <= Math.min(perPage, MOST_CHOICES) ? 1 : Math.ceil(count / pageSize(perPage));
}
