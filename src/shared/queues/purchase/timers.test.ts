// When a waiting line moves by itself, and until when its clock stands still.

import { describe, expect, it } from 'vitest';
import { line } from '../../../../tests/support/purchase-scene.ts';
import { context } from '../../../../tests/support/queue-context.ts';
import { purchase } from './definition.ts';

const { policies, calendars } = context();

const due = (state: string, fields: Record<string, unknown> = {}) =>
  purchase.due?.(line(state, fields), policies, calendars);
const paused = (state: string, fields: Record<string, unknown> = {}) =>
  purchase.states[state]?.pausedUntil?.(line(state, fields), policies, calendars);

describe('timers of purchase', () => {
  it('cancel after seven whole days without an answer', () => {
    const at = '2018-06-13T16:00:00.000Z';
    expect(due('needs_info')).toEqual({ action: 'cancel', at, input: { reason: 'no_answer' } });
    expect(paused('needs_info')).toBe(at);
  });

  it('resume on the day of a deferral, or cancel at the end of the fund year before it', () => {
    const deferred = { deferredUntil: '2018-07-01', fundYearEnd: '2018-12-31' };
    expect(due('deferred', deferred)).toMatchObject({
      action: 'resume',
      at: '2018-06-30T16:00:00.000Z',
    });
    expect(due('deferred', { ...deferred, deferredUntil: '2019-02-01' })).toMatchObject({
      action: 'cancel',
      at: '2018-12-31T16:00:00.000Z',
      input: { reason: 'budget' },
    });
  });

  it('write off 30 days after the due date', () => {
    const lent = { dueOn: '2018-06-30T16:00:00.000Z' };
    expect(due('with_reader', lent)).toEqual({
      action: 'write_off',
      at: '2018-07-30T16:00:00.000Z',
      input: {},
    });
    expect(paused('with_reader', lent)).toBe(lent.dueOn);
  });

  it('stop the clock of an order until the day that the bookseller expects', () => {
    expect(paused('ordered')).toBe('2018-06-10T16:00:00.000Z');
    expect(due('ordered')).toBeNull();
  });
});
