/** The modes of a date picker. */
export type PickerMode = 'date' | 'time' | 'datetime';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** True when `text` is a value of a picker of that mode: no seconds, no zone, a day that exists (line-platform.md §6). */
export function isPickerValue(mode: PickerMode, text: string): boolean {
  if (mode === 'date') return isDate(text);
  if (mode === 'time') return TIME.test(text);
  const [date, time, ...more] = text.split(/[Tt]/);
  return more.length === 0 && isDate(date ?? '') && TIME.test(time ?? '');
}
