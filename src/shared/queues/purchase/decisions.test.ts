// What a read-first line may and may not do on its way: quota, limits of loops, prices, fund, proofs.

import { describe, expect, it } from 'vitest';
import { act, line, lineContext } from '../../../../tests/support/purchase-scene.ts';
import { actor, event, fund, reader } from '../../../../tests/support/queue-context.ts';
import { codeOf, effectOf } from '../../../../tests/support/verdict.ts';
import { decide } from '../engine/decide.ts';
import type { Context } from '../queue.ts';
import { purchase } from './definition.ts';

const ASK = {
  readerId: 'asker',
  isbn: '7-02-000220-X',
  bookTitle: '红楼梦',
  price: 5970,
  vendorId: 'vendor',
  way: 'post',
};

function submit(input: Record<string, unknown>, over: Partial<Context> = {}) {
  const context = { ...lineContext(line('review')), ...over };
  return decide(purchase, null, 'submit', { ...ASK, ...input }, context);
}

describe('asking', () => {
  it('keeps thirteen digits of a valid ISBN and refuses a wrong check digit', () => {
    const asked = submit({});
    expect(asked.ok && asked.patch?.fields?.['isbn']).toBe('9787020002207');
    expect(submit({ isbn: '9787020002208' })).toMatchObject({
      code: 'bad_input',
      facts: { field: 'isbn' },
    });
  });

  it('refuses a reader over the quota, and the same book twice', () => {
    const open = Array.from({ length: 5 }, (_, index) =>
      line('ordered', { isbn: '9787302511854' }, { id: `open-${index}` }),
    );
    expect(submit({}, { readerOpen: open })).toMatchObject({
      code: 'quota_used',
      facts: { used: 5, quota: 5 },
    });
    const same = [line('deferred', {}, { id: 'other', code: 'N1-0007' })];
    expect(submit({}, { readerOpen: same })).toMatchObject({
      code: 'asked_before',
      facts: { code: 'N1-0007' },
    });
  });

  it('refuses a reader who may not borrow, and a desk that names no reader', () => {
    const blocked = reader('asker', { status: 'blocked' });
    expect(codeOf(submit({}, { reader: blocked }))).toBe('reader_blocked');
    expect(codeOf(submit({ readerId: undefined }, { reader: null }))).toBe('missing_input');
  });
});

describe('deciding', () => {
  const approve = { fundId: 'fund', price: 5970 };

  it('asks for a second approval above the limit and encumbers only with it', () => {
    const dear = act(line('review'), 'approve', 'acquisitions', { ...approve, price: 10_001 });
    expect(dear).toMatchObject({ to: 'to_confirm', patch: { encumbered: 10_001, fundId: 'fund' } });
    expect(purchase.states['to_confirm']?.holdsMoney).toBeUndefined();
    const fine = act(line('review'), 'approve', 'acquisitions', { ...approve, price: 10_000 });
    expect(codeOf(fine)).toBe('approved');
  });

  it('refuses a closed fund', () => {
    const closed = { fund: fund({ lastDay: '2018-06-05' }) };
    expect(codeOf(act(line('review'), 'approve', 'acquisitions', approve, closed))).toBe(
      'fund_closed',
    );
  });

  it('is not confirmed by whoever approved it', () => {
    const events = [event({ action: 'approve', actor: 'a-supervisor' })];
    expect(codeOf(act(line('to_confirm'), 'confirm', 'supervisor', {}, { events }))).toBe(
      'same_person',
    );
  });

  it('is not approved, confirmed, accepted or settled by the asker', () => {
    const own = { ...actor('acquisitions'), readerId: 'asker' };
    expect(codeOf(act(line('review'), 'approve', 'acquisitions', approve, { actor: own }))).toBe(
      'own_request',
    );
    for (const action of ['approve', 'confirm', 'accept', 'settle']) {
      expect(purchase.actions[action]?.notByAsker, action).toBe(true);
    }
  });

  it('asks twice, defers and orders three times, and then offers only the ways out', () => {
    const asked = line('review', { questions: 2 });
    expect(act(asked, 'ask', 'acquisitions', { question: '?' })).toMatchObject({
      code: 'no_more_turns',
      facts: { loop: 'questions', limit: 2 },
    });
    const deferred = line('review', { deferrals: 3 });
    const defer = { reason: 'budget', until: '2018-07-01' };
    expect(codeOf(act(deferred, 'defer', 'acquisitions', defer))).toBe('no_more_turns');
    const tried = line('review', { turns: 3 });
    expect(codeOf(act(tried, 'approve', 'acquisitions', approve))).toBe('no_more_turns');
    const reject = { reason: 'supplier', readerText: '抱歉' };
    expect(codeOf(act(tried, 'reject', 'acquisitions', reject))).toBe('rejected');
  });

  it('keeps the lines of the card with the decision', () => {
    const done = act(line('review'), 'approve', 'acquisitions', approve);
    expect(done.ok && done.facts?.['advice']).toContain('price_within_cap');
  });

  it('defers to a day to come only', () => {
    const defer = { reason: 'budget', until: '2018-06-06' };
    expect(codeOf(act(line('review'), 'defer', 'acquisitions', defer))).toBe('bad_input');
  });

  it('is reopened after no answer only, and within 30 days', () => {
    const ended = { endedOn: '2018-05-08T02:00:00.000Z' };
    const noAnswer = { cancelReason: 'no_answer' };
    const answer = { answer: '第三版' };
    expect(codeOf(act(line('cancelled', noAnswer, ended), 'reopen', 'reader', answer))).toBe(
      'review',
    );
    const late = { endedOn: '2018-05-06T02:00:00.000Z' };
    expect(codeOf(act(line('cancelled', noAnswer, late), 'reopen', 'reader', answer))).toBe(
      'reopen_too_late',
    );
    const other = line('cancelled', { cancelReason: 'reader_cancel' }, ended);
    expect(codeOf(act(other, 'reopen', 'reader', answer))).toBe('reopen_not_possible');
  });
});

describe('ordering and shipping', () => {
  it('accepts a price within the tolerance and sends a higher one back with its turn counted', () => {
    const order = { price: 6567, expectedOn: '2018-06-10' };
    expect(act(line('approved'), 'order', 'vendor', order)).toMatchObject({
      to: 'ordered',
      patch: { encumbered: 6567 },
    });
    expect(act(line('approved'), 'order', 'vendor', { ...order, price: 6568 })).toMatchObject({
      to: 'review',
      patch: { encumbered: 6568, fields: { price: 6568, turns: 1 } },
    });
  });

  it('lets a bookseller act on its own orders only', () => {
    const other = line('approved', { vendorId: 'another' });
    const order = { price: 5970, expectedOn: '2018-06-10' };
    expect(codeOf(act(other, 'order', 'vendor', order))).toBe('forbidden');
  });

  it('makes a provisional copy with its loan when it ships, and a brief title where none is', () => {
    const known = act(line('ordered'), 'ship', 'vendor', { tracking: 'SF1' });
    expect(effectOf(known, 'create_copy')?.copy).toMatchObject({
      barcode: 'P-N1-0412',
      status: 'provisional',
      titleId: 'title',
    });
    expect(effectOf(known, 'lend')).toMatchObject({ readerId: 'asker', channel: 'vendor' });
    expect(effectOf(known, 'create_title')).toBeUndefined();
    const unknown = act(
      line('ordered', {}, { titleId: null }),
      'ship',
      'vendor',
      { tracking: 'SF1' },
      { title: null },
    );
    expect(effectOf(unknown, 'create_title')?.title).toMatchObject({
      isbn: '9787020002207',
      title: '红楼梦',
    });
  });

  it('wants the book and the reader’s card at the desk, and the tracking number by post', () => {
    const atDesk = line('ordered', { way: 'at_desk' });
    const proof = { isbn: '9787020002207', card: 'card-asker' };
    expect(codeOf(act(atDesk, 'ship', 'desk', proof))).toBe('with_reader');
    expect(codeOf(act(atDesk, 'ship', 'desk', { isbn: proof.isbn }))).toBe('missing_input');
    expect(codeOf(act(atDesk, 'ship', 'desk', { ...proof, card: 'card-other' }))).toBe(
      'wrong_card',
    );
    expect(codeOf(act(atDesk, 'ship', 'desk', { ...proof, isbn: '9787302511854' }))).toBe(
      'other_title',
    );
    expect(codeOf(act(line('ordered'), 'ship', 'vendor', {}))).toBe('missing_input');
  });

  it('never ships what goes to the shelf unread, and accepts unread only that', () => {
    expect(codeOf(act(line('ordered', { way: 'shelf' }), 'ship', 'vendor', {}))).toBe(
      'shelf_unread',
    );
    const input = { isbn: '9787020002207', invoice: 5970, barcode: 'S00000001' };
    expect(codeOf(act(line('ordered'), 'accept', 'acquisitions', input))).toBe('not_for_shelf');
    const unread = act(line('ordered', { way: 'shelf' }), 'accept', 'acquisitions', input);
    expect(effectOf(unread, 'create_copy')?.copy).toMatchObject({
      barcode: 'S00000001',
      status: 'available',
      home: 's-main',
    });
  });
});
