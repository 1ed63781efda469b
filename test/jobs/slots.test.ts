import fc from 'fast-check';
import { schedule } from '../../src/jobs/schedule';
import { dueSlot, latestSlot, nextSlot, slotId } from '../../src/jobs/slots';

const daily = { at: '08:30', catchUpHours: 12 };
const anyMoment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const anyTime = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

describe('a planned minute', () => {
  test('is today’s once it has come, else yesterday’s', () => {
    expect(latestSlot(daily, new Date('2026-03-01T01:30:00Z'))).toEqual(new Date('2026-03-01T01:30:00Z'));
    expect(latestSlot(daily, new Date('2026-03-01T01:29:59Z'))).toEqual(new Date('2026-02-28T01:30:00Z'));
  });

  test('follows the calendar of Bangkok', () => {
    // 23:00 of 1 March in Greenwich is 06:00 of 2 March in Bangkok.
    expect(latestSlot({ at: '03:15' }, new Date('2026-03-01T23:00:00Z'))).toEqual(
      new Date('2026-03-01T20:15:00Z'),
    );
  });

  test('lies at most a day back, and the next one a day after it', () => {
    fc.assert(
      fc.property(anyTime, anyMoment, (at, now) => {
        const latest = latestSlot({ at }, now);
        const next = nextSlot({ at }, now);

        expect(latest <= now && now < next).toBe(true);
        expect(next.getTime() - latest.getTime()).toBe(24 * 60 * 60 * 1000);
      }),
    );
  });

  test('is not run when it is too late for it', () => {
    expect(dueSlot(daily, new Date('2026-03-01T13:30:00Z'))).toEqual(new Date('2026-03-01T01:30:00Z'));
    expect(dueSlot(daily, new Date('2026-03-01T13:30:01Z'))).toBeUndefined();
  });

  test('has a name of its own', () => {
    expect(slotId('daily-digest', new Date('2026-03-01T01:30:00Z'))).toBe('daily-digest@2026-03-01T01:30Z');
  });
});

describe('the schedule', () => {
  test('names every job once, at a time that exists', () => {
    expect(new Set(schedule.map((job) => job.name)).size).toBe(schedule.length);
    for (const job of schedule)
      expect(latestSlot(job, new Date('2026-03-01T00:00:00Z'))).toBeInstanceOf(Date);
  });

  test('tells administrators at half past eight in Bangkok', () => {
    expect(schedule.find((job) => job.name === 'daily-digest')?.at).toBe('08:30');
  });
});
