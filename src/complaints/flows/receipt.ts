import type { Actor } from '../../conversation/actor';
import { showDay } from '../../core/thai-dates';
import { toThaiDigits } from '../../core/thai-digits';
import type { Prompt } from '../../speech/prompt';
import { ANSWER_WITHIN_DAYS, categoryKey } from '../rules';
import type { Filed } from '../service';
import { openTrack } from '../wording';

/** The answer to a filed complaint: number, PIN (in the card alone), promise, and the way to follow it. */
export function receipt(
  filed: Filed,
  reporter: 'anonymous' | 'named',
  { locale }: Pick<Actor, 'locale'>,
): readonly Prompt[] {
  const { ticketNo, pin, category, dueOn } = filed;
  // Number and PIN stay in Arabic digits: they are typed again.
  const days = locale === 'th' ? toThaiDigits(ANSWER_WITHIN_DAYS) : String(ANSWER_WITHIN_DAYS);
  return [
    {
      text: { key: 'complaints.receipt.summary', params: { ticketNo } },
      card: {
        kind: 'receipt',
        title: { key: 'complaints.receipt.title' },
        rows: [
          { label: { key: 'complaints.receipt.ticketNo' }, value: { literal: ticketNo } },
          { label: { key: 'complaints.receipt.pin' }, value: { literal: pin }, secret: true },
          { label: { key: 'complaints.receipt.category' }, value: { key: categoryKey(category) } },
          {
            label: { key: 'complaints.receipt.due' },
            value: { key: 'complaints.receipt.dueValue', params: { days, day: showDay(dueOn, locale) } },
          },
        ],
        footnote: {
          key: reporter === 'named' ? 'complaints.receipt.keepNamed' : 'complaints.receipt.keepAnonymous',
        },
        actions: [openTrack(ticketNo, { key: 'complaints.receipt.track' })],
      },
    },
  ];
}
