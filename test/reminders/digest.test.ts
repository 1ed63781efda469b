import { validateMessages } from '../../simulator/validate';
import type { Locale } from '../../src/core/texts';
import { showNumber, toThaiDigits } from '../../src/core/thai-digits';
import { render } from '../../src/line/messages/render';
import type { Round } from '../../src/measures/round-rules';
import { roundsOf } from '../../src/measures/round-rules';
import type { DigestFacts } from '../../src/reminders/digest';
import { digestOf } from '../../src/reminders/digest';
import type { Prompt } from '../../src/speech/prompt';
import { say } from '../../src/speech/wording';

const [sixMonths] = roundsOf(2569) as [Round, Round];

function factsWith(titles: readonly string[], daysLeft = 30): DigestFacts {
  return {
    round: sixMonths,
    deadline: '2026-03-31',
    daysLeft,
    total: titles.length + 3,
    missing: titles.map((title, index) => ({
      id: `m${index}`,
      title,
      unitNames: index === 0 ? [] : ['สำนักปลัด', 'กองคลัง'],
    })),
  };
}

/** All that a card says, line by line. */
function linesOf(prompts: readonly Prompt[], locale: Locale): readonly string[] {
  return prompts.flatMap(({ text, card }) => {
    const rows = card?.rows.flatMap((row) => [row.value, row.note]) ?? [];
    const all = [text, card?.title, card?.subtitle, ...rows, card?.footnote];
    return all.flatMap((wording) => (wording === undefined ? [] : say(wording, locale)));
  });
}

describe('a digest', () => {
  test('says in Thai what is missing, until when, and who answers for it', () => {
    expect(linesOf(digestOf(factsWith(['มาตรการหนึ่ง', 'มาตรการสอง']), 'th'), 'th')).toEqual([
      'แจ้งเตือน: รอบ ๖ เดือน ปีงบประมาณ ๒๕๖๙ ครบกำหนด ๓๑ มีนาคม ๒๕๖๙ (เหลือ ๓๐ วัน) ยังไม่รายงาน ๒ จาก ๕ มาตรการ',
      'ยังไม่รายงาน ๒ จาก ๕ มาตรการ',
      'รอบ ๖ เดือน ปีงบประมาณ ๒๕๖๙ ครบกำหนด ๓๑ มีนาคม ๒๕๖๙ (เหลือ ๓๐ วัน)',
      'มาตรการหนึ่ง',
      'แผนไม่ได้ระบุผู้รับผิดชอบ',
      'มาตรการสอง',
      'ผู้รับผิดชอบ: สำนักปลัด, กองคลัง',
      'กรุณาแจ้งผู้รับผิดชอบให้รายงานผลทางแชตนี้ก่อนครบกำหนด ขอบคุณ',
    ]);
  });

  test('says the same in English', () => {
    const lines = linesOf(digestOf(factsWith(['Measure one']), 'en'), 'en');

    expect(lines[0]).toBe(
      'Reminder: the 6-month round of fiscal year B.E. 2569 is due on 31 March 2026 (days left: 30). Without a report: 1 of 4 measures.',
    );
    expect(lines).toContain('Measure one');
  });

  test('says "today" on the day of the deadline', () => {
    const lines = linesOf(digestOf(factsWith(['มาตรการ'], 0), 'th'), 'th');

    expect(lines[0]).toContain('ครบกำหนดวันนี้ ๓๑ มีนาคม ๒๕๖๙');
    expect(lines.join('\n')).not.toContain('เหลือ');
  });

  test('opens the status of the round from its last card', () => {
    const prompts = digestOf(factsWith(Array.from({ length: 20 }, (_, index) => `มาตรการ ${index}`)), 'th');

    expect(prompts).toHaveLength(2);
    expect(prompts[0]?.card?.actions).toBeUndefined();
    expect(prompts[1]?.card?.actions).toMatchObject([{ kind: 'open', name: 'round-status' }]);
  });

  test.each([1, 15, 16, 75])('names all of %i missing measures, within the limits of LINE', (count) => {
    const titles = Array.from(
      { length: count },
      (_, index) => `${toThaiDigits(index + 1)}. ${'มาตรการส่งเสริมความโปร่งใส '.repeat(9)}`,
    );

    for (const locale of ['th', 'en'] as const) {
      const messages = render(digestOf(factsWith(titles), locale), locale);
      const sent = JSON.stringify(messages);

      expect(messages.length).toBeLessThanOrEqual(5);
      expect(
        titles.filter((_, index) => !sent.includes(`"${showNumber(index + 1, locale)}. มาตรการส่งเสริม`)),
      ).toEqual([]);
      expect(messages.map(({ type }) => type)).toEqual(messages.map(() => 'flex'));
      expect(validateMessages(messages)).toEqual([]);
    }
  });
});
