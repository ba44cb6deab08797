// The table of find book, written down a second time by hand and compared with what the engine decides.

import { describe, expect, it } from 'vitest';
import { NOW, actor, context, request } from '../../../../tests/support/queue-context.ts';
import { ROLES, isTheTable } from '../../../../tests/support/queue-table.ts';
import type { Scene, TableRow } from '../../../../tests/support/queue-table.ts';
import { decide } from '../engine/decide.ts';
import { findBook } from './definition.ts';

/** state (label), with its marks. */
const STATES: Record<string, [label: string, marks: string]> = {
  open: ['pending', ''],
  waiting: ['in_progress', ''],
  answered: ['done', ''],
  found: ['in_progress', '●'],
  ready: ['in_progress', '●⏸'],
  returning: ['in_progress', '●'],
  not_found: ['done', ''],
  done: ['done', ''],
  cancelled: ['cancelled', ''],
  rejected: ['rejected', ''],
};

const ROWS: TableRow[] = [
  ['found', 'open waiting', 'desk assistant supervisor system', 'found'],
  ['not_there', 'open waiting', 'desk assistant supervisor', 'waiting not_found'],
  ['explain', 'open waiting', 'desk system', 'answered'],
  ['cancel', 'open waiting', 'reader desk system', 'cancelled'],
  ['share', 'open', 'system', 'answered not_found'],
  ['insist', 'answered', 'reader', 'open'],
  ['hold_for_pickup', 'found', 'desk', 'ready'],
  ['reshelve', 'found', 'desk assistant', 'done'],
  ['pass_on', 'found', 'desk assistant', 'done'],
  ['lend', 'ready', 'desk', 'done'],
  ['expire', 'ready', 'system desk', 'returning'],
  ['ask_cancel', 'found ready', 'reader system', 'returning'],
  ['reshelve', 'returning', 'desk assistant', 'done cancelled'],
  ['found_late', 'not_found', 'system', 'found'],
];

const INPUTS: Record<string, Record<string, unknown>> = {
  found: { scan: 'C1', place: 'N-A12', cause: 'misshelved' },
  found_late: { scan: 'C1', place: 'N-A12', cause: 'elsewhere' },
  not_there: { looked: ['own_shelf'], whyNotAll: '闭馆' },
  explain: { fact: 'on_loan', readerText: '已借出' },
  cancel: { reason: 'reader_cancel' },
  hold_for_pickup: { scan: 'C1', slot: 'N-HOLD' },
  reshelve: { scan: 'C1' },
  pass_on: { scan: 'C1' },
  lend: { card: 'card-asker', scan: 'C1' },
  expire: { reason: 'not_collected' },
};

function scene(action: string, state: string): Scene {
  const leader = request('find_book', 'answered', {
    id: 'leader',
    fields: { askedOn: NOW, fact: 'in_use' },
  });
  const shares = action === 'share';
  return {
    request: request('find_book', state, {
      cameFrom: state === 'exception' ? 'found' : null,
      leaderId: shares ? leader.id : null,
      fields: { askedOn: NOW },
    }),
    input: INPUTS[action] ?? {},
    context: context({
      leader: shares ? leader : null,
      ...(action === 'pass_on'
        ? { parent: request('reallocation', 'approved', { id: 'parent' }) }
        : {}),
    }),
  };
}

describe('the table of find-book', () => {
  isTheTable(findBook, {
    states: STATES,
    rows: ROWS,
    scene,
    size: [11, 13],
    resolvesTo: 'cancelled done found open returning',
  });

  it.each(ROLES)('lets %s submit only where the table says', (role) => {
    const input = { readerId: 'asker', copyId: 'c1' };
    const asked = decide(findBook, null, 'submit', input, context({ actor: actor(role) }));
    const submits = ['reader', 'desk', 'system'].includes(role);
    expect(asked.ok ? asked.to : asked.code).toBe(submits ? 'open' : 'forbidden');
  });
});
