// Deliveries from the asking to the door and on every way back, with copies, loans and rounds that go with them.

import { describe, expect, it } from 'vitest';
import { beginStory } from '../../../../tests/support/story.ts';
import type { Story } from '../../../../tests/support/story.ts';

const SLOT = '2018-06-07 15:00-17:00';
const BAG = 'BAG-0001';

function asks(story: Story, readerId = 'reader-1', set: Record<string, unknown> = {}) {
  return story.submits('desk-a', 'delivery', {
    readerId,
    copyId: 'c1',
    address: 'n-door',
    slot: SLOT,
    ...set,
  });
}

async function packed(story: Story, id: string) {
  expect(await story.does('desk-a', 'delivery.accept', id)).toBe('accepted');
  expect(await story.does('desk-a', 'delivery.pick', id, { scan: 'C1' })).toBe('picked');
  expect(await story.does('desk-a', 'delivery.pack', id, { scan: 'C1', bag: BAG })).toBe('packed');
}

async function codeOf(story: Story, id: string): Promise<string> {
  const notices = await story.world.list('noticesOf', id);
  const sent = notices.find((notice) => notice.code === 'delivery.packed');
  return String(sent?.facts['handoverCode']);
}

describe('a delivery', () => {
  it('is handed over with the code that the reader got, and the loan begins', async () => {
    const story = beginStory();
    const id = await asks(story);
    await packed(story, id);
    expect(await story.world.get('copy', 'c1')).toMatchObject({ seenAt: 'n-desk' });
    const code = await codeOf(story, id);
    expect(code).toMatch(/^\d{6}$/u);
    expect((await story.request(id)).fields['codeHash']).not.toContain(code);
    expect(await story.does('courier', 'delivery.depart', id, { bag: BAG })).toBe('out');
    expect(await story.world.list('openRounds', 'courier')).toHaveLength(1);
    const proof = { bag: BAG, proof: 'code', handoverCode: code };
    expect(await story.does('courier', 'delivery.hand_over', id, proof)).toBe('done');
    expect(story.remarks()).toContain('security_off');
    expect(await story.world.list('openLoanOf', 'c1')).toMatchObject([
      { readerId: 'reader-1', channel: 'delivery', requestId: id },
    ]);
    expect(await story.world.list('openCustodyOf', 'c1')).toEqual([]);
    expect(await story.world.list('openRounds', 'courier')).toEqual([]);
  });

  it('keeps its round open while a bag is out', async () => {
    const story = beginStory();
    const first = await asks(story);
    await packed(story, first);
    const second = await asks(story, 'reader-2', { copyId: 'c2' });
    await story.does('desk-a', 'delivery.accept', second);
    await story.does('desk-a', 'delivery.pick', second, { scan: 'C2' });
    await story.does('desk-a', 'delivery.pack', second, { scan: 'C2', bag: 'BAG-0002' });
    await story.does('courier', 'delivery.depart', first, { bag: BAG });
    await story.does('courier', 'delivery.depart', second, { bag: 'BAG-0002' });
    const absent = { reason: 'recipient_absent' };
    expect(await story.does('courier', 'delivery.fail', first, absent)).toBe('attempt_failed');
    expect(await story.world.list('openRounds', 'courier')).toHaveLength(1);
    expect(await story.does('courier', 'delivery.take_back', second, { scan: 'C2' })).toBe(
      'returning',
    );
    expect(await story.world.list('openRounds', 'courier')).toEqual([]);
  });

  it('waits on the hold shelf after two failures and is lent there', async () => {
    const story = beginStory();
    const id = await asks(story);
    await packed(story, id);
    const absent = { reason: 'recipient_absent' };
    await story.does('courier', 'delivery.depart', id, { bag: BAG });
    await story.does('courier', 'delivery.fail', id, absent);
    const slot = '2018-06-08 10:00-12:00';
    expect(await story.does('courier', 'delivery.depart', id, { bag: BAG, slot })).toBe('out');
    await story.does('courier', 'delivery.fail', id, absent);
    expect(await story.does('courier', 'delivery.depart', id, { bag: BAG, slot })).toBe(
      'no_more_turns',
    );
    const shelf = { scan: 'C1', holdSlot: 'N-SLOT' };
    expect(await story.does('desk-a', 'delivery.hold_for_pickup', id, shelf)).toBe('ready');
    expect(await story.world.get('copy', 'c1')).toMatchObject({ seenAt: 'n-slot' });
    const lend = { scan: 'C1', card: 'reader-1' };
    expect(await story.does('desk-b', 'delivery.lend', id, lend)).toBe('done');
    expect(await story.world.list('openLoanOf', 'c1')).toHaveLength(1);
  });

  it('first lets a copy of another campus come by a reallocation', async () => {
    const story = beginStory();
    const id = await asks(story, 'reader-1', { copyId: 'c3' });
    expect(await story.does('desk-a', 'delivery.accept', id)).toBe('accepted');
    const { blockedBy } = await story.request(id);
    const child = await story.request(blockedBy ?? '');
    expect(child).toMatchObject({ queue: 'reallocation', parentId: id, copyId: 'c3' });
    expect(await story.does('desk-a', 'delivery.pick', id, { scan: 'C3' })).toBe('blocked');

    // The owner's last lendable copy of the campus: a second person confirms.
    expect(await story.does('keeper-a', 'reallocation.approve', child.id)).toBe('to_confirm');
    expect(await story.does('chief', 'reallocation.confirm', child.id)).toBe('approved');
    story.at('s-desk');
    await story.does('desk-b', 'reallocation.pick', child.id, { scan: 'C3' });
    const crate = { scan: 'C3', crate: 'CR-001', destination: 'north' };
    expect(await story.does('desk-b', 'reallocation.send', child.id, crate)).toBe('in_transit');
    story.at('n-desk');
    const arrived = { scan: 'C3', condition: 'good' };
    expect(await story.does('desk-a', 'reallocation.receive', child.id, arrived)).toBe('arrived');
    expect(await story.does('desk-a', 'reallocation.pass_on', child.id, { scan: 'C3' })).toBe(
      'done',
    );
    expect(await story.request(id)).toMatchObject({ state: 'picked', blockedBy: null });
  });

  it('is searched for where it is not there, and picked with the find', async () => {
    const story = beginStory();
    const id = await asks(story);
    await story.does('desk-a', 'delivery.accept', id);
    const looked = { looked: ['own_shelf'] };
    expect(await story.does('desk-a', 'delivery.not_there', id, looked)).toBe('accepted');
    const { blockedBy } = await story.request(id);
    const child = blockedBy ?? '';
    expect((await story.request(child)).queue).toBe('find_book');
    const found = { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' };
    expect(await story.does('desk-b', 'find_book.found', child, found)).toBe('found');
    expect(await story.does('desk-b', 'find_book.pass_on', child, { scan: 'C1' })).toBe('done');
    expect(await story.request(id)).toMatchObject({ state: 'picked', blockedBy: null });
  });

  it('turns to another copy when the search is given up', async () => {
    const story = beginStory();
    const id = await asks(story);
    await story.does('desk-a', 'delivery.accept', id);
    await story.does('desk-a', 'delivery.not_there', id, { looked: ['own_shelf'] });
    const { blockedBy } = await story.request(id);
    const fact = { fact: 'on_hold_shelf', readerText: 'elsewhere' };
    expect(await story.does('desk-b', 'find_book.explain', blockedBy ?? '', fact)).toBe('answered');
    expect((await story.request(id)).blockedBy).toBeNull();
    expect(await story.does('desk-a', 'delivery.change_copy', id, { copyId: 'c2' })).toBe(
      'accepted',
    );
    expect(await story.world.list('openCustodyOf', 'c1')).toEqual([]);
    expect(await story.world.list('openCustodyOf', 'c2')).toHaveLength(1);
    expect(await story.does('desk-a', 'delivery.pick', id, { scan: 'C2' })).toBe('picked');
  });

  it('comes back when the reader asks to cancel, and the next reader gets the copy', async () => {
    const story = beginStory();
    const id = await asks(story);
    await packed(story, id);
    const next = await asks(story, 'reader-2');
    expect((await story.request(next)).leaderId).toBe(id);
    expect(await story.does('desk-a', 'delivery.accept', next)).toBe('submitted');
    expect(story.remarks()).toContain('approved_in_advance');
    story.at(null);
    expect(await story.does('reader-1', 'delivery.ask_cancel', id)).toBe('cancel_asked');
    story.at('n-desk');
    expect(await story.does('desk-a', 'delivery.put_back', id, { scan: 'C1' })).toBe('cancelled');
    expect(await story.request(next)).toMatchObject({ state: 'accepted', leaderId: null });
  });

  it('takes no more deliveries than the slot has room for', async () => {
    const story = beginStory();
    for (let index = 0; index < 10; index += 1) {
      const readerId = `reader-${(index % 3) + 1}`;
      await asks(story, readerId, { copyId: undefined, titleId: 't1' });
    }
    await expect(asks(story, 'reader-2', { copyId: undefined, titleId: 't1' })).rejects.toThrow(
      'slot_full',
    );
  });
});
