// What a command may do at all: who acts, what they saw, a shape that is known; refused, it leaves nothing behind.

import { describe, expect, it } from 'vitest';
import { grantOf, staffRow } from '../../../../tests/support/model-library.ts';
import { askBook, askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import { snapshot } from '../../../../tests/support/model-invariants.ts';

describe('a command', () => {
  it('is refused as stale with what happened meanwhile, and leaves nothing behind', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const seen = desk.of('r1').head;
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    const before = snapshot(desk.world);
    const late = await desk.send(
      'desk-a',
      'reallocation.cancel',
      'r1',
      { reason: 'duplicate' },
      { expectHead: seen },
    );
    expect(late).toMatchObject({
      code: 'stale',
      facts: { action: 'approve', by: 'keeper-a', state: 'approved' },
    });
    expect(snapshot(desk.world)).toBe(before);
  });

  it('of a scan is not stale: the copy is in the hand whatever was on the screen', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const seen = desk.of('r1').head;
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' }, { expectHead: seen });
    expect(desk.of('r1').state).toBe('picked');
  });

  it('gives each changed row one version more, whatever it did on the way', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    expect(desk.of('r1').ver).toBe(1);
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(desk.of('r1').ver).toBe(2);
    expect(desk.eventsOf('r1').every((event) => event.ver === 1)).toBe(true);
  });

  it('asks for a person who works here today', async () => {
    const desk = modelDesk();
    const deputy = grantOf('collection', {
      from: '2018-06-06',
      until: '2018-06-06',
      lentBy: 'keeper-a',
    });
    desk.world.put('staff', staffRow('deputy', [deputy]));
    desk.world.put('staff', { ...staffRow('gone', [grantOf('collection')]), active: false });
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await askMove(desk, 'r2', 'c4', 'reader-1');
    expect(await desk.refused('gone', 'reallocation.approve', 'r1')).toBe('not_found');
    await desk.do('deputy', 'reallocation.refer', 'r1', { reason: 'on_loan' });
    desk.wait(24 * 60);
    expect(await desk.refused('deputy', 'reallocation.approve', 'r2')).toBe('forbidden');
  });

  it('reaches as far as the grant: another owner’s copy is not decided', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const outcome = await desk.send('keeper-b', 'reallocation.approve', 'r1');
    expect(outcome).toMatchObject({ code: 'forbidden', facts: { reach: 'owner' } });
  });

  it('says where it may be done', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    const scan = { scan: 'C1' };
    const outcome = await desk.send('desk-a', 'reallocation.pick', 'r1', scan, { point: 's-desk' });
    expect(outcome).toMatchObject({ code: 'wrong_place', facts: { at: 'south', needs: 'north' } });
  });

  it('is not the asker’s to approve, whatever their roles', async () => {
    const desk = modelDesk();
    desk.world.put('staff', staffRow('keeper-r', [grantOf('collection')], 'reader-1'));
    await askMove(desk, 'r1', 'c1', 'reader-1');
    expect(await desk.refused('keeper-r', 'reallocation.approve', 'r1')).toBe('own_request');
  });

  it('of an unknown type, version, place, request or field is refused in words', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    expect(await desk.refused('desk-a', 'reallocation.fly', 'r1')).toBe('bad_command');
    expect(await desk.refused('desk-a', 'nothing.save', 'r1')).toBe('bad_command');
    expect(await desk.refused('desk-a', 'request.note', 'r1', { note: 'x' }, { v: 2 })).toBe(
      'unsupported_version',
    );
    expect(
      await desk.refused('desk-a', 'request.note', 'r1', { note: 'x' }, { point: 'moon' }),
    ).toBe('not_found');
    expect(await desk.refused('desk-a', 'reallocation.cancel', 'r9', { reason: 'policy' })).toBe(
      'not_found',
    );
    expect(await desk.refused('desk-a', 'find_book.cancel', 'r1', { reason: 'policy' })).toBe(
      'not_found',
    );
    expect(await desk.refused('desk-a', 'reallocation.cancel', 'r1')).toBe('missing_input');
    expect(await desk.refused('desk-a', 'reallocation.cancel', 'r1', { reason: 'mood' })).toBe(
      'bad_input',
    );
    expect(await desk.refused('desk-a', 'reallocation.cancel', 'r1', { reason: 'other' })).toBe(
      'note_required',
    );
    expect(await desk.refused('desk-a', 'request.note', 'r1', { note: ' ' })).toBe('missing_input');
  });

  it('of the system is accepted when it is due, not before', async () => {
    const desk = modelDesk();
    await askBook(desk, 'p1', '9780262033848', 'reader-1');
    await desk.do('buyer-a', 'purchase.ask', 'p1', {
      question: 'Which edition?',
      readerText: 'Which edition?',
    });
    expect(await desk.refused('system', 'purchase.cancel', 'p1', { reason: 'no_answer' })).toBe(
      'not_due',
    );
    desk.wait(8 * 24 * 60);
    await desk.do('system', 'purchase.cancel', 'p1', { reason: 'no_answer' });
    expect(desk.of('p1').state).toBe('cancelled');
  });

  it('shows a reader to whoever serves readers, and says so on the request', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    expect(await desk.refused('keeper-a', 'reader.reveal', 'reader-1', { requestId: 'r1' })).toBe(
      'forbidden',
    );
    expect(await desk.refused('desk-a', 'reader.reveal', 'reader-2', { requestId: 'r1' })).toBe(
      'not_found',
    );
    await desk.do('desk-a', 'reader.reveal', 'reader-1', { requestId: 'r1' });
    expect(desk.eventsOf('r1').at(-1)).toMatchObject({ action: 'reveal', actor: 'desk-a' });
    expect(await desk.do('desk-a', 'reader.reveal', 'reader-1')).toMatchObject({ events: [] });
  });
});

describe('a scan', () => {
  async function toPick() {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    return desk;
  }
  const pick = 'reallocation.pick';

  it('of no copy, a withdrawn copy or another title is refused by name', async () => {
    const desk = await toPick();
    const copy = await desk.world.get('copy', 'c5');
    if (copy) desk.world.put('copy', { ...copy, status: 'withdrawn' });
    expect(await desk.refused('desk-a', pick, 'r1', { scan: 'X1' })).toBe('unknown_barcode');
    expect(await desk.refused('desk-a', pick, 'r1', { scan: 'C5' })).toBe('withdrawn_copy');
    expect(await desk.refused('desk-a', pick, 'r1', { scan: 'C4' })).toBe('other_title');
  });

  it('of another copy is offered as a swap, and taken when accepted', async () => {
    const desk = await toPick();
    expect(await desk.refused('desk-a', pick, 'r1', { scan: 'C2' })).toBe('swap_offered');
    const outcome = await desk.do('desk-a', pick, 'r1', { scan: 'C2', swap: true });
    expect(outcome.remarks.map((each) => each.code)).toContain('swapped');
    expect(desk.of('r1')).toMatchObject({ state: 'picked', copyId: 'c2' });
    expect([desk.holder('c1'), desk.holder('c2')]).toEqual([null, 'r1']);
  });

  it('of another owner’s copy is no swap', async () => {
    const desk = await toPick();
    expect(await desk.refused('desk-a', pick, 'r1', { scan: 'C3', swap: true })).toBe(
      'other_owner',
    );
  });

  it('typed by hand counts, and is marked', async () => {
    const desk = await toPick();
    const outcome = await desk.do('desk-a', pick, 'r1', { scan: 'C1' });
    expect(outcome.remarks.map((each) => each.code)).toContain('typed_scan');
    expect(desk.eventsOf('r1').at(-1)?.evidence).toMatchObject({
      scan: 'C1',
      source: 'typed',
      place: 'N1',
    });
  });
});

describe('a linked case', () => {
  it('blocks its parent until it ends, and is opened once', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    const looked = { looked: ['shelf'] };
    await desk.do('desk-a', 'reallocation.not_there', 'r1', looked);
    const child = desk.world.all('request').find((each) => each.parentId === 'r1');
    expect(child).toMatchObject({ code: 'R1F', queue: 'find_book', readerId: 'reader-1' });
    expect(await desk.refused('desk-a', 'reallocation.not_there', 'r1', looked)).toBe('blocked');
    expect(await desk.refused('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' })).toBe('blocked');
    const found = { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' };
    await desk.do('desk-b', 'find_book.found', child?.id ?? '', found);
    expect(desk.holder('c1')).toBe('r1');
    await desk.do('desk-b', 'find_book.pass_on', child?.id ?? '', { scan: 'C1' });
    expect(desk.of('r1')).toMatchObject({ state: 'picked', blockedBy: null });
    expect(desk.world.all('shelf_task')).toHaveLength(1);
  });

  it('is cancelled with its parent', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.not_there', 'r1', { looked: ['shelf'] });
    await desk.do('desk-a', 'reallocation.cancel', 'r1', { reason: 'reader_cancel' });
    const child = desk.world.all('request').find((each) => each.parentId === 'r1');
    expect(child?.state).toBe('cancelled');
  });

  it('found when its parent has ended meanwhile has the copy itself', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.not_there', 'r1', { looked: ['shelf'] });
    const child = desk.world.all('request').find((each) => each.parentId === 'r1')?.id ?? '';
    const found = { scan: 'C1', place: 'N-RANGE', cause: 'trolley' };
    await desk.do('desk-b', 'find_book.found', child, found);
    await desk.do('desk-a', 'reallocation.cancel', 'r1', { reason: 'reader_cancel' });
    expect(desk.of(child).state).toBe('returning');
    expect(desk.holder('c1')).toBe(child);
  });
});
