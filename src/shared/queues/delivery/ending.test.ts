// Every way that does not end at the door: hold shelf, expiry, cancel, back to the shelf, exceptions; and the timers.

import { describe, expect, it } from 'vitest';
import { act, parcel, parcelContext } from '../../../../tests/support/delivery-scene.ts';
import { copy, hold, loan, request } from '../../../../tests/support/queue-context.ts';
import { codeOf, effectOf } from '../../../../tests/support/verdict.ts';
import type { Context } from '../queue.ts';
import { delivery } from './definition.ts';

const SCAN = { scan: 'C1' };
const ON_SHELF = { ...SCAN, holdSlot: 'S-HOLD' };
const early = { loan: { ...loan('c1'), readerId: 'asker', requestId: 'request' } };

describe('the hold shelf', () => {
  it('waits for the second slot: two days, or two failures', () => {
    const failed = parcel('attempt_failed');
    expect(act(failed, 'hold_for_pickup', 'desk', ON_SHELF)).toMatchObject({
      code: 'second_slot_open',
      facts: { until: '2018-06-08T16:00:00.000Z' },
    });
    const later = { now: '2018-06-08T16:00:00.000Z' };
    expect(codeOf(act(failed, 'hold_for_pickup', 'desk', ON_SHELF, later))).toBe('ready');
    const chosen = parcel('attempt_failed', { slotAfterFailures: 1 });
    expect(codeOf(act(chosen, 'hold_for_pickup', 'desk', ON_SHELF, later))).toBe(
      'second_slot_open',
    );
    const twice = parcel('attempt_failed', { ways: 2, failures: 2 });
    expect(codeOf(act(twice, 'hold_for_pickup', 'desk', ON_SHELF))).toBe('ready');
  });

  it('is that of this campus', () => {
    const twice = parcel('attempt_failed', { ways: 2, failures: 2 });
    const north = { ...SCAN, holdSlot: 'N-HOLD' };
    expect(codeOf(act(twice, 'hold_for_pickup', 'desk', north))).toBe('shelf_elsewhere');
  });

  it('lends to the asker’s card, and expires no sooner than it says', () => {
    const ready = parcel('ready', { readyUntil: '2018-06-09T14:00:00.000Z' });
    expect(codeOf(act(ready, 'lend', 'desk', { ...SCAN, card: 'card-other' }))).toBe('wrong_card');
    const expire = { reason: 'not_collected' };
    expect(codeOf(act(ready, 'expire', 'desk', expire))).toBe('not_due');
    const later = { now: '2018-06-09T14:00:00.000Z' };
    expect(codeOf(act(ready, 'expire', 'system', expire, later))).toBe('returning');
  });
});

describe('cancelling', () => {
  it('names the next physical step', () => {
    const step = (state: string) =>
      effectOf(act(parcel(state), 'ask_cancel', 'reader', {}), 'remark');
    expect(step('picked')?.code).toBe('step_put_back');
    expect(step('out')).toMatchObject({ code: 'step_bring_back', facts: { bag: 'BAG-0001' } });
    expect(step('ready')?.code).toBe('step_clear_slot');
  });

  it('ends a loan begun at packing without a fine, and takes the bag off its round', () => {
    const back = act(parcel('out'), 'take_back', 'courier', SCAN, early);
    expect(effectOf(back, 'close_loan')).toEqual({
      do: 'close_loan',
      copyId: 'c1',
      waiveCharge: true,
    });
    expect(effectOf(back, 'round_close')).toEqual({ do: 'round_close', outcome: 'back' });
    const put = act(parcel('packed'), 'put_back', 'desk', { ...SCAN, reason: 'damaged' }, early);
    expect(effectOf(put, 'close_loan')).toMatchObject({ waiveCharge: true });
    const shelf = parcel('attempt_failed', { ways: 2, failures: 2 });
    const held = act(shelf, 'hold_for_pickup', 'desk', ON_SHELF, early);
    expect(effectOf(held, 'close_loan')).toMatchObject({ waiveCharge: true });
  });

  it('wants a reason from whoever puts it back unasked', () => {
    expect(codeOf(act(parcel('picked'), 'put_back', 'desk', SCAN))).toBe('missing_input');
    expect(codeOf(act(parcel('cancel_asked'), 'put_back', 'desk', SCAN))).toBe('cancelled');
  });
});

describe('back to the shelf', () => {
  it('sends a copy of another campus home, unless somebody waits for it', () => {
    const far = copy('c1', { home: 'n-arts', holding: 'n-arts' });
    const over: Partial<Context> = { copy: far, scanned: far, copies: [far] };
    const done = act(parcel('returning'), 'reshelve', 'desk', SCAN, over);
    expect(effectOf(done, 'open')).toMatchObject({
      queue: 'reallocation',
      input: { copyId: 'c1', target: 'n-arts' },
    });
    const wanted = act(parcel('returning'), 'reshelve', 'desk', SCAN, {
      ...over,
      holds: [hold('h1', 'south')],
    });
    expect(effectOf(wanted, 'open')).toBeUndefined();
    expect(effectOf(act(parcel('returning'), 'reshelve', 'desk', SCAN), 'open')).toBeUndefined();
  });

  it('passes on only to somebody', () => {
    expect(codeOf(act(parcel('returning'), 'pass_on', 'desk', SCAN))).toBe('nobody_next');
    const followers = [request('reallocation', 'submitted', { id: 'follower' })];
    const passed = act(parcel('returning'), 'pass_on', 'desk', SCAN, { followers });
    expect(effectOf(passed, 'pass_on')).toBeDefined();
  });
});

describe('resolving', () => {
  const resolve = (cameFrom: string, to: string, fields = {}, over: Partial<Context> = {}) => {
    const subject = parcel('exception', fields, { cameFrom });
    return delivery.onResolve?.(subject, to, {}, parcelContext(over));
  };

  it('changes nothing on the way back', () => {
    expect(resolve('out', 'out', { onRound: true })).toEqual({ ok: true });
  });

  it('takes the bag off its round and ends the early loan', () => {
    expect(resolve('out', 'returning', { onRound: true }, early)).toMatchObject({
      patch: { fields: { onRound: false } },
      effects: [{ do: 'round_close', outcome: 'back' }, { do: 'close_loan' }],
    });
  });

  it('makes the loan where the reader has the book after all', () => {
    expect(resolve('out', 'done', { onRound: true })).toMatchObject({
      effects: [
        { do: 'round_close', outcome: 'handed' },
        { do: 'lend', readerId: 'asker' },
      ],
    });
  });

  it('knows no packed delivery without a bag', () => {
    expect(resolve('picked', 'packed', { bag: null })).toMatchObject({ code: 'no_bag' });
  });
});

describe('clocks', () => {
  const { policies, calendars } = parcelContext();
  const paused = (state: string, fields = {}) =>
    delivery.states[state]?.pausedUntil?.(parcel(state, fields), policies, calendars);

  it('stand still for an answer, then until the slot; after the last way they run', () => {
    expect(paused('attempt_failed')).toBe('2018-06-08T16:00:00.000Z');
    expect(paused('attempt_failed', { slotAfterFailures: 1 })).toBe('2018-06-07T07:00:00.000Z');
    expect(paused('attempt_failed', { ways: 2, failures: 2 })).toBe('2018-06-06T02:00:00.000Z');
  });

  it('are due by the slot once the copy is picked', () => {
    const dueOn = (state: string) =>
      delivery.states[state]?.dueOn?.(parcel(state), policies, calendars);
    expect(dueOn('packed')).toBe('2018-06-07T07:00:00.000Z');
    expect(dueOn('out')).toBe('2018-06-07T09:00:00.000Z');
  });

  it('take what nobody collects off the shelf', () => {
    const readyUntil = '2018-06-09T14:00:00.000Z';
    expect(delivery.due?.(parcel('ready', { readyUntil }), policies, calendars)).toEqual({
      action: 'expire',
      at: readyUntil,
      input: { reason: 'not_collected' },
    });
    expect(delivery.due?.(parcel('attempt_failed'), policies, calendars)).toBeNull();
  });
});
