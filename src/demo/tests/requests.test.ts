// The demo's requests are what the engine would have made: legal steps, rows that are folds, custody, money, times.
import { describe, expect, it } from 'vitest';
import { fold } from '../../shared/queues/engine/fold.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import type { Request, RequestEvent } from '../../shared/queues/request.ts';
import { ENGINE_EVENTS } from '../../shared/queues/refusals.ts';
import { hasEnded, holdsCopy, holdsMoney } from '../../shared/queues/states.ts';
import { all, byId, calendars, library, policies } from './made.ts';

const requests = all('request');
const eventsOf = new Map<string, RequestEvent[]>();
for (const event of all('event')) {
  eventsOf.set(event.requestId, [...(eventsOf.get(event.requestId) ?? []), event]);
}
const told = (request: Request) => eventsOf.get(request.id) ?? [];
const open = requests.filter((request) => !hasEnded(QUEUES[request.queue], request));

/** Why a step is not one of its definition; null when it is. */
function wrongStep(request: Request, event: RequestEvent): string | null {
  if (ENGINE_EVENTS.some((name) => name === event.action)) {
    return event.from === event.to ? null : `${event.action} moved`;
  }
  const spec = QUEUES[request.queue].actions[event.action];
  if (!spec) return `${event.action} is no action`;
  const starts = spec.from === 'new' ? event.from === null : spec.from.includes(event.from ?? '');
  const target = event.from === event.to && spec.to.includes('same') ? 'same' : event.to;
  const may = spec.who.some(
    (who) =>
      who.role === event.role && (who.states ?? [event.from ?? '']).includes(event.from ?? ''),
  );
  if (starts && spec.to.includes(target) && may) return null;
  return `${request.queue}.${event.action} ${event.from} → ${event.to} by ${event.role}`;
}

describe('events', () => {
  it('are legal steps of their definitions, each from where the one before led', () => {
    const wrong = requests.flatMap((request) => {
      const events = told(request);
      const chain = events.every(
        (event, n) => event.seq === n + 1 && (n === 0 || event.from === events[n - 1]?.to),
      );
      return [
        ...events.map((event) => wrongStep(request, event)),
        chain ? null : `${request.code} breaks`,
      ];
    });
    expect([...new Set(wrong)]).toEqual([null]);
  });

  it('fold to the rows, apart from leader and blocking case', () => {
    for (const request of requests) {
      const { leaderId, blockedBy } = request;
      const made = { ...fold(QUEUES[request.queue], told(request)), ver: 1, leaderId, blockedBy };
      expect(made).toEqual(request);
    }
  });

  it('leave fields that the definitions accept', () => {
    const problems = requests
      .map((request) => QUEUES[request.queue].checkFields(request.fields))
      .filter((each) => !each.ok);
    expect(problems).toEqual([]);
  });

  it('come in order, and staff acts at a service point in opening hours', () => {
    const places = byId('place');
    const wrong = requests.flatMap((request) =>
      told(request).flatMap((event, n) => {
        const before = told(request)[n - 1];
        if (before && before.at > event.at) return [`${request.code} goes back in time`];
        if (event.at > library.start) return [`${request.code} ${event.action} is in the future`];
        const calendar =
          event.point === null ? null : (places.get(event.point)?.calendarId ?? null);
        const closed =
          calendar !== null && event.from !== null && !calendars.isOpen(calendar, event.at);
        return closed ? [`${request.code} ${event.action} ${event.at}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('name people who exist and hold the role', () => {
    const staff = byId('staff');
    const readers = byId('reader');
    const wrong = all('event').filter((event) => {
      if (event.role === 'system') return event.actor !== 'system';
      if (event.role === 'reader') return !readers.has(event.actor);
      return !staff.get(event.actor)?.grants.some((grant) => grant.role === event.role);
    });
    expect(wrong).toEqual([]);
  });
});

describe('rules that hold across requests', () => {
  it('walks each round of a search by another person', () => {
    for (const request of requests.filter(({ queue }) => queue === 'find_book')) {
      const walkers = told(request)
        .filter(({ action }) => action === 'not_there' || action === 'found')
        .map(({ actor }) => actor);
      expect(new Set(walkers).size, request.code).toBe(walkers.length);
    }
  });

  it('has every second approval by another person than the first, and none by the asker', () => {
    const staff = byId('staff');
    for (const request of requests) {
      const approvals = told(request).filter(
        ({ action }) => action === 'approve' || action === 'confirm',
      );
      expect(new Set(approvals.map(({ actor }) => actor)).size).toBe(approvals.length);
      const own = approvals.filter(({ actor }) => staff.get(actor)?.readerId === request.readerId);
      expect(request.readerId === null ? [] : own).toEqual([]);
    }
  });

  it('gives a copy at most one open custody, that of the request which holds it', () => {
    const held = all('custody').filter((custody) => custody.until === null);
    expect(new Set(held.map(({ copyId }) => copyId)).size).toBe(held.length);
    const holders = open.filter(
      (each) => holdsCopy(QUEUES[each.queue], each) && each.parentId === null,
    );
    expect(held.map(({ requestId, copyId }) => `${requestId} ${copyId}`).toSorted()).toEqual(
      holders.map(({ id, copyId }) => `${id} ${copyId}`).toSorted(),
    );
  });

  it('conserves money: each fund has what its lines have committed and spent, within its budget', () => {
    const of = (fundId: string) => requests.filter((each) => each.fundId === fundId);
    const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
    for (const fund of all('fund')) {
      const lines = of(fund.id);
      const committed = lines.filter((each) => holdsMoney(QUEUES.purchase, each));
      expect(fund.encumbered).toBe(sum(committed.map((each) => each.encumbered)));
      expect(fund.spent).toBe(sum(lines.map((each) => Number(each.fields['invoice'] ?? 0))));
      expect(fund.encumbered + fund.spent).toBeLessThanOrEqual(fund.budget);
    }
    expect(all('fund').find(({ code }) => code === 'RF2016')?.spent).toBe(900_000);
    expect(all('fund').find(({ code }) => code === 'RF2018')?.encumbered).toBeGreaterThan(0);
  });

  it('has loans only where the copy is with a reader, one a copy', () => {
    const loans = all('loan').filter(({ closedOn }) => closedOn === null);
    expect(new Set(loans.map(({ copyId }) => copyId)).size).toBe(loans.length);
    const byRequest = new Set(loans.flatMap(({ requestId }) => requestId ?? []));
    const out = open.filter((each) =>
      ['with_reader', 'not_returned'].includes(
        each.state === 'exception' ? (each.cameFrom ?? '') : each.state,
      ),
    );
    expect(out.filter(({ id }) => !byRequest.has(id))).toEqual([]);
    const held = new Set(
      all('custody').flatMap(({ until, copyId }) => (until === null ? [copyId] : [])),
    );
    const both = loans.filter(({ copyId, channel }) => held.has(copyId) && channel !== 'vendor');
    expect(both).toEqual([]);
  });
});

describe('the morning of 6 June 2018', () => {
  it('finds no timer due', () => {
    const due = open.flatMap((each) => {
      const wish = QUEUES[each.queue].due?.(each, policies, calendars);
      return wish && wish.at <= library.start ? [`${each.code} ${wish.action}`] : [];
    });
    expect(due).toEqual([]);
    const today = calendars.dayOf(library.start);
    expect(all('copy').filter(({ returnDay }) => returnDay !== null && returnDay <= today)).toEqual(
      [],
    );
  });

  it('has work of every kind in every queue, at both campuses', () => {
    for (const queue of ['reallocation', 'find_book', 'delivery', 'purchase'] as const) {
      const own = open.filter((each) => each.queue === queue);
      expect(new Set(own.map(({ state }) => state)).size, queue).toBeGreaterThan(4);
      expect(new Set(own.map(({ campus }) => campus)).size, queue).toBe(2);
      expect(own.some(({ leaderId }) => leaderId !== null) || queue === 'delivery').toBe(true);
    }
    expect(open.filter(({ state }) => state === 'exception')).toHaveLength(2);
  });

  it('has linked cases whose parents wait for them', () => {
    const blocked = open.filter(({ blockedBy }) => blockedBy !== null);
    expect(blocked.map(({ queue }) => queue).toSorted()).toEqual(['delivery', 'reallocation']);
    for (const parent of blocked) {
      const child = open.find(({ id }) => id === parent.blockedBy);
      expect(child?.parentId).toBe(parent.id);
      expect(child?.code.startsWith(parent.code)).toBe(true);
    }
  });

  it('has some requests late and most in time', () => {
    const late = open.filter((each) => {
      const spec = QUEUES[each.queue].states[each.state];
      if (!spec?.target || spec.pausedUntil) return false;
      const calendar = calendars.ofCampus(each.campus);
      const allowed = policies.number(spec.target);
      return calendars.addOpenMinutes(calendar, each.enteredOn, allowed) < library.start;
    });
    expect(late.length).toBeGreaterThan(5);
    expect(late.length).toBeLessThan(open.length / 2);
  });
});
