import { receipt } from '../../src/complaints/flows/receipt';
import { LOCALES } from '../../src/core/texts';
import { render, renderPlain } from '../../src/line/messages/render';
import { textsOf } from '../line/messages/cards-of-plans';

const filed = {
  id: 'complaint-1',
  ticketNo: '70-12345-1',
  pin: '402817',
  category: 'roads',
  dueOn: '2026-12-16',
  mailboxId: 'mailbox-1',
};

describe('the receipt of a complaint', () => {
  test.each(LOCALES)(
    'names the number in the notification and the PIN inside the card alone (%s)',
    (locale) => {
      for (const reporter of ['anonymous', 'named'] as const) {
        for (const make of [render, renderPlain]) {
          const messages = make(receipt(filed, reporter, { locale }), locale);
          const previews = messages
            .map((each) => (each.type === 'flex' ? each.altText : each.text))
            .join('\n');
          expect(previews).toContain(filed.ticketNo);
          expect(previews).not.toContain(filed.pin);
          expect(messages.flatMap(textsOf)).toContain(filed.pin);
        }
      }
    },
  );
});
