// Whose work is what: stages, searches and scans by hand-made events, and against a second reading of random histories.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomWork } from '../../../tests/support/model-run.ts';
import { modelLibrary } from '../../../tests/support/model-library.ts';
import { millis } from '../lib/time.ts';
import { QUEUES } from '../queues/index.ts';
import type { QueueName, Request, RequestEvent } from '../queues/request.ts';
import { WORKING_ROLES, workOf } from './work.ts';
import type { Work, WorkEvent } from './work.ts';

/** Open day and night: minutes are what the clock says. */
const calendars = {
  bh: (_calendar: string, a: string, b: string) => (b <= a ? 0 : (millis(b) - millis(a)) / 60_000),
  ofCampus: (campus: string) => campus,
  dayOf: (at: string) => at.slice(0, 10),
};

/** Events from `actor action from to minute`, a minute being one of a single hour. */
function history(...steps: [string, Partial<WorkEvent>?][]): WorkEvent[] {
  return steps.map(([text, more], index) => {
    const [actor = '', action = '', from = '', to = '', minute = '00'] = text.split(' ');
    return {
      id: `e${index}`,
      action,
      from: from === '-' ? null : from,
      to,
      actor,
      role: actor === 'system' ? 'system' : actor.startsWith('reader') ? 'reader' : 'desk',
      campus: null,
      at: `2018-06-06T08:${minute}:00.000Z`,
      undoes: null,
      evidence: null,
      patch: null,
      facts: {},
      ...more,
    };
  });
}
const work = (queue: QueueName, events: WorkEvent[]) =>
  workOf({ queue, campus: 'north', events }, QUEUES[queue], calendars);
const brief = ({ actor, task, minutes }: Work) => [actor, task, minutes];
const cause = (name: string) => ({ facts: { cause: name } });

describe('a stage', () => {
  it('lasts from its entering to its leaving and is whose who left it', () => {
    const kind = { patch: { fields: { kind: 'for_loan' } } };
    const done = work(
      'reallocation',
      history(
        ['ann submit - submitted 00', kind],
        ['bea approve submitted approved 10'],
        ['ann note approved approved 12'],
        ['cai pick approved picked 30'],
      ),
    );
    expect(done.map(brief)).toEqual([
      ['bea', 'reallocation/for_loan/submitted', 10],
      ['cai', 'reallocation/for_loan/approved', 20],
    ]);
  });

  it('is nobody’s while the clock stands, nor by reader, system or bookseller', () => {
    const done = work(
      'find_book',
      history(
        ['reader1 submit - open 00'],
        ['ann found open found 10', cause('trolley')],
        ['ann hold_for_pickup found ready 15'],
        ['ann lend ready done 55'],
      ),
    );
    expect(done.map(brief)).toEqual([
      ['ann', 'find_book//open', 10],
      ['ann', 'find_book//found', 5],
    ]);
    const others = work(
      'purchase',
      history(
        ['reader1 submit - review 00'],
        ['bo order review ordered 10', { role: 'vendor' }],
        ['system cancel review cancelled 20'],
      ),
    );
    expect(others).toEqual([]);
  });

  it('counts as if what was undone had never been', () => {
    const done = work(
      'reallocation',
      history(
        ['ann submit - submitted 00'],
        ['bea approve submitted approved 10'],
        ['bea undo approved submitted 15', { undoes: 'e1' }],
        ['cai approve submitted approved 40'],
      ),
    );
    expect(done.map(brief)).toEqual([['cai', 'reallocation//submitted', 40]]);
  });

  it('runs on the calendar of the campus where the request is', () => {
    const asked: string[] = [];
    const events = history(
      ['ann submit - submitted 00'],
      ['bea send submitted in_transit 10', { patch: { campus: 'south' } }],
      ['cai receive in_transit arrived 30', { campus: 'south' }],
    );
    const told = workOf({ queue: 'reallocation', campus: 'north', events }, QUEUES.reallocation, {
      ...calendars,
      ofCampus: (campus) => {
        asked.push(campus);
        return campus;
      },
    });
    expect(asked).toEqual(['north', 'south']);
    expect(told.map(({ campus }) => campus)).toEqual(['north', 'south']);
  });
});

describe('a search', () => {
  const searches = (...ends: [string, Partial<WorkEvent>?][]) =>
    work('find_book', history(['reader1 submit - open 00'], ...ends))
      .filter(({ search }) => search !== null)
      .map(({ actor, search, first }) => [actor, search, first]);

  it('that missed is charged only where the next person proved that the book was there', () => {
    expect(
      searches(
        ['ann not_there open waiting 10'],
        ['bea found waiting found 20', cause('misshelved')],
      ),
    ).toEqual([
      ['ann', 'overlooked', true],
      ['bea', 'found', false],
    ]);
  });

  it.each(['trolley', 'table', 'sorting', 'elsewhere', 'in_place'])(
    'is not charged where the book turned up: %s',
    (where) => {
      const [miss] = searches(
        ['ann not_there open waiting 10'],
        ['bea found waiting found 20', cause(where)],
      );
      expect(miss).toEqual(['ann', 'not_charged', true]);
    },
  );

  it('is not charged for a book that nobody finds, that a desk scans, or that two others missed before', () => {
    expect(
      searches(['ann not_there open waiting 10'], ['bea not_there waiting not_found 20']),
    ).toEqual([
      ['ann', 'not_charged', true],
      ['bea', 'not_charged', false],
    ]);
    const [scanned] = searches(
      ['ann not_there open waiting 10'],
      ['system found waiting found 20', cause('misshelved')],
    );
    expect(scanned).toEqual(['ann', 'not_charged', true]);
    const [early, late] = searches(
      ['ann not_there open waiting 10'],
      ['bea not_there waiting waiting 20'],
      ['cai found waiting found 30', cause('misshelved')],
    );
    expect([early?.[1], late?.[1]]).toEqual(['not_charged', 'overlooked']);
  });

  it('after the first is a kind of work of its own: the rule sets its day', () => {
    const missed = (misses: number) => ({ patch: { fields: { misses } } });
    const done = work(
      'find_book',
      history(
        ['reader1 submit - open 00'],
        ['ann not_there open waiting 10', missed(1)],
        ['bea not_there waiting waiting 20', missed(2)],
        ['cai found waiting found 30', cause('misshelved')],
        ['cai hold_for_pickup found ready 40'],
      ),
    );
    expect(done.map(({ task }) => task)).toEqual([
      'find_book//open',
      'find_book/2/waiting',
      'find_book/3/waiting',
      'find_book//found',
    ]);
  });

  it('of a reader’s error is told apart from a find', () => {
    expect(searches(['ann found open found 10', cause('in_place')])).toEqual([
      ['ann', 'in_place', true],
    ]);
  });
});

it('a barcode typed by hand is a scan of a lower kind; without a scan there is none', () => {
  const scan = (evidence: WorkEvent['evidence']) =>
    work(
      'reallocation',
      history(['ann submit - approved 00'], ['ann pick approved picked 10', { evidence }]),
    )[0]?.scan;
  expect(scan({ scan: 'C1', source: 'wedge' })).toBe('scanned');
  expect(scan({ scan: 'C1', source: 'typed' })).toBe('typed');
  expect(scan(null)).toBeNull();
});

/** The slow and obvious reading: for each event that counts, look back for when its state was entered. */
function slowStages(request: Request, all: RequestEvent[]): [string, string, number][] {
  const isUndone = (event: RequestEvent) => all.some(({ undoes }) => undoes === event.id);
  const events = all.filter((event) => event.undoes === null && !isUndone(event));
  const ends = (event: RequestEvent) => {
    const round = request.queue === 'find_book' && ['found', 'not_there'].includes(event.action);
    return event.from !== event.to || round;
  };
  return events.flatMap((event, index): [string, string, number][] => {
    const people: readonly string[] = WORKING_ROLES;
    if (!people.includes(event.role) || event.from === null || !ends(event)) return [];
    if (QUEUES[request.queue].states[event.from]?.pausedUntil) return [];
    const before = events.slice(0, index).findLast(ends);
    const minutes = calendars.bh('', before?.at ?? '', event.at);
    return [[event.id, event.from, Math.round(minutes * 10) / 10]];
  });
}

it('agrees with a second reading of whatever happened', async () => {
  const rolls = fc.array(fc.nat(2 ** 30), { minLength: 40, maxLength: 400 });
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(rolls, async (list) => {
      const world = modelLibrary();
      await randomWork(world, list, 60);
      for (const request of world.all('request')) {
        const events = await world.list('eventsOf', request.id);
        const { queue, campus } = request;
        const told = workOf({ queue, campus, events }, QUEUES[queue], calendars)
          .filter(({ task }) => task !== null)
          .map(({ eventId, task, minutes }) => [eventId, task?.split('/')[2], minutes]);
        expect(told).toEqual(slowStages(request, events));
        seen += told.length;
      }
    }),
    { numRuns: 12 },
  );
  expect(seen).toBeGreaterThan(20);
});
