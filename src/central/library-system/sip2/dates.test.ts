import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf, millis } from '../../../shared/lib/time.ts';
import { zoneOf } from '../../../shared/library/zone.ts';
import { readDate, sipDate } from './dates.ts';

const shanghai = { zone: zoneOf('Asia/Shanghai'), dayOrder: null };

it('is written on the library’s own clock and read again', () => {
  expect(sipDate('2026-11-23T16:13:35.000Z', shanghai.zone)).toBe('20261124    001335');
  expect(readDate('20261124    001335', shanghai)).toBe('2026-11-23T16:13:35.000Z');
});

it.each([
  ['Asia/Shanghai', 1],
  ['UTC', 1],
  // The hour that a clock shows twice is told by no letters.
  ['America/New_York', 3_600_000],
])('comes back to the second in %s', (name, certain) => {
  const zone = zoneOf(name);
  const seconds = { min: Date.parse('2000-01-01') / 1000, max: Date.parse('2100-01-01') / 1000 };
  fc.assert(
    fc.property(fc.integer(seconds), (second) => {
      const at = instantOf(second * 1000);
      const back = readDate(sipDate(at, zone), { zone, dayOrder: null });
      const off = Math.abs(millis(back ?? '') - millis(at));
      expect(certain === 1 ? off : off % certain).toBe(0);
    }),
  );
});

it.each([
  ['20261124', '2026-11-24T15:59:59.000Z'],
  ['20261124   Z001335', '2026-11-24T00:13:35.000Z'],
  ['2026-11-24', '2026-11-24T15:59:59.000Z'],
  ['2026-11-24 23:59', '2026-11-24T15:59:00.000Z'],
  ['2026/1/4 08:05:09', '2026-01-04T00:05:09.000Z'],
  ['2026.11.24', '2026-11-24T15:59:59.000Z'],
  ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['2026年11月4日', '2026-11-04T15:59:59.000Z'],
  ['20261124 001335', '2026-11-23T16:13:35.000Z'],
  ['2026-11-24T23:59:00+05:30', '2026-11-24T18:29:00.000Z'],
  ['2026-11-24T23:59:00.123-0500', '2026-11-25T04:59:00.000Z'],
  ['25/07/2018', '2018-07-25T15:59:59.000Z'],
  ['25.07.2018', '2018-07-25T15:59:59.000Z'],
  ['07-25-18 11:59PM', '2018-07-25T15:59:00.000Z'],
  ['07/25/2018,23:59', '2018-07-25T15:59:00.000Z'],
  ['5/5/2018 12:30 a.m.', '2018-05-04T16:30:00.000Z'],
])('due dates come as %s too', (text, at) => {
  expect(readDate(text, shanghai)).toBe(at);
});

it.each([
  '',
  '03/04/2026',
  '07-10-18',
  '32/01/2026',
  '2026-11-24 11:60',
  '2026-11-24 13:00 PM',
  '20261324    001335',
  '2026-02-30',
  '20261124    991335',
  'never',
])('is not guessed from %j', (text) => {
  expect(readDate(text, shanghai)).toBeNull();
});

it.each([
  ['dmy', '03/04/2026', '2026-04-03T15:59:59.000Z'],
  ['mdy', '03/04/2026', '2026-03-04T15:59:59.000Z'],
  ['mdy', '07-10-18 11:59PM', '2018-07-10T15:59:00.000Z'],
  ['dmy', '2026-03-04', '2026-03-04T15:59:59.000Z'],
  ['mdy', '25/07/2018', null],
] as const)('a system that writes %s means by %s %s', (dayOrder, text, at) => {
  expect(readDate(text, { ...shanghai, dayOrder })).toBe(at);
});
