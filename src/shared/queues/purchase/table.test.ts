// The table of purchase approval, written down a second time by hand and compared with what the engine decides.

import { describe, expect, it } from 'vitest';
import { line, lineContext } from '../../../../tests/support/purchase-scene.ts';
import { actor } from '../../../../tests/support/queue-context.ts';
import { ROLES, isTheTable } from '../../../../tests/support/queue-table.ts';
import type { Scene, TableRow } from '../../../../tests/support/queue-table.ts';
import { decide } from '../engine/decide.ts';
import { purchase } from './definition.ts';

/** state (label), with its marks. */
const STATES: Record<string, [label: string, marks: string]> = {
  review: ['pending', ''],
  to_confirm: ['pending', ''],
  needs_info: ['pending', '⏸'],
  deferred: ['pending', '⏸'],
  approved: ['in_progress', '¥'],
  ordered: ['in_progress', '¥⏸'],
  cancel_asked: ['in_progress', '¥⏸'],
  with_reader: ['in_progress', '●¥⏸'],
  not_returned: ['in_progress', '●¥'],
  returned: ['in_progress', '●¥'],
  accepted: ['in_progress', '●'],
  done: ['done', ''],
  cancelled: ['cancelled', ''],
  rejected: ['rejected', ''],
};

const ROWS: TableRow[] = [
  ['approve', 'review', 'acquisitions', 'approved to_confirm'],
  ['ask', 'review', 'acquisitions', 'needs_info'],
  ['defer', 'review', 'acquisitions', 'deferred'],
  ['reject', 'review', 'acquisitions', 'rejected'],
  ['share', 'review', 'system', 'done'],
  ['confirm', 'to_confirm', 'supervisor', 'approved'],
  ['reject', 'to_confirm', 'supervisor', 'rejected'],
  ['answer', 'needs_info', 'reader desk', 'review'],
  ['resume', 'deferred', 'acquisitions system', 'review'],
  [
    'cancel',
    'review to_confirm needs_info deferred approved',
    'reader acquisitions system',
    'cancelled',
  ],
  ['reopen', 'cancelled', 'reader', 'review'],
  ['order', 'approved', 'vendor acquisitions', 'ordered review'],
  ['supplier_failed', 'approved ordered', 'vendor acquisitions', 'review'],
  ['ask_cancel', 'ordered', 'reader', 'cancel_asked'],
  ['ship', 'ordered cancel_asked', 'vendor desk', 'with_reader'],
  ['call_off', 'ordered cancel_asked', 'vendor acquisitions', 'cancelled'],
  ['write_off', 'with_reader', 'system acquisitions', 'not_returned'],
  ['take_back', 'with_reader not_returned', 'desk acquisitions', 'returned'],
  ['settle', 'not_returned', 'desk acquisitions', 'done'],
  ['accept', 'returned ordered', 'acquisitions', 'accepted'],
  ['shelve', 'accepted', 'acquisitions assistant', 'done'],
];

const INPUTS: Record<string, Record<string, unknown>> = {
  approve: { fundId: 'fund', price: 5970 },
  ask: { question: '请问需要哪一版？' },
  defer: { reason: 'budget', until: '2018-07-01' },
  reject: { reason: 'policy', readerText: '抱歉' },
  answer: { answer: '第三版' },
  cancel: { reason: 'reader_cancel' },
  reopen: { answer: '第三版' },
  order: { price: 5970, expectedOn: '2018-06-10' },
  supplier_failed: { reason: 'supplier' },
  ship: { tracking: 'SF1234' },
  call_off: { reason: 'supplier' },
  take_back: { scan: 'P-N1-0412', condition: 'good' },
  settle: { outcome: 'paid', payment: '现金 59.70' },
  shelve: { callNumber: 'I242.4/12', scan: 'S00000001' },
};

function acceptInput(state: string): Record<string, unknown> {
  const proof = state === 'ordered' ? { isbn: '9787020002207' } : { scan: 'P-N1-0412' };
  return { ...proof, invoice: 5800, barcode: 'S00000001' };
}

function scene(action: string, state: string): Scene {
  const fields: Record<string, unknown> = { dueOn: '2018-04-01T16:00:00.000Z' };
  if (action === 'accept' && state === 'ordered') fields['way'] = 'shelf';
  if (state === 'cancelled') fields['cancelReason'] = 'no_answer';
  const subject = line(state, fields, {
    cameFrom: state === 'exception' ? 'ordered' : null,
    endedOn: state === 'cancelled' ? '2018-06-01T02:00:00.000Z' : null,
  });
  const leader = line('done', { invoice: 5800 }, { id: 'leader', copyId: 'c9' });
  return {
    request: subject,
    input: action === 'accept' ? acceptInput(state) : (INPUTS[action] ?? {}),
    context: lineContext(subject, action === 'share' ? { leader } : {}),
  };
}

describe('the table of purchase', () => {
  isTheTable(purchase, {
    states: STATES,
    rows: ROWS,
    scene,
    size: [15, 20],
    resolvesTo: 'cancelled ordered returned review with_reader',
  });

  it.each(ROLES)('lets %s submit only where the table says', (role) => {
    const input = {
      readerId: 'asker',
      isbn: '978-7-02-000220-7',
      bookTitle: '红楼梦',
      price: 5970,
      vendorId: 'vendor',
      way: 'post',
    };
    const context = { ...lineContext(line('review')), actor: actor(role) };
    const asked = decide(purchase, null, 'submit', input, context);
    expect(asked.ok ? asked.to : asked.code).toBe(
      role === 'reader' || role === 'desk' ? 'review' : 'forbidden',
    );
  });

  it('lets nobody but a supervisor waive a settlement', () => {
    const subject = line('not_returned', { dueOn: '2018-04-01T16:00:00.000Z' });
    const input = { outcome: 'waived', reason: 'policy' };
    for (const role of ROLES) {
      const context = lineContext(subject, { actor: actor(role) });
      const done = decide(purchase, subject, 'settle', input, context);
      expect(done.ok ? done.to : done.code, role).toBe(
        role === 'supervisor' ? 'done' : 'forbidden',
      );
    }
  });
});
