import {
  CATEGORIES,
  categoryKey,
  dueOn,
  isOverdue,
  isProtected,
  mayHandle,
  maySee,
  maySeeContact,
  needsNote,
  nextStates,
  stateKey,
  TICKET_STATES,
} from '../../src/complaints/rules';
import type { Actor } from '../../src/conversation/actor';
import { OFFICES } from '../../src/core/posts';
import { LOCALES, text } from '../../src/core/texts';
import type { Who } from '../helpers/actors';
import { actor } from '../helpers/actors';

const ALL: readonly Who[] = ['citizen', ...OFFICES];
const who = (may: (actor: Actor) => boolean) => ALL.filter((each) => may(actor(each)));

describe('the categories', () => {
  test('fit on the buttons of one question, in both languages', () => {
    expect(CATEGORIES.length).toBeLessThanOrEqual(10);
    for (const locale of LOCALES) {
      const labels = CATEGORIES.map(({ key }) => text(locale, categoryKey(key)));
      expect(labels.filter((label) => Array.from(label).length > 20)).toEqual([]);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  test('without a text are a defect that is named', () => {
    expect(() => categoryKey('spaceships')).toThrow(expect.objectContaining({ code: 'category-unknown' }));
  });
});

describe('who sees a complaint', () => {
  test('about the office’s own people: clerk, executive, coordinator, and to read it the custodian', () => {
    for (const category of ['corruption', 'conduct']) {
      expect(isProtected(category)).toBe(true);
      expect(who((each) => mayHandle(each, category))).toEqual(['clerk', 'executive', 'coordinator']);
      expect(who((each) => maySee(each, category))).toEqual([
        'clerk',
        'executive',
        'coordinator',
        'custodian',
      ]);
    }
  });

  test('about anything else: all of the staff, and neither citizens nor those who keep the system', () => {
    const outside = ['citizen', 'custodian', 'administrator'];
    for (const may of [maySee, mayHandle]) {
      expect(who((each) => may(each, 'roads'))).toEqual(ALL.filter((each) => !outside.includes(each)));
    }
  });

  test('of a category that is no longer in the data: few', () => {
    expect(who((each) => mayHandle(each, 'spaceships'))).toEqual(['clerk', 'executive', 'coordinator']);
  });

  test('and its contact: the coordinator alone', () => {
    expect(who(maySeeContact)).toEqual(['coordinator']);
  });
});

describe('the states of a ticket', () => {
  test('can be left only as the table says', () => {
    expect(Object.fromEntries(TICKET_STATES.map((state) => [state, nextStates(state)]))).toEqual({
      received: ['in-progress', 'answered', 'closed'],
      'in-progress': ['answered', 'closed'],
      answered: ['in-progress', 'closed'],
      closed: [],
    });
  });

  test('that end the matter need a word to the reporter', () => {
    expect(TICKET_STATES.filter(needsNote)).toEqual(['answered', 'closed']);
  });

  test('have a name', () => {
    expect(TICKET_STATES.map((state) => text('th', stateKey(state)))).toEqual([
      'รับเรื่องแล้ว',
      'กำลังดำเนินการ',
      'แจ้งผลแล้ว',
      'ยุติเรื่องแล้ว',
    ]);
  });
});

describe('the day an answer is due', () => {
  test('is the 15th after the complaint, across the end of a year', () => {
    expect(dueOn('2026-12-20')).toBe('2027-01-04');
  });

  test('passes only while an answer is owed', () => {
    const ticket = { dueOn: '2026-12-16', state: 'received' } as const;
    expect(isOverdue(ticket, '2026-12-16')).toBe(false);
    expect(isOverdue(ticket, '2026-12-17')).toBe(true);
    expect(isOverdue({ ...ticket, state: 'answered' }, '2026-12-17')).toBe(false);
  });
});

describe('who is said to read a complaint about the office’s own people, before it is told', () => {
  const readers = OFFICES.filter((office) => maySee(actor(office), 'corruption'));
  const said = ['complaints.file.askReporterProtected', 'complaints.file.whoSeesText'] as const;

  test.each(LOCALES)('is everybody who may (%s)', (locale) => {
    expect(readers).toContain('custodian');
    const unsaid = said.flatMap((key) =>
      readers
        .map((office) => text(locale, `people.office.${office}`))
        .filter((office) => !text(locale, key).includes(office)),
    );
    expect(unsaid).toEqual([]);
  });
});
