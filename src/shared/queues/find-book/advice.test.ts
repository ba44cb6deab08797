// The automatic check: what is known of a copy before anybody walks, and of the rounds walked so far.

import { describe, expect, it } from 'vitest';
import {
  NOW,
  context,
  copy,
  event,
  loan,
  request,
} from '../../../../tests/support/queue-context.ts';
import type { Context } from '../queue.ts';
import type { Request, RequestEvent } from '../request.ts';
import { findBookFacts } from './advice.ts';

/** A list is no sentence's fact, but the event keeps it all the same. */
const looked = (place: string) => ({ looked: [place] }) as unknown as RequestEvent['facts'];

const asked = request('find_book', 'open', { fields: { askedOn: NOW } });

function facts(over: Partial<Context>, of: Request = asked) {
  return findBookFacts(of, context(over));
}

function line(code: string, over: Partial<Context>) {
  return facts(over).find((each) => each.code === code);
}

function held(state: string): Partial<Context> {
  const holder = request('reallocation', state, { id: 'h', code: 'N1-0042' });
  const custody = { id: 'k', ver: 1, copyId: 'c1', requestId: 'h', since: NOW, until: null };
  return { holder, custody };
}

describe('the automatic check', () => {
  it('sees a loan, a transit and a hold shelf, which answer without a walk', () => {
    expect(line('on_loan', { copyLoans: [loan('c1')] })).toEqual({
      code: 'on_loan',
      facts: { barcode: 'C1', day: '2018-06-21' },
      weight: 'stop',
    });
    expect(line('in_transit', held('in_transit'))).toMatchObject({
      facts: { code: 'N1-0042', queue: 'reallocation' },
      weight: 'stop',
    });
    expect(line('on_hold_shelf', held('ready'))?.weight).toBe('stop');
    expect(line('in_custody', held('approved'))?.weight).toBe('info');
    const slot = copy('c1', { seenAt: 'n-hold', seenOn: NOW });
    expect(line('last_on_hold_shelf', { copy: slot })?.facts).toEqual({
      barcode: 'C1',
      place: 'N-HOLD',
    });
  });

  it('sees a return and a use in the house within 48 hours, not longer ago', () => {
    const recent = copy('c1', {
      lastReturnedOn: '2018-06-04T02:00:00.000Z',
      lastUsedInHouseOn: '2018-06-05T23:30:00.000Z',
    });
    expect(line('just_returned', { copy: recent })?.facts).toEqual({ hours: 48, within: 48 });
    expect(line('used_in_house', { copy: recent })?.facts).toEqual({ hours: 2, within: 48 });
    const old = copy('c1', { lastReturnedOn: '2018-06-04T01:59:59.000Z' });
    expect(line('just_returned', { copy: old })).toBeUndefined();
  });

  it('says where and when the copy was last scanned', () => {
    const seen = copy('c1', { seenAt: 'n-a12', seenOn: '2018-05-31T17:00:00.000Z' });
    expect(line('last_seen', { copy: seen })?.facts).toEqual({
      place: 'n-a12',
      day: '2018-06-01',
    });
    expect(line('last_seen', {})).toBeUndefined();
  });

  it('counts other copies that are free', () => {
    expect(line('other_copies', {})?.facts).toEqual({ count: 1, barcode: 'C2', campus: 'north' });
    expect(line('other_copies', { copyLoans: [loan('c2')] })).toBeUndefined();
  });

  it('says what a missing copy is recorded as', () => {
    expect(line('copy_status', { copy: copy('c1', { status: 'missing' }) })?.facts).toEqual({
      barcode: 'C1',
      status: 'missing',
    });
  });

  it('names who searched before, and the days of the rounds that are left', () => {
    const walked = request('find_book', 'waiting', { fields: { askedOn: NOW, misses: 1 } });
    const events = [
      event({ id: 'e1', action: 'not_there', actor: 'li', facts: looked('trolley') }),
      event({ id: 'e2', action: 'not_there', actor: 'wang', facts: looked('table') }),
      event({ id: 'e3', action: 'undo', undoes: 'e2' }),
    ];
    const lines = facts({ events }, walked);
    expect(lines.filter(({ code }) => code === 'searched').map((each) => each.facts)).toEqual([
      { round: 1, by: 'li', day: '2018-06-06', places: 1 },
    ]);
    expect(lines.filter(({ code }) => code === 'round_due').map((each) => each.facts)).toEqual([
      { round: 2, day: '2018-06-09' },
      { round: 3, day: '2018-06-13' },
    ]);
    const ended = { ...walked, endedOn: NOW };
    expect(facts({ events }, ended).some(({ code }) => code === 'round_due')).toBe(false);
  });
});
