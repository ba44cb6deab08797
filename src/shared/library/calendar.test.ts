import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, instantOf, millis } from '../lib/time.ts';
import { compileCalendars, spansOf } from './calendar.ts';
import type { Calendar, OpenSpan } from './entities.ts';
import { addDays, minutesOf, zoneOf } from './zone.ts';

const SPLIT: OpenSpan[] = [
  ['08:00', '12:00'],
  ['14:00', '17:30'],
];
const north: Calendar = {
  id: 'north',
  ver: 1,
  name: { zh: '北', en: 'North' },
  weekly: [SPLIT, SPLIT, SPLIT, SPLIT, SPLIT, [['09:00', '12:00']], []],
  exceptions: [{ from: '2018-06-18', to: '2018-06-18', spans: [], name: '端午' }],
};
const calendars = compileCalendars([north], { n: 'north' }, 'Asia/Shanghai');
/** 2018-06-06 is a Wednesday; Shanghai is UTC+8 all year. */
const local = (day: string, time: string) => zoneOf('Asia/Shanghai').at(day, minutesOf(time));

/** The slow and obvious count: every minute asked on its own. */
function slowMinutes(from: string, to: string): number {
  let open = 0;
  for (let at = from; at < to; at = addMinutes(at, 1)) if (calendars.isOpen('north', at)) open += 1;
  return open;
}

describe('calendar', () => {
  it('counts only open minutes over a lunch break, a night and a weekend', () => {
    expect(calendars.bh('north', local('2018-06-06', '11:30'), local('2018-06-06', '14:30'))).toBe(
      60,
    );
    expect(calendars.bh('north', local('2018-06-06', '17:00'), local('2018-06-07', '08:30'))).toBe(
      60,
    );
    expect(calendars.bh('north', local('2018-06-09', '12:00'), local('2018-06-11', '08:00'))).toBe(
      0,
    );
    expect(calendars.bh('north', local('2018-06-07', '10:00'), local('2018-06-06', '10:00'))).toBe(
      0,
    );
  });

  it('takes a holiday for closed', () => {
    expect(calendars.bh('north', local('2018-06-18', '00:00'), local('2018-06-19', '00:00'))).toBe(
      0,
    );
    expect(spansOf(north, '2018-06-18')).toEqual([]);
  });

  it('adds open minutes up to a closing time and over it', () => {
    const start = local('2018-06-06', '11:00');
    expect(calendars.addOpenMinutes('north', start, 60)).toBe(local('2018-06-06', '12:00'));
    expect(calendars.addOpenMinutes('north', start, 61)).toBe(local('2018-06-06', '14:01'));
    expect(calendars.addOpenMinutes('north', local('2018-06-10', '10:00'), 30)).toBe(
      local('2018-06-11', '08:30'),
    );
  });

  it('adds open days to a closing time, holidays left out', () => {
    expect(calendars.addOpenDays('north', local('2018-06-06', '09:00'), 1)).toBe(
      local('2018-06-07', '17:30'),
    );
    expect(calendars.addOpenDays('north', local('2018-06-16', '09:00'), 1)).toBe(
      local('2018-06-19', '17:30'),
    );
    expect(
      calendars.openDaysBetween(
        'north',
        local('2018-06-16', '09:00'),
        local('2018-06-19', '09:00'),
      ),
    ).toBe(1);
  });

  it('knows local days and the calendar of a campus', () => {
    expect(calendars.dayOf('2018-06-05T16:00:00.000Z')).toBe('2018-06-06');
    expect(calendars.startOf('2018-06-06')).toBe('2018-06-05T16:00:00.000Z');
    expect(calendars.endOf('2018-06-05')).toBe('2018-06-05T16:00:00.000Z');
    expect(calendars.ofCampus('n')).toBe('north');
    expect(calendars.ofCampus('elsewhere')).toBe('north');
  });

  it('refuses a time of day that is none', () => {
    expect(() => minutesOf('8:00')).toThrow('not a time of day');
    expect(() => minutesOf('25:00')).toThrow('not a time of day');
  });

  const instants = fc
    .integer({
      min: millis('2018-06-01T00:00:00.000Z') / 60_000,
      max: millis('2018-06-25T00:00:00.000Z') / 60_000,
    })
    .map((minutes) => instantOf(minutes * 60_000));

  it('equals the minute-by-minute count', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 6000 }), (from, length) => {
        const to = addMinutes(from, length);
        expect(calendars.bh('north', from, to)).toBe(slowMinutes(from, to));
      }),
      { numRuns: 60 },
    );
  });

  it('gets back what was added', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 9000 }), (from, minutes) => {
        expect(calendars.bh('north', from, calendars.addOpenMinutes('north', from, minutes))).toBe(
          minutes,
        );
      }),
    );
  });

  it('keeps local midnights through a clock change', () => {
    const zone = zoneOf('Europe/Berlin');
    for (let day = '2026-03-27'; day <= '2026-03-31'; day = addDays(day, 1)) {
      expect(zone.dayOf(zone.at(day, 0))).toBe(day);
      expect(zone.dayOf(instantOf(millis(zone.at(day, 0)) - 1))).toBe(addDays(day, -1));
    }
    expect(zone.at('2026-03-29', 12 * 60)).toBe('2026-03-29T10:00:00.000Z');
  });
});
