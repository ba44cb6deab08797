// Numbers of loans by category, collection and kind, and days on the calendar: never closed, never early, never dearer than the cap.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendars } from '../../library/calendar.ts';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import { readRuleLine } from '../../library/loan-rules.ts';
import { policiesOf, policyProblem } from '../../library/policies.ts';
import { addDays } from '../../library/zone.ts';
import { POLICY_DEFAULTS } from '../../queues/policies.ts';
import { closingOf, daysLate, dueAfter, fineFor, lastClosing } from './due.ts';
import { ruleFor, ruleSubject } from './rules.ts';

const policies = (rules: string[]) =>
  policiesOf(POLICY_DEFAULTS, [{ id: 'loan.rules', ver: 1, value: rules }]);

describe('loan rules', () => {
  it('later lines win, number by number, where all their conditions hold', () => {
    const set = policies([
      'category=teacher;days=90;limit=40',
      'category=teacher;collection=N-LIT;days=14',
      'kind=reserve;days=3;renewals=0',
    ]);
    const of = (category: string, collection: string, kind: string) => {
      const { days, limit, renewals } = ruleFor(set, { category, collection, kind });
      return [days, limit, renewals];
    };
    expect(of('undergraduate', 'N-LIT', 'book')).toEqual([30, 20, 2]);
    expect(of('teacher', 'N-SCI', 'book')).toEqual([90, 40, 2]);
    expect(of('teacher', 'N-LIT', 'book')).toEqual([14, 40, 2]);
    expect(of('teacher', 'N-LIT', 'reserve')).toEqual([3, 40, 0]);
    // A limit of all loans is asked for without a copy.
    expect(ruleFor(set, { category: 'teacher' }).limit).toBe(40);
  });

  it('tells a reserve copy by its row and a collection by its code', () => {
    const place = () => undefined;
    const copy = { home: 'n-lit', courseReserve: true };
    expect(ruleSubject('staff', copy, place)).toEqual({
      category: 'staff',
      collection: 'n-lit',
      kind: 'reserve',
    });
    expect(ruleSubject(null, { ...copy, courseReserve: false }, place)).not.toHaveProperty(
      'category',
    );
  });

  it.each([
    'days=30',
    'category=teacher ; days=90',
    'kind=book;fine=10;cap=2000;grace=2;keep=10;waiting=1;renewals=2;limit=5',
  ])('reads %s', (text) => {
    expect(readRuleLine(text)).not.toBeNull();
  });

  it.each([
    '',
    'category=teacher',
    'days=',
    'days=0',
    'days=-1',
    'days=4000',
    'day=3',
    'a=b=c',
    'days=1.5',
  ])('is no rule: %s', (text) => {
    expect(readRuleLine(text)).toBeNull();
    expect(policyProblem(POLICY_DEFAULTS, 'loan.rules', [text || 'x'])).toBe('wrong_format');
  });

  it('may be without grace, fine or renewals, though not without days', () => {
    for (const key of ['loan.grace_days', 'loan.fine_per_day', 'loan.renewals', 'loan.block_fines'])
      expect(policyProblem(POLICY_DEFAULTS, key, 0), key).toBeNull();
    expect(policyProblem(POLICY_DEFAULTS, 'loan.days', 0)).toBe('out_of_range');
  });
});

const WEEKDAYS = Array.from({ length: 7 }, (_, day): [string, string][] =>
  day < 5
    ? [
        ['08:00', '12:00'],
        ['14:00', '22:00'],
      ]
    : [],
);
const HOLIDAY = { from: '2018-07-10', to: '2018-08-20', spans: [], name: 'summer' };
const calendars = compileCalendars(
  [{ id: 'c', ver: 1, name: { zh: 'c', en: 'c' }, weekly: WEEKDAYS, exceptions: [HOLIDAY] }],
  {},
  'Asia/Shanghai',
);
const someDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2018-01-01', days));
const isOpen = (day: string) => closingOf(calendars, 'c', day) !== null;

describe('days of loans', () => {
  it('fall due with the last instant of an open day, the first from the rule’s day on', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 120 }), (today, days) => {
        const due = dueAfter(calendars, 'c', today, { days });
        const day = calendars.dayOf(due);
        expect(isOpen(day)).toBe(true);
        expect(due).toBe(new Date(Date.parse(calendars.endOf(day)) - 1).toISOString());
        for (let each = addDays(today, days); each < day; each = addDays(each, 1)) {
          expect(isOpen(each)).toBe(false);
        }
      }),
    );
  });

  it('count for a return as the last closing up to the day, and cost nothing within the grace', () => {
    const rule = ruleFor(policies([]), {});
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 200 }), (today, later) => {
        const closing = lastClosing(calendars, 'c', today);
        expect(calendars.dayOf(closing) <= today).toBe(true);
        const due = dueAfter(calendars, 'c', today, { days: 30 });
        const at = calendars.startOf(addDays(calendars.dayOf(due), later));
        const late = daysLate(calendars, 'c', due, at);
        expect(late).toBeLessThanOrEqual(later);
        const fine = fineFor(rule, late);
        const expected = late <= rule.graceDays ? 0 : late * rule.finePerDay;
        expect(fine).toBe(Math.min(expected, rule.fineCap));
      }),
    );
  });

  it('of a library that is open until midnight belong to the day that ends then', () => {
    const until = (end: string) => {
      const weekly = WEEKDAYS.map((spans) =>
        spans.map(([from]) => [from, end] as [string, string]),
      );
      const open = { id: 'm', ver: 1, name: { zh: 'm', en: 'm' }, weekly, exceptions: [HOLIDAY] };
      return compileCalendars([open], {}, 'Asia/Shanghai');
    };
    const [midnight, early] = [until('24:00'), until('23:59')];
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 40 }), (today, later) => {
        const at = midnight.startOf(addDays(today, later));
        const told = [midnight, early].map((each) => [
          dueAfter(each, 'm', today, { days: later }),
          closingOf(each, 'm', today) !== null,
          each.dayOf(lastClosing(each, 'm', today)),
          each.dayOf(each.addOpenDays('m', at, 3)),
          daysLate(each, 'm', midnight.startOf(today), at),
        ]);
        expect(told[0]).toEqual(told[1]);
      }),
    );
  });

  it('of a library that never opens are those of the rule', () => {
    const shut = compileCalendars(
      [
        {
          id: 's',
          ver: 1,
          name: { zh: 's', en: 's' },
          weekly: Array.from({ length: 7 }, () => []),
          exceptions: [],
        },
      ],
      {},
      'Asia/Shanghai',
    );
    expect(dueAfter(shut, 's', '2018-06-06', { days: 30 })).toBe('2018-07-06T15:59:59.999Z');
  });
});

it.each([
  [['kind=book;limit=1', 'category=undergraduate;kind=book;limit=2'], 'the later line', 2],
  [['category=undergraduate;kind=book;limit=2', 'kind=book;limit=1'], 'the later line', 1],
  [['kind=book;limit=2', 'collection=CIRC;limit=5'], 'each part by itself', 2],
])('of limits %j counts %s', async (lines, _, most) => {
  const story = circulationStory({ 'loan.rules': lines });
  const codes: string[] = [];
  for (const scan of ['C1', 'C2', 'C4']) {
    const said = await story.does('desk-a', 'loan.out', `loan-${scan}`, { scan, card: 'reader-1' });
    codes.push(said.code);
  }
  expect(codes.filter((code) => code === 'ok')).toHaveLength(most);
  expect(codes.slice(most)).toEqual(codes.slice(most).map(() => 'loan_limit'));
});
