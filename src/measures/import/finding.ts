import type { TextKey } from '../../core/texts';

/** Something about an imported file that a person should know. `row` counts as the file's own program does. */
export interface Finding {
  /** CSV: the row in a spreadsheet, the headings being row 1. JSON: the place in the list, from 1. */
  readonly row?: number;
  /** The sheet or table, where the file has several. */
  readonly table?: string;
  readonly column?: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The same for somebody who reads it in the chat, in their language. */
  readonly why?: Why;
}

/** A text of `locales/` with what belongs into it. */
export interface Why {
  readonly key: TextKey;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** `row 7, score: is not a number. Write …`: one line for a terminal. */
export function showFinding({ row, table, column, message, remedy }: Finding): string {
  const place = [table ?? '', row === undefined ? '' : `row ${row}`, column ?? '']
    .filter((part) => part !== '')
    .join(', ');
  return `${place === '' ? '' : `${place}: `}${message} ${remedy}`.trim();
}
