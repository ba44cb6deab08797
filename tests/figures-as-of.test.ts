// What counts and what does not: undone events, the system's own requests, exceptions, months without registrations.
import { describe, expect, it } from 'vitest';
import { QUEUES } from '../src/shared/queues/index.ts';
import type { QueueName } from '../src/shared/queues/request.ts';
import { figuresAsOf } from './support/figures-as-of/as-of.ts';
import { registrations } from './support/figures-as-of/registrations.ts';
import type { FigureEvent } from './support/figures-as-of/replay.ts';

const calendars = {
  dayOf: (at: string) => at.slice(0, 10),
  startOf: (day: string) => `${day}T00:00:00.000Z`,
  endOf: (day: string) => `${day}T23:59:59.999Z`,
};

/** Steps as `action from to day`, with whatever else an event says. */
function events(queue: QueueName, requestId: string, ...steps: [string, Partial<FigureEvent>?][]) {
  return steps.map(([text, more], n) => {
    const [action = '', from = '', to = '', day = '01'] = text.split(' ');
    const event: FigureEvent = {
      id: `${requestId}-${n}`,
      requestId,
      action,
      from: from === '-' ? null : from,
      to,
      role: 'desk',
      at: `2018-06-${day}T08:00:00.000Z`,
      undoes: null,
      facts: {},
      patch: null,
      ...more,
    };
    return { queue, event };
  });
}

function figures(day: string, rows: ReturnType<typeof events>) {
  const record = { events: rows, registeredOn: [], daily: [], funds: [] };
  return figuresAsOf(day, record, { queues: QUEUES, calendars, registeredSince: '' });
}

describe('figures as of a day', () => {
  it('count a request with the label that it had when the day ended', () => {
    const rows = events(
      'reallocation',
      'a',
      ['submit - submitted 02'],
      ['approve submitted approved 04'],
      ['cancel approved cancelled 06'],
    );
    const labels = (day: string) =>
      figures(day, rows).queues.find(({ queue }) => queue === 'reallocation');
    expect(labels('2018-06-01')?.total).toBe(0);
    expect(labels('2018-06-03')?.labels.pending).toBe(1);
    expect(labels('2018-06-05')?.labels.in_progress).toBe(1);
    expect(labels('2018-06-06')?.labels).toMatchObject({ in_progress: 0, cancelled: 1 });
  });

  it('leave out what was undone, from the day of the undo on', () => {
    const rows = events(
      'reallocation',
      'a',
      ['submit - submitted 02'],
      ['reject submitted rejected 03'],
      ['undo rejected submitted 04', { undoes: 'a-1' }],
    );
    const rejected = (day: string) => figures(day, rows).queues[0]?.labels.rejected;
    expect(rejected('2018-06-03')).toBe(1);
    expect(rejected('2018-06-04')).toBe(0);
  });

  it('show requests of the system apart', () => {
    const rows = events('reallocation', 'a', ['open_return - approved 02', { role: 'system' }]);
    expect(figures('2018-06-05', rows).queues[0]?.total).toBe(0);
  });

  it('let the last search event decide how a search ended', () => {
    const answer = { facts: { fact: 'on_loan' } };
    const find = { facts: { cause: 'trolley' } };
    const rows = [
      ...events(
        'find_book',
        'a',
        ['submit - open'],
        ['explain open answered 02', answer],
        ['insist answered open 03'],
        ['found open found 04', find],
        ['reshelve found done 05'],
      ),
      ...events(
        'find_book',
        'b',
        ['submit - open'],
        ['found open found 02', { facts: { cause: 'in_place' } }],
        ['ask_cancel found returning 03'],
        ['reshelve returning cancelled 04'],
      ),
      ...events(
        'find_book',
        'c',
        ['submit - open'],
        ['explain open answered 02', { facts: { fact: 'misread' } }],
      ),
      ...events('find_book', 'd', ['submit - open'], ['not_there open waiting 02']),
      ...events('find_book', 'e', ['submit - open'], ['cancel open cancelled 02']),
    ];
    expect(figures('2018-06-05', rows).findBook).toEqual({
      found: 1,
      careless: 2,
      notFound: 0,
      answered: 0,
      cancelled: 1,
      ended: 4,
    });
    expect(figures('2018-06-02', rows).findBook).toMatchObject({
      found: 0,
      careless: 1,
      answered: 1,
      ended: 3,
    });
  });

  it('count an exception of a purchase line where it came from', () => {
    const line = (id: string, ...more: [string][]) =>
      events(
        'purchase',
        id,
        ['submit - review', { patch: { bundleId: 'one' } }],
        ['approve review approved'],
        ...more,
      );
    const rows = [
      ...line(
        'a',
        ['order approved ordered'],
        ['ship ordered with_reader'],
        ['report_problem with_reader exception'],
      ),
      ...line('b', ['order approved ordered'], ['report_problem ordered exception']),
      ...events('purchase', 'c', ['submit - review']),
    ];
    expect(figures('2018-06-05', rows).purchase).toMatchObject({
      applications: 2,
      lines: 3,
      waiting: 1,
      prepared: 1,
      shipped: 1,
      toReturn: 1,
      returned: 0,
    });
  });

  it('count what funds that are over have paid for, and on how many days it was committed', () => {
    const fund = {
      id: 'f',
      ver: 1,
      code: 'T',
      name: { zh: '', en: '' },
      lastDay: '2018-06-03',
      budget: 1,
      encumbered: 0,
      spent: 0,
      active: false,
    };
    const rows = events(
      'purchase',
      'a',
      ['submit - review'],
      ['approve review approved 02', { patch: { fundId: 'f' } }],
      ['accept returned accepted 04', { patch: { fields: { invoice: 4_500 } } }],
    );
    const trial = (day: string) =>
      figuresAsOf(
        day,
        { events: rows, registeredOn: [], daily: [], funds: [fund] },
        { queues: QUEUES, calendars, registeredSince: '' },
      ).trial;
    expect(trial('2018-06-05')).toEqual({ lines: 1, spent: 4_500, days: 1 });
    expect(trial('2018-06-03')).toEqual({ lines: 0, spent: 0, days: 0 });
  });
});

describe('registrations', () => {
  it('name every month between the first and the last, and the earliest of equals as the best', () => {
    const at = ['2017-11-30T08:00:00.000Z', '2018-02-01T08:00:00.000Z', '2016-01-01T08:00:00.000Z'];
    expect(registrations(at, '2016-11-04', '2018-06-05', calendars.dayOf)).toEqual({
      registered: 2,
      bestMonth: '2017-11',
      bestCount: 1,
      byMonth: [
        { month: '2017-11', count: 1 },
        { month: '2017-12', count: 0 },
        { month: '2018-01', count: 0 },
        { month: '2018-02', count: 1 },
      ],
    });
    expect(registrations([], '', '2018-06-05', calendars.dayOf).bestMonth).toBeNull();
  });
});
