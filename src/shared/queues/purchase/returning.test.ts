// What becomes of a book that was out: taken back, settled, accepted, shared, exchanged; and of the money behind it.

import { describe, expect, it } from 'vitest';
import { act, line, lineContext } from '../../../../tests/support/purchase-scene.ts';
import { actor, event, fund, loan } from '../../../../tests/support/queue-context.ts';
import { codeOf, effectOf } from '../../../../tests/support/verdict.ts';
import type { Context } from '../queue.ts';
import { purchase } from './definition.ts';

describe('returning', () => {
  const due = { dueOn: '2018-05-06T16:00:00.000Z' };

  it('is written off 30 days after the due date, not before', () => {
    const subject = line('with_reader', due);
    const early = { now: '2018-06-05T15:59:59.999Z' };
    expect(codeOf(act(subject, 'write_off', 'acquisitions', {}, early))).toBe('not_due');
    const late = act(subject, 'write_off', 'system', {}, { now: '2018-06-05T16:00:00.000Z' });
    expect(effectOf(late, 'charge_loan')).toMatchObject({ charge: 5970 });
  });

  it('closes loan and charge when it comes back, and counts a return in time', () => {
    const back = { scan: 'P-N1-0412', condition: 'good' };
    const inTime = act(
      line('with_reader', { dueOn: '2018-07-06T16:00:00.000Z' }),
      'take_back',
      'desk',
      back,
    );
    expect(effectOf(inTime, 'close_loan')).toMatchObject({ copyId: 'c1', waiveCharge: true });
    expect(effectOf(inTime, 'reader_count')).toMatchObject({ onTime: 1 });
    const late = act(line('not_returned', due), 'take_back', 'desk', back);
    expect(codeOf(late)).toBe('returned');
    expect(effectOf(late, 'reader_count')).toBeUndefined();
  });

  it('releases the money of a paid book and spends that of a waived one', () => {
    const subject = line('not_returned', due);
    const paid = act(subject, 'settle', 'desk', { outcome: 'paid', payment: '现金' });
    expect(effectOf(paid, 'spend')).toBeUndefined();
    const waived = act(subject, 'settle', 'supervisor', { outcome: 'waived', reason: 'policy' });
    expect(effectOf(waived, 'spend')).toEqual({ do: 'spend', amount: 5970 });
    expect(effectOf(waived, 'copy')).toMatchObject({ set: { status: 'withdrawn' } });
  });

  it('merges the provisional copy under its real barcode and spends the invoice', () => {
    const input = { scan: 'P-N1-0412', invoice: 6000, barcode: 'S00000001' };
    const done = act(line('returned', due), 'accept', 'acquisitions', input);
    expect(effectOf(done, 'create_copy')).toBeUndefined();
    expect(effectOf(done, 'copy')).toMatchObject({
      copyId: 'c1',
      set: { barcode: 'S00000001', status: 'available', home: 's-main' },
    });
    expect(effectOf(done, 'spend')).toEqual({ do: 'spend', amount: 6000 });
  });

  it('refuses an invoice beyond the tolerance or the fund', () => {
    const input = { scan: 'P-N1-0412', invoice: 6568, barcode: 'S00000001' };
    const subject = line('returned', due);
    expect(act(subject, 'accept', 'acquisitions', input)).toMatchObject({
      code: 'invoice_beyond_tolerance',
      facts: { price: 6568, cap: 6567 },
    });
    const full = { fund: fund({ budget: 5970, encumbered: 5970 }) };
    expect(act(subject, 'accept', 'acquisitions', { ...input, invoice: 6000 }, full)).toMatchObject(
      { code: 'invoice_beyond_fund', facts: { free: 5970 } },
    );
  });

  it('shares a shelved book with followers, and no other end', () => {
    const follower = line('review', {}, { leaderId: 'leader' });
    const system = { actor: actor('system') };
    const shelved = line('done', { invoice: 6000 }, { id: 'leader' });
    const shared = act(follower, 'share', 'system', {}, { ...system, leader: shelved });
    expect(effectOf(shared, 'place_hold')).toMatchObject({ readerId: 'asker', titleId: 'title' });
    const settled = line('done', {}, { id: 'leader' });
    expect(codeOf(act(follower, 'share', 'system', {}, { ...system, leader: settled }))).toBe(
      'leader_not_shelved',
    );
  });
});

describe('resolving', () => {
  const resolve = (
    to: string,
    fields: Record<string, unknown> = {},
    over: Partial<Context> = {},
  ) => {
    const subject = line('exception', fields, { cameFrom: 'returned', copyId: 'c1' });
    const context = { ...lineContext(subject), loan: { ...loan('c1'), requestId: 'request' } };
    return purchase.onResolve?.(subject, to, {}, { ...context, ...over });
  };

  it('exchanges a wrong book: ordered again without its copy', () => {
    expect(resolve('ordered')).toMatchObject({
      ok: true,
      patch: { copyId: null },
      effects: [
        { do: 'close_loan', copyId: 'c1' },
        { do: 'copy', copyId: 'c1', set: { status: 'withdrawn' } },
      ],
    });
  });

  it('gives an exchanged copy a barcode of its own', () => {
    const again = act(
      line('ordered'),
      'ship',
      'vendor',
      { tracking: 'SF2' },
      {
        events: [event({ action: 'ship' })],
      },
    );
    expect(effectOf(again, 'create_copy')?.copy.barcode).toBe('P-N1-0412-2');
  });

  it('does not pay twice', () => {
    expect(resolve('ordered', { invoice: 5970 })).toMatchObject({ code: 'already_paid' });
    expect(resolve('accepted', { invoice: 5970 })).toMatchObject({ ok: true });
  });

  it('has no book to be with a reader before it was shipped', () => {
    const subject = line('exception', {}, { cameFrom: 'ordered' });
    expect(purchase.onResolve?.(subject, 'with_reader', {}, lineContext(subject))).toMatchObject({
      code: 'no_copy_yet',
    });
  });
});
