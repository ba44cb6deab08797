// The table of delivery, written down a second time by hand and compared with what the engine decides.

import { describe, expect, it } from 'vitest';
import { CODE, SLOT, parcel, parcelContext } from '../../../../tests/support/delivery-scene.ts';
import { actor, request } from '../../../../tests/support/queue-context.ts';
import { ROLES, isTheTable } from '../../../../tests/support/queue-table.ts';
import type { Scene, TableRow } from '../../../../tests/support/queue-table.ts';
import { decide } from '../engine/decide.ts';
import { delivery } from './definition.ts';

/** state (label), with its marks. */
const STATES: Record<string, [label: string, marks: string]> = {
  submitted: ['pending', ''],
  accepted: ['in_progress', '●'],
  picked: ['in_progress', '●'],
  packed: ['in_progress', '●'],
  out: ['in_progress', '●'],
  attempt_failed: ['in_progress', '●⏸'],
  ready: ['in_progress', '●⏸'],
  cancel_asked: ['in_progress', '●'],
  returning: ['in_progress', '●'],
  done: ['done', ''],
  cancelled: ['cancelled', ''],
  rejected: ['rejected', ''],
};

const ROWS: TableRow[] = [
  ['accept', 'submitted', 'desk', 'accepted'],
  ['reject', 'submitted', 'desk', 'rejected'],
  ['cancel', 'submitted accepted', 'reader desk', 'cancelled'],
  ['pick', 'accepted', 'desk assistant', 'picked'],
  ['not_there', 'accepted', 'desk assistant', 'accepted'],
  ['change_copy', 'accepted', 'desk assistant', 'accepted'],
  ['pack', 'picked', 'desk', 'packed'],
  ['depart', 'packed attempt_failed', 'courier', 'out'],
  ['hand_over', 'out cancel_asked', 'courier', 'done'],
  ['fail', 'out', 'courier', 'attempt_failed'],
  ['hold_for_pickup', 'attempt_failed', 'desk', 'ready'],
  ['change_slot', 'accepted picked packed attempt_failed', 'reader desk', 'same'],
  ['ask_cancel', 'picked packed out attempt_failed', 'reader', 'cancel_asked'],
  ['put_back', 'picked packed cancel_asked', 'desk', 'cancelled'],
  ['take_back', 'out attempt_failed cancel_asked', 'courier desk', 'returning'],
  ['lend', 'ready', 'desk', 'done'],
  ['expire', 'ready', 'system desk', 'returning'],
  ['ask_cancel', 'ready', 'reader', 'returning'],
  ['reshelve', 'returning', 'desk assistant', 'cancelled'],
  ['pass_on', 'returning', 'desk assistant', 'cancelled'],
];

const INPUTS: Record<string, Record<string, unknown>> = {
  accept: { copyId: 'c1', slot: SLOT },
  reject: { reason: 'policy', readerText: '抱歉' },
  cancel: { reason: 'reader_cancel' },
  pick: { scan: 'C1' },
  not_there: { looked: ['own_shelf'] },
  change_copy: { copyId: 'c2' },
  pack: { scan: 'C1', bag: 'BAG-0001' },
  depart: { bag: 'BAG-0001', slot: '2018-06-08 10:00-12:00' },
  hand_over: { bag: 'BAG-0001', proof: 'code', handoverCode: CODE },
  fail: { reason: 'recipient_absent' },
  hold_for_pickup: { scan: 'C1', holdSlot: 'S-HOLD' },
  change_slot: { slot: '2018-06-08 10:00-12:00' },
  put_back: { scan: 'C1', reason: 'reader_cancel' },
  take_back: { scan: 'C1' },
  lend: { card: 'card-asker', scan: 'C1' },
  expire: { reason: 'not_collected' },
  reshelve: { scan: 'C1' },
  pass_on: { scan: 'C1' },
};

function scene(action: string, state: string): Scene {
  const twice = action === 'hold_for_pickup' ? { ways: 2, failures: 2 } : {};
  return {
    request: parcel(state, twice, { cameFrom: state === 'exception' ? 'picked' : null }),
    input: INPUTS[action] ?? {},
    context: parcelContext(
      action === 'pass_on'
        ? { followers: [request('reallocation', 'submitted', { id: 'follower' })] }
        : {},
    ),
  };
}

describe('the table of delivery', () => {
  isTheTable(delivery, {
    states: STATES,
    rows: ROWS,
    scene,
    size: [13, 19],
    resolvesTo: 'accepted cancelled done packed picked returning',
  });

  it.each(ROLES)('lets %s submit only where the table says', (role) => {
    const input = { readerId: 'asker', copyId: 'c1', address: 's-dorm', slot: SLOT };
    const asked = decide(delivery, null, 'submit', input, {
      ...parcelContext(),
      actor: actor(role),
    });
    expect(asked.ok ? asked.to : asked.code).toBe(
      role === 'reader' || role === 'desk' ? 'submitted' : 'forbidden',
    );
  });
});
