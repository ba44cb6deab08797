// The collection manager's advice: which reasons appear, on what evidence, and which way they point.

import { describe, expect, it } from 'vitest';
import { context, copy, hold, loan, request } from '../../../../tests/support/queue-context.ts';
import type { Context } from '../queue.ts';
import { ADVICE_LINES, reallocationAdvice } from './advice.ts';

const asked = request('reallocation', 'submitted', {
  fields: { kind: 'for_loan', copies: ['c1'] },
});
const local = copy('c5', { home: 's-main', holding: 's-main' });

function line(code: string, over: Partial<Context>) {
  return reallocationAdvice(asked, context(over)).find((each) => each.code === code);
}

describe('advice on a reallocation', () => {
  it('counts copies that stand free at the target, not those on loan', () => {
    const copies = [copy('c1'), copy('c2'), local];
    expect(line('available_at_target', { copies })).toEqual({
      code: 'available_at_target',
      facts: { count: 1, campus: 'south', barcode: 'C5' },
      weight: 'against',
    });
    expect(line('available_at_target', { copies, copyLoans: [loan('c5')] })).toBeUndefined();
    expect(line('available_at_target', {})).toBeUndefined();
  });

  it('weighs holds waiting at either campus', () => {
    const holds = [hold('h1', 'north'), hold('h2', 'south'), hold('h3', 'south')];
    expect(line('holds_at_owner', { holds })).toMatchObject({
      facts: { count: 1, campus: 'north' },
      weight: 'against',
    });
    expect(line('holds_at_target', { holds })).toMatchObject({
      facts: { count: 2, campus: 'south' },
      weight: 'for',
    });
  });

  it('compares a year of loans at both campuses', () => {
    expect(line('loans_12_months', {})).toMatchObject({
      facts: { owner: 'north', from: 4, target: 'south', to: 9 },
      weight: 'for',
    });
  });

  it('warns of the last lendable copy, copies in other hands not counted', () => {
    expect(line('last_lendable', {})).toBeUndefined();
    const held = { id: 'k', ver: 1, copyId: 'c2', requestId: 'other', since: '', until: null };
    expect(line('last_lendable', { copyCustodies: [held] })).toMatchObject({
      facts: { barcode: 'C1', campus: 'north' },
    });
  });

  it('tells reference and course-reserve copies apart', () => {
    const reference = copy('c1', { lendable: false });
    expect(line('reference_copy', { copy: reference })).toBeDefined();
    const reserve = copy('c1', { lendable: false, courseReserve: true });
    expect(line('course_reserve', { copy: reserve })).toBeDefined();
    expect(line('reference_copy', { copy: reserve })).toBeUndefined();
  });

  it('points out a copy moved within ninety days', () => {
    const moved = copy('c1', { lastMovedOn: '2018-04-01T02:00:00.000Z' });
    expect(line('ping_pong', { copy: moved })?.facts).toEqual({
      barcode: 'C1',
      day: '2018-04-01',
      days: 66,
      within: 90,
    });
    const longAgo = copy('c1', { lastMovedOn: '2018-03-08T02:00:00.000Z' });
    expect(line('ping_pong', { copy: longAgo })).toBeUndefined();
  });

  it('sets the reader’s other open requests against the quota', () => {
    const other = (id: string) => request('reallocation', 'submitted', { id });
    expect(line('reader_quota', { readerOpen: [asked, other('a')] })).toMatchObject({
      facts: { open: 1, quota: 5 },
      weight: 'info',
    });
    const five = ['a', 'b', 'c', 'd', 'e'].map(other);
    expect(line('reader_quota', { readerOpen: five })?.weight).toBe('against');
  });

  it('has no line that the list of codes lacks', () => {
    const all = reallocationAdvice(asked, context({ copies: [copy('c1'), local] }));
    for (const { code } of all) expect(ADVICE_LINES).toContain(code);
  });
});
