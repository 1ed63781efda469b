import {
  clockTime,
  daysLater,
  isoDay,
  longDay,
  morningOf,
  nextDayOfYear,
  pickedInWords,
  shortDay,
  weekday,
} from '../../../simulator/page/dates';

const lateEvening = new Date('2026-03-30T18:30:00Z');

describe('dates of the page', () => {
  it('are those of Bangkok, in Buddhist years for Thai readers', () => {
    expect(isoDay(lateEvening)).toBe('2026-03-31');
    expect(longDay('th', lateEvening)).toBe('31 มีนาคม 2569');
    expect(longDay('en', lateEvening)).toBe('31 March 2026');
    expect(shortDay('th', lateEvening)).toBe('31 มี.ค.');
    expect(clockTime('th', lateEvening)).toBe('01:30');
  });

  it('name the weekday so that the text can say day before it', () => {
    expect(`วัน${weekday('th', lateEvening).replace(/^วัน/, '')}`).toBe('วันอังคาร');
  });

  it('jump to the next such day after today', () => {
    expect(nextDayOfYear(lateEvening, '03-31')).toBe('2027-03-31');
    expect(nextDayOfYear(lateEvening, '09-30')).toBe('2026-09-30');
    expect(isoDay(daysLater(lateEvening, 7))).toBe('2026-04-07');
    expect(morningOf('2026-09-30').toISOString()).toBe('2026-09-30T02:00:00.000Z');
  });

  it('say in words what stands in a native field', () => {
    expect(pickedInWords('th', 'date', '2026-09-30')).toBe('30 กันยายน 2569');
    expect(pickedInWords('th', 'datetime', '2026-09-30T14:05')).toBe('30 กันยายน 2569 14:05');
    expect(pickedInWords('th', 'time', '14:05')).toBe('14:05');
    expect(pickedInWords('th', 'date', '')).toBe('');
  });
});
