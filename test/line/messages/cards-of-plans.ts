import type { Card, CardRow, Prompt } from '../../../src/speech/prompt';
import seeds from '../../measures/seed-plans.json';

/** All kinds of cards, each a template. */
export const KINDS = ['review', 'warning', 'receipt', 'status', 'list', 'digest', 'notice'] as const;

const titlesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'title' && typeof each === 'string' ? [each] : titlesIn(each),
  );
};

/** The titles of the five plans' measures as they are, the longest first. */
export const titles: readonly string[] = titlesIn(seeds).sort((a, b) => b.length - a.length);

/** A card with the usual head. */
export function card(kind: Card['kind'], rows: readonly CardRow[], more: Partial<Card> = {}): Prompt {
  return {
    text: { literal: 'สรุป' },
    card: {
      kind,
      title: { literal: 'มาตรการของท่าน' },
      subtitle: { literal: 'รอบ ๖ เดือน ปีงบประมาณ ๒๕๖๙' },
      rows,
      ...more,
    },
  };
}

/** A row about a measure, with its unit and a button. */
export function rowOf(title: string, index: number): CardRow {
  return {
    label: { literal: `○ ${index + 1}` },
    value: { literal: title },
    note: { literal: 'สำนักปลัดองค์การบริหารส่วนตำบลโพธิ์เก้าต้น และทุกส่วนราชการ' },
    action: {
      kind: 'open',
      name: 'log-progress',
      subject: { id: `pho-kao-ton-2569-${index}` },
      label: { literal: 'บันทึกผล' },
    },
  };
}

/** Every text of a Flex message, in the order it is read. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, ...rest } = value as Record<string, unknown>;
  return [...(type === 'text' ? [String(text)] : []), ...Object.values(rest).flatMap(textsOf)];
}
