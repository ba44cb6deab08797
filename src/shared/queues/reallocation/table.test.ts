// The table of reallocation, written down a second time by hand and compared with what the engine decides.

import { describe, expect, it } from 'vitest';
import { actor, context, copy, request } from '../../../../tests/support/queue-context.ts';
import { PLACES } from '../../../../tests/support/queue-places.ts';
import { ROLES, isTheTable } from '../../../../tests/support/queue-table.ts';
import type { Scene, TableRow } from '../../../../tests/support/queue-table.ts';
import { decide } from '../engine/decide.ts';
import { reallocation } from './definition.ts';

/** state (label), with its marks. */
const STATES: Record<string, [label: string, marks: string]> = {
  submitted: ['pending', ''],
  to_confirm: ['pending', ''],
  approved: ['in_progress', '●'],
  picked: ['in_progress', '●'],
  in_transit: ['in_progress', '●'],
  arrived: ['in_progress', '●'],
  ready: ['in_progress', '●⏸'],
  cancel_asked: ['in_progress', '●'],
  returning: ['in_progress', '●'],
  done: ['done', ''],
  cancelled: ['cancelled', ''],
  rejected: ['rejected', ''],
};

const ROWS: TableRow[] = [
  ['approve', 'submitted', 'collection', 'approved to_confirm'],
  ['refer', 'submitted', 'collection', 'submitted'],
  ['reject', 'submitted', 'collection', 'rejected'],
  ['confirm', 'to_confirm', 'supervisor collection', 'approved'],
  ['reject', 'to_confirm', 'supervisor collection', 'rejected'],
  ['pick', 'approved', 'desk assistant', 'picked'],
  ['not_there', 'approved', 'desk assistant', 'approved'],
  ['change_copy', 'approved', 'desk assistant', 'approved submitted'],
  ['cancel', 'submitted to_confirm approved', 'reader desk system', 'cancelled'],
  ['send', 'picked', 'desk', 'in_transit'],
  ['put_back', 'picked', 'desk', 'cancelled'],
  ['receive', 'in_transit', 'desk', 'arrived'],
  ['seen_at', 'in_transit', 'desk', 'in_transit'],
  ['redirect', 'approved picked in_transit', 'desk', 'same'],
  ['shelve', 'arrived', 'desk assistant', 'done'],
  ['hold_for_pickup', 'arrived', 'desk', 'ready'],
  ['pass_on', 'picked arrived', 'desk', 'done'],
  ['lend', 'ready', 'desk', 'done'],
  ['expire', 'ready', 'system desk', 'returning'],
  ['ask_cancel', 'ready', 'reader', 'returning'],
  ['ask_cancel', 'picked in_transit arrived', 'reader system', 'cancel_asked'],
  ['put_back', 'cancel_asked', 'desk', 'cancelled'],
  ['return_home', 'cancel_asked', 'desk', 'returning'],
  ['receive_home', 'cancel_asked returning', 'desk', 'cancelled'],
  ['pass_on', 'cancel_asked returning', 'desk', 'cancelled'],
  ['declare_lost', 'in_transit cancel_asked returning', 'supervisor', 'exception'],
];

const INPUTS: Record<string, Record<string, unknown>> = {
  refer: { reason: 'policy' },
  reject: { reason: 'policy', readerText: '抱歉' },
  cancel: { reason: 'reader_cancel' },
  pick: { scan: 'C1' },
  not_there: { looked: ['own_shelf'] },
  change_copy: { copyId: 'c2' },
  send: { crate: 'CR-001', destination: 'south', scan: 'C1' },
  put_back: { scan: 'C1', reason: 'reader_cancel' },
  receive: { scan: 'C1', condition: 'good' },
  seen_at: { scan: 'C1' },
  redirect: { targetCampus: 'north', reason: 'reader_cancel' },
  shelve: { scan: 'C1', shelf: 'S-B03' },
  hold_for_pickup: { scan: 'C1', slot: 'S-HOLD' },
  pass_on: { scan: 'C1' },
  lend: { card: 'card-asker', scan: 'C1' },
  expire: { reason: 'not_collected' },
  return_home: { scan: 'C1', crate: 'CR-002' },
  receive_home: { scan: 'C1' },
  declare_lost: { reason: 'lost_in_transit' },
};

/** Actions of whoever stands at the target; a return home is sent from there too. */
const AT_TARGET = ['receive', 'shelve', 'hold_for_pickup', 'lend', 'return_home'];
const BEFORE_TARGET = ['submitted', 'to_confirm', 'approved', 'picked', 'in_transit'];

function scene(action: string, state: string): Scene {
  // Only what is fetched for a hold is passed on where it was picked: there is nowhere to send it.
  const fetched = action === 'pass_on' && state === 'picked';
  const there =
    AT_TARGET.includes(action) || fetched || (action === 'pass_on' && state === 'arrived');
  const kind = fetched ? 'for_hold' : action === 'shelve' ? 'permanent' : 'for_loan';
  const other = copy('c3', { home: 's-main', holding: 's-main' });
  const first = copy('c1');
  return {
    request: request('reallocation', state, {
      campus: BEFORE_TARGET.includes(state) ? 'north' : 'south',
      enteredOn: '2018-05-01T02:00:00.000Z',
      cameFrom: state === 'exception' ? 'picked' : null,
      fields: { kind, copies: ['c1'] },
    }),
    input: INPUTS[action] ?? {},
    context: context({
      point: PLACES[there ? 's1' : 'n1'] ?? null,
      copies: [first, copy('c2'), other],
      ...(action === 'pass_on'
        ? { followers: [request('delivery', 'submitted', { id: 'f' })] }
        : {}),
    }),
  };
}

describe('the table of reallocation', () => {
  isTheTable(reallocation, {
    states: STATES,
    rows: ROWS,
    scene,
    size: [13, 22],
    resolvesTo: 'approved arrived cancelled done in_transit picked returning submitted',
  });

  it.each(ROLES)('lets %s submit only where the table says', (role) => {
    const submitters = ['reader', 'desk', 'system'];
    const input = { readerId: 'asker', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' };
    const asked = decide(reallocation, null, 'submit', input, context({ actor: actor(role) }));
    expect(asked.ok ? asked.to : asked.code).toBe(
      submitters.includes(role) ? 'submitted' : 'forbidden',
    );
    const returned = decide(
      reallocation,
      null,
      'open_return',
      { copyId: 'c1' },
      context({ actor: actor(role) }),
    );
    expect(returned.ok ? returned.to : returned.code).toBe(
      role === 'system' ? 'approved' : 'forbidden',
    );
    const held = { copyId: 'c1', targetCampus: 'south' };
    const fetched = decide(reallocation, null, 'open_hold', held, context({ actor: actor(role) }));
    expect(fetched.ok ? fetched.to : fetched.code).toBe(
      role === 'system' ? 'approved' : 'forbidden',
    );
  });
});
