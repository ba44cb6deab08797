// Read-first lines from the asking to the shelf, with the money, copies, loans and holds that go with them.

import { describe, expect, it } from 'vitest';
import { ISBNS } from '../../../../tests/support/model-library.ts';
import { beginStory } from '../../../../tests/support/story.ts';
import type { Story } from '../../../../tests/support/story.ts';

/** An ISBN that the catalogue lacks. */
const NEW_ISBN = ISBNS[2];

function asks(story: Story, readerId: string, set: Record<string, unknown> = {}) {
  return story.submits('desk-a', 'purchase', {
    readerId,
    isbn: NEW_ISBN,
    bookTitle: 'Introduction to Algorithms',
    price: 4500,
    vendorId: 'vendor',
    way: 'post',
    campus: 'north',
    collection: 'n-main',
    ...set,
  });
}

async function approved(story: Story, id: string) {
  expect(await story.does('buyer-a', 'purchase.approve', id, { fundId: 'fund', price: 4500 })).toBe(
    'approved',
  );
}

async function shipped(story: Story, id: string) {
  const order = { price: 4600, expectedOn: '2018-06-12' };
  expect(await story.does('bookseller', 'purchase.order', id, order)).toBe('ordered');
  expect(await story.does('bookseller', 'purchase.ship', id, { tracking: 'SF1' })).toBe(
    'with_reader',
  );
}

describe('a read-first line', () => {
  it('goes from the asking to the shelf, and its follower gets a hold', async () => {
    const story = beginStory();
    const first = await asks(story, 'reader-1');
    const second = await asks(story, 'reader-2');
    expect((await story.request(second)).leaderId).toBe(first);
    const approve = { fundId: 'fund', price: 4500 };
    expect(await story.does('buyer-a', 'purchase.approve', second, approve)).toBe('follows');

    await approved(story, first);
    expect(await story.fund()).toEqual({ encumbered: 4500, spent: 0 });
    await shipped(story, first);
    expect(await story.fund()).toEqual({ encumbered: 4600, spent: 0 });

    const { copyId, titleId } = await story.request(first);
    const provisional = await story.world.get('copy', copyId ?? '');
    expect(provisional).toMatchObject({ status: 'provisional', barcode: 'P-N1-0001', titleId });
    expect(await story.world.get('title', titleId ?? '')).toMatchObject({ isbn: NEW_ISBN });
    expect(await story.world.list('openLoanOf', copyId ?? '')).toHaveLength(1);

    const back = { scan: NEW_ISBN, condition: 'good' };
    expect(await story.does('desk-b', 'purchase.take_back', first, back)).toBe('returned');
    expect(await story.world.list('openLoanOf', copyId ?? '')).toEqual([]);
    expect(await story.world.get('reader', 'reader-1')).toMatchObject({
      pastReadFirsts: 1,
      onTimeReturns: 1,
    });

    const accept = { scan: 'P-N1-0001', invoice: 4700, barcode: 'N10000001' };
    expect(await story.does('buyer-a', 'purchase.accept', first, accept)).toBe('accepted');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 4700 });

    const shelve = { scan: 'N10000001', callNumber: 'TP301.6/5' };
    expect(await story.does('desk-a', 'purchase.shelve', first, shelve)).toBe('done');
    expect(await story.world.get('copy', copyId ?? '')).toMatchObject({
      barcode: 'N10000001',
      status: 'available',
      callNumber: 'TP301.6/5',
      home: 'n-main',
    });
    expect((await story.request(second)).state).toBe('done');
    expect(await story.world.list('readyHoldOf', copyId ?? '')).toMatchObject([
      { titleId, readerId: 'reader-2', pickupCampus: 'north' },
    ]);
  });

  it('frees its follower for a decision of its own when it ends unshelved', async () => {
    const story = beginStory();
    const first = await asks(story, 'reader-1');
    const second = await asks(story, 'reader-2');
    const reject = { reason: 'policy', readerText: 'sorry' };
    expect(await story.does('buyer-a', 'purchase.reject', first, reject)).toBe('rejected');
    expect(await story.request(second)).toMatchObject({ state: 'review', leaderId: null });
    await approved(story, second);
  });

  it('gives the money back on every way out of ¥', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1');
    await approved(story, id);
    const over = { price: 5000, expectedOn: '2018-06-12' };
    expect(await story.does('bookseller', 'purchase.order', id, over)).toBe('review');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 0 });
    await approved(story, id);
    const failed = { reason: 'supplier' };
    expect(await story.does('bookseller', 'purchase.supplier_failed', id, failed)).toBe('review');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 0 });
    await approved(story, id);
    const cancel = { reason: 'reader_cancel' };
    expect(await story.does('buyer-a', 'purchase.cancel', id, cancel)).toBe('cancelled');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 0 });
  });

  it('never takes more than the fund has', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1');
    const approve = { fundId: 'small', price: 6001 };
    expect(await story.does('buyer-a', 'purchase.approve', id, approve)).toBe('fund_exhausted');
    expect(await story.fund('small')).toEqual({ encumbered: 0, spent: 0 });
  });

  it('takes money for a dear book only when the second person confirms', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1', { price: 12_000 });
    const approve = { fundId: 'fund', price: 12_000 };
    expect(await story.does('buyer-b', 'purchase.approve', id, approve)).toBe('to_confirm');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 0 });
    expect(await story.does('buyer-b', 'purchase.confirm', id)).toBe('same_person');
    expect(await story.does('chief', 'purchase.confirm', id)).toBe('approved');
    expect(await story.fund()).toEqual({ encumbered: 12_000, spent: 0 });
  });

  it('goes to the shelf unread with an accepted copy of its own', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1', { way: 'shelf' });
    await approved(story, id);
    const order = { price: 4500, expectedOn: '2018-06-12' };
    await story.does('bookseller', 'purchase.order', id, order);
    const accept = { isbn: NEW_ISBN, invoice: 4400, barcode: 'N10000002' };
    expect(await story.does('buyer-a', 'purchase.accept', id, accept)).toBe('accepted');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 4400 });
    const { copyId } = await story.request(id);
    expect(await story.world.get('copy', copyId ?? '')).toMatchObject({ barcode: 'N10000002' });
    expect(await story.world.list('openLoanOf', copyId ?? '')).toEqual([]);
  });

  it('is charged, and settled or brought back, when it does not return', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1');
    await approved(story, id);
    await shipped(story, id);
    const { copyId } = await story.request(id);
    expect(await story.does('system', 'purchase.write_off', id)).toBe('not_due');
    story.until('2018-08-06T00:00:00.000Z');
    expect(await story.does('system', 'purchase.write_off', id)).toBe('not_returned');
    expect(await story.world.list('openLoanOf', copyId ?? '')).toMatchObject([{ charge: 4600 }]);
    const paid = { outcome: 'paid', payment: 'cash' };
    expect(await story.does('desk-a', 'purchase.settle', id, paid)).toBe('done');
    expect(await story.fund()).toEqual({ encumbered: 0, spent: 0 });
    expect(await story.world.get('copy', copyId ?? '')).toMatchObject({ status: 'withdrawn' });
  });

  it('exchanges a wrong book for another provisional copy', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1');
    await approved(story, id);
    await shipped(story, id);
    const wrong = { reason: 'wrong_item' };
    expect(await story.does('desk-a', 'purchase.report_problem', id, wrong)).toBe('exception');
    expect(await story.fund()).toEqual({ encumbered: 4600, spent: 0 });
    const exchange = { choice: 'ordered', reason: 'wrong_item', note: 'vendor sends another' };
    expect(await story.does('chief', 'purchase.resolve', id, exchange)).toBe('ordered');
    expect((await story.request(id)).copyId).toBeNull();
    expect(await story.does('bookseller', 'purchase.ship', id, { tracking: 'SF2' })).toBe(
      'with_reader',
    );
    const { copyId } = await story.request(id);
    expect(await story.world.get('copy', copyId ?? '')).toMatchObject({ barcode: 'P-N1-0001-2' });
    expect(await story.fund()).toEqual({ encumbered: 4600, spent: 0 });
  });

  it('cancels itself without an answer and opens again with one', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1');
    expect(await story.does('buyer-a', 'purchase.ask', id, { question: 'Which edition?' })).toBe(
      'needs_info',
    );
    story.until('2018-06-13T16:00:00.000Z');
    expect(await story.does('system', 'purchase.cancel', id, { reason: 'no_answer' })).toBe(
      'cancelled',
    );
    story.at(null);
    expect(await story.does('reader-1', 'purchase.reopen', id, { answer: 'The third' })).toBe(
      'review',
    );
  });

  it('comes back from the waiting list by itself when its fund has money again', async () => {
    const story = beginStory();
    const small = { fundId: 'small', price: 4500 };
    const first = await asks(story, 'reader-1');
    expect(await story.does('buyer-a', 'purchase.approve', first, small)).toBe('approved');
    const other = { isbn: ISBNS[1], bookTitle: 'Networks' };
    const second = await asks(story, 'reader-2', other);
    expect(await story.does('buyer-a', 'purchase.approve', second, small)).toBe('fund_exhausted');
    const defer = { reason: 'budget', until: '2018-07-10', fundId: 'small' };
    expect(await story.does('buyer-a', 'purchase.defer', second, defer)).toBe('deferred');
    const cancel = { reason: 'reader_cancel' };
    expect(await story.does('buyer-a', 'purchase.cancel', first, cancel)).toBe('cancelled');
    expect(story.remarks()).toContain('money_freed');
    expect((await story.request(second)).state).toBe('review');
    expect(await story.does('buyer-a', 'purchase.approve', second, small)).toBe('approved');
  });

  it('stays on the waiting list while it waits for something else than money', async () => {
    const story = beginStory();
    const small = { fundId: 'small', price: 4500 };
    const first = await asks(story, 'reader-1');
    await story.does('buyer-a', 'purchase.approve', first, small);
    const second = await asks(story, 'reader-2', { isbn: ISBNS[1], bookTitle: 'Networks' });
    const defer = { reason: 'supplier', until: '2018-07-10', fundId: 'small' };
    await story.does('buyer-a', 'purchase.defer', second, defer);
    await story.does('buyer-a', 'purchase.cancel', first, { reason: 'reader_cancel' });
    expect((await story.request(second)).state).toBe('deferred');
  });
});
