/**
 * How the parts of a card lie, decided by their length: a card is as wide as a phone and should be no taller.
 * Widths are in letters of the ordinary size, of which a line of a card holds about 34.
 */

/** Vowel signs and tone marks of Thai that take no room of their own. */
const ABOVE_AND_BELOW = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g;

function widthOf(text: string): number {
  return text.replace(ABOVE_AND_BELOW, '').length;
}

/** A row's texts as they are shown. */
export interface ShownRow {
  readonly label: string | undefined;
  readonly value: string;
  readonly note: string | undefined;
}

/** Label and value that fit one line. */
const ONE_LINE = 28;
/** A value that leaves room for the row's button beside it. */
const BESIDE_BUTTON = 44;
/** A number or mark before an item of a list; a longer label stands above it. */
const LEADING = 5;
/** A title in large letters; a question that stands as one is read in smaller ones. */
const LARGE_TITLE = 36;

/** True for a fact so short that label and value stand in one line. */
export function isOneLine({ label, value, note }: ShownRow, hasButton: boolean): boolean {
  const length = widthOf(`${label ?? ''}${value}`);
  return (
    label !== undefined && note === undefined && !hasButton && length <= ONE_LINE && !value.includes('\n')
  );
}

/** True where the row's button has room beside a short value, so that it needs no line of its own. */
export function isBesideButton({ value, note }: ShownRow, hasButton: boolean): boolean {
  return hasButton && note === undefined && widthOf(value) <= BESIDE_BUTTON && !value.includes('\n');
}

/** True for a label that leads into the text of its item: "๓.", "✅ ๓". */
export function isLeading(label: string): boolean {
  return widthOf(label) <= LEADING;
}

/** True for a title that is short enough for large letters. */
export function isLargeTitle(title: string): boolean {
  return widthOf(title) <= LARGE_TITLE;
}
