// What a desk and a reader notice of a move's end: shelf, hold shelf, loan, ways back, time points.

import { describe, expect, it } from 'vitest';
import { actsOf, effectsIn } from '../../../../tests/support/queue-act.ts';
import {
  NOW,
  actor,
  context,
  copy,
  event,
  hold,
  request,
} from '../../../../tests/support/queue-context.ts';
import { PLACES } from '../../../../tests/support/queue-places.ts';
import type { Request } from '../request.ts';
import { reallocation } from './definition.ts';

const south = PLACES['s1'] ?? null;
const { accepted, refusal } = actsOf(reallocation);

function move(state: string, fields: Record<string, unknown> = {}, over: Partial<Request> = {}) {
  return request('reallocation', state, {
    fields: { kind: 'for_loan', copies: ['c1'], ...fields },
    ...over,
  });
}

describe('ending', () => {
  const arrived = (fields: Record<string, unknown>) => move('arrived', fields, { campus: 'south' });
  const shelf = { scan: 'C1', shelf: 'S-B03' };

  it('changes home and holding place for good, the holding place for a while, neither for a loan', () => {
    const at = { point: south };
    const set = (fields: Record<string, unknown>) =>
      effectsIn(accepted(arrived(fields), 'shelve', shelf, at).effects, 'copy')[0]?.set;
    expect(set({ kind: 'permanent', target: 's-main' })).toEqual({
      home: 's-main',
      holding: 's-main',
      lastMovedOn: NOW,
      returnDay: null,
    });
    const temporary = { kind: 'temporary', target: 's-main', returnDay: '2018-09-01' };
    expect(set(temporary)).toEqual({
      holding: 's-main',
      lastMovedOn: NOW,
      returnDay: '2018-09-01',
    });
    expect(refusal(arrived({ kind: 'for_loan' }), 'shelve', shelf, at)).toBe('only_hold_shelf');
    const wrong = { ...shelf, shelf: 'N-A12' };
    expect(refusal(arrived({ kind: 'permanent', target: 's-main' }), 'shelve', wrong, at)).toBe(
      'shelf_elsewhere',
    );
  });

  it('waits three open days on the hold shelf, then goes back by itself', () => {
    const input = { scan: 'C1', slot: 'S-HOLD' };
    const at = { point: south };
    const { patch, effects: said } = accepted(arrived({}), 'hold_for_pickup', input, at);
    const fields = { ...patch?.fields };
    expect(fields).toMatchObject({ slot: 's-hold', readyUntil: '2018-06-09T14:00:00.000Z' });
    expect(effectsIn(said, 'notice')[0]).toMatchObject({
      code: 'reallocation.ready',
      facts: { day: '2018-06-09', slot: 'S-HOLD' },
    });
    const ready = move('ready', fields, { campus: 'south' });
    const { policies, calendars } = context();
    expect(reallocation.due?.(ready, policies, calendars)).toEqual({
      action: 'expire',
      at: '2018-06-09T14:00:00.000Z',
      input: { reason: 'not_collected' },
    });
    expect(reallocation.states['ready']?.pausedUntil?.(ready, policies, calendars)).toBe(
      '2018-06-09T14:00:00.000Z',
    );
    const expire = { reason: 'not_collected' };
    expect(refusal(ready, 'expire', expire, at)).toBe('not_due');
    const late = { ...at, now: '2018-06-09T14:00:00.000Z' };
    expect(accepted(ready, 'expire', expire, late).to).toBe('returning');
    expect(refusal(arrived({ kind: 'temporary' }), 'hold_for_pickup', input, at)).toBe(
      'only_shelve',
    );
  });

  it('is lent to the asker against their card, until the end of the thirtieth day', () => {
    const ready = move('ready', {}, { campus: 'south' });
    const at = { point: south };
    const wrong = { card: 'card-else', scan: 'C1' };
    expect(refusal(ready, 'lend', wrong, at)).toBe('wrong_card');
    const { effects: done } = accepted(ready, 'lend', { card: 'card-asker', scan: 'C1' }, at);
    expect(effectsIn(done, 'lend')).toEqual([
      {
        do: 'lend',
        copyId: 'c1',
        readerId: 'asker',
        dueOn: '2018-07-06T15:59:59.999Z',
        channel: 'desk',
      },
    ]);
  });

  it('of a linked case does nothing but pass the copy on', () => {
    const parent = request('delivery', 'accepted', { id: 'parent', code: 'N1-0007' });
    const child = arrived({});
    const at = { point: south, parent };
    expect(refusal(child, 'hold_for_pickup', { scan: 'C1', slot: 'S-HOLD' }, at)).toBe(
      'only_pass_on',
    );
    const passed = accepted(child, 'pass_on', { scan: 'C1' }, at);
    expect(passed.to).toBe('done');
    expect(effectsIn(passed.effects, 'pass_on')).toHaveLength(1);
    expect(refusal(child, 'pass_on', { scan: 'C1' }, { point: south })).toBe('nobody_next');
  });

  it('names the next physical step of a cancelled move', () => {
    const steps = ['picked', 'in_transit', 'arrived', 'ready'].map((state) => {
      const { to, effects: said } = accepted(
        move(state),
        'ask_cancel',
        {},
        {
          actor: actor('reader'),
        },
      );
      return [to, effectsIn(said, 'remark')[0]?.code];
    });
    expect(steps).toEqual([
      ['cancel_asked', 'step_put_back'],
      ['cancel_asked', 'step_await_crate'],
      ['cancel_asked', 'step_send_home'],
      ['returning', 'step_clear_slot'],
    ]);
  });

  it('goes back to its shelf at home, and by crate from elsewhere', () => {
    const asked = move('cancel_asked', {}, { campus: 'south' });
    const home = { scan: 'C1' };
    expect(accepted(asked, 'put_back', home).to).toBe('cancelled');
    expect(refusal(asked, 'put_back', home, { point: south })).toBe('wrong_place');
    const sent = accepted(asked, 'return_home', { ...home, crate: 'CR-009' }, { point: south });
    expect(sent).toMatchObject({ to: 'returning', patch: { campus: 'north' } });
    expect(refusal(asked, 'return_home', { ...home, crate: 'CR-009' })).toBe('wrong_place');
  });

  it('opens a return for a copy put back away from its home, unless somebody waits for it', () => {
    const away = copy('c1', { home: 's-main' });
    const over = { copy: away, scanned: away };
    const input = { scan: 'C1', reason: 'reader_cancel' };
    const opened = accepted(move('picked'), 'put_back', input, over).effects;
    expect(effectsIn(opened, 'open')[0]?.input).toEqual({ copyId: 'c1', target: 's-main' });
    const waited = { ...over, holds: [hold('h1', 'north')] };
    expect(effectsIn(accepted(move('picked'), 'put_back', input, waited).effects, 'open')).toEqual(
      [],
    );
  });

  it('is not declared lost before ten open days', () => {
    const supervisor = { actor: actor('supervisor') };
    const input = { reason: 'lost_in_transit' };
    const since = (enteredOn: string) => move('in_transit', {}, { enteredOn });
    expect(refusal(since('2018-05-28T02:00:00.000Z'), 'declare_lost', input, supervisor)).toBe(
      'too_early_for_lost',
    );
    const lost = accepted(since('2018-05-27T02:00:00.000Z'), 'declare_lost', input, supervisor);
    expect(lost).toMatchObject({ to: 'exception', facts: { days: 10 } });
  });

  it('is completed by a loan only where the copy came for one', () => {
    const completes = reallocation.lentCompletes || (() => null);
    expect(completes(move('ready'))).toBe(true);
    expect(completes(move('arrived', { kind: 'permanent' }))).toBe(false);
  });

  it('passes its time points as the analytics count them', () => {
    const { decided, picked, ready } = reallocation.points;
    const step = (from: string, to: string) => event({ from, to });
    expect(decided(step('submitted', 'to_confirm'))).toBe(false);
    expect(decided(step('to_confirm', 'approved'))).toBe(true);
    expect(decided(step('submitted', 'rejected'))).toBe(true);
    expect(picked(step('approved', 'picked'))).toBe(true);
    expect(ready(step('arrived', 'ready'))).toBe(true);
    expect(ready(step('arrived', 'done'))).toBe(true);
    expect(ready(step('returning', 'cancelled'))).toBe(false);
  });
});
