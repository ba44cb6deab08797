// Every number of the report, computed from the demo's raw rows by the product's own figures.
import { describe, expect, it } from 'vitest';
import { figuresAsOf } from '../../../tests/support/figures-as-of/as-of.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { all, calendars, policies } from './made.ts';

const queueOf = new Map(all('request').map((request) => [request.id, request.queue]));

function figures(day: string) {
  return figuresAsOf(
    day,
    {
      events: all('event').map((event) => ({
        queue: queueOf.get(event.requestId) ?? 'delivery',
        event,
      })),
      registeredOn: all('reader').map((reader) => reader.registeredOn),
      daily: all('daily'),
      funds: all('fund'),
    },
    {
      queues: QUEUES,
      calendars,
      registeredSince: policies.text('figures.registered_since'),
    },
  );
}
const reported = figures('2018-06-05');

describe('the figures of the report', () => {
  it('counts 13,386 readers since the trial began, most of them in December 2017', () => {
    const { registered, bestMonth, bestCount, byMonth } = reported.readers;
    expect({ registered, bestMonth, bestCount }).toEqual({
      registered: 13_386,
      bestMonth: '2017-12',
      bestCount: 3_163,
    });
    expect(byMonth[0]?.month).toBe('2016-11');
    expect(all('reader')).toHaveLength(14_000);
  });

  it('shows a monthly average that rises from year to year', () => {
    const { byMonth } = reported.readers;
    const average = (year: string) => {
      const months = byMonth.filter(({ month }) => month.startsWith(year));
      return months.reduce((sum, { count }) => sum + count, 0) / months.length;
    };
    expect(average('2016')).toBeLessThan(average('2017'));
    expect(average('2017')).toBeLessThan(average('2018'));
  });

  it('breaks 4,934 reallocations down by label', () => {
    expect(reported.queues.find(({ queue }) => queue === 'reallocation')).toEqual({
      queue: 'reallocation',
      labels: { pending: 29, in_progress: 11, done: 1_205, cancelled: 565, rejected: 3_124 },
      total: 4_934,
    });
  });

  it('shares 1,500 ended searches among their outcomes', () => {
    const { found, careless, notFound, answered, cancelled, ended } = reported.findBook;
    expect(ended).toBe(1_500);
    expect([found / ended, careless / ended, notFound / ended]).toEqual([0.33, 0.29, 0.32]);
    expect({ answered, cancelled }).toEqual({ answered: 55, cancelled: 35 });
  });

  it('follows 264 read-first applications with their 275 lines', () => {
    expect(reported.purchase).toEqual({
      applications: 264,
      lines: 275,
      waiting: 1,
      prepared: 11,
      shipped: 155,
      toReturn: 146,
      returned: 9,
      rejected: 108,
      cancelled: 0,
    });
  });

  it('spent the trial of 2016 in two days on 142 sets', () => {
    expect(reported.trial).toEqual({ lines: 142, spent: 900_000, days: 2 });
  });

  it('lends about 426,800 in 2017, 38,000 more than in 2016, after years of falling', () => {
    const years = new Map(reported.loansByYear.map(({ year, count }) => [year, count]));
    const of = (year: number) => years.get(String(year)) ?? 0;
    expect(of(2017)).toBe(426_800);
    expect(of(2017) - of(2016)).toBe(38_000);
    for (let year = 2012; year <= 2016; year += 1) expect(of(year)).toBeLessThan(of(year - 1));
    const perDay = new Map<string, number>();
    for (const { day } of all('daily')) perDay.set(day, (perDay.get(day) ?? 0) + 1);
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(40);
  });

  it('keeps deliveries and open searches at work', () => {
    const of = (name: string) => reported.queues.find(({ queue }) => queue === name);
    expect(of('delivery')?.total).toBe(640);
    expect(of('find_book')?.labels).toMatchObject({ pending: 7, in_progress: 11 });
  });

  it('gives another breakdown for an earlier day, and the same for the day once more', () => {
    const earlier = figures('2017-12-31');
    expect(earlier.queues[0]?.total).toBeLessThan(4_934);
    expect(earlier.purchase.lines).toBe(0);
    expect(figures('2018-06-05')).toEqual(reported);
  });
});
