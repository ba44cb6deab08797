// Undo takes back what the last action did, in time and only while nothing depends on it.

import { describe, expect, it } from 'vitest';
import { askBook, askMove, modelDesk } from '../../../../tests/support/model-desk.ts';

async function approved() {
  const desk = modelDesk();
  await askMove(desk, 'r1', 'c1', 'reader-1');
  await desk.do('keeper-a', 'reallocation.approve', 'r1');
  return desk;
}

describe('undo', () => {
  it('gives the copy back and leaves the record with both events', async () => {
    const desk = await approved();
    expect(desk.holder('c1')).toBe('r1');
    await desk.do('keeper-a', 'request.undo', 'r1');
    expect(desk.of('r1')).toMatchObject({
      state: 'submitted',
      decidedOn: null,
      priority: 'normal',
    });
    expect(desk.holder('c1')).toBeNull();
    expect(desk.eventsOf('r1').map((event) => event.action)).toEqual(['submit', 'approve', 'undo']);
  });

  it('leaves the copy with the search that has found it meanwhile', async () => {
    const desk = await approved();
    const asked = { code: 'F1', readerId: 'reader-2', copyId: 'c1', looked: ['shelf'] };
    await desk.do('desk-a', 'find_book.submit', 'f1', asked);
    await desk.do('desk-a', 'find_book.found', 'f1', {
      scan: 'C1',
      place: 'N-RANGE',
      cause: 'in_place',
    });
    expect(desk.holder('c1')).toBe('r1');
    await desk.do('chief', 'request.undo', 'r1');
    expect(desk.holder('c1')).toBe('f1');
  });

  it('is the actor’s for ten minutes and a supervisor’s for the day', async () => {
    const desk = await approved();
    expect(await desk.refused('keeper-b', 'request.undo', 'r1')).toBe('forbidden');
    desk.wait(10);
    expect(await desk.refused('keeper-a', 'request.undo', 'r1')).toBe('undo_too_late');
    await desk.do('chief', 'request.undo', 'r1');
    expect(desk.of('r1').state).toBe('submitted');
  });

  it('is over for a supervisor too on the next day', async () => {
    const desk = await approved();
    desk.wait(24 * 60);
    expect(await desk.refused('chief', 'request.undo', 'r1')).toBe('undo_too_late');
  });

  it('expects that nothing moved since', async () => {
    const desk = await approved();
    const meant = desk.of('r1').head;
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
    const outcome = await desk.send('keeper-a', 'request.undo', 'r1', { commandId: meant });
    expect(outcome).toMatchObject({
      ok: false,
      code: 'stale',
      facts: { action: 'pick', by: 'desk-a' },
    });
  });

  it('is refused where a follower depends on it', async () => {
    const desk = await approved();
    await askMove(desk, 'r2', 'c1', 'reader-2');
    expect(desk.of('r2').leaderId).toBe('r1');
    expect(await desk.refused('chief', 'request.undo', 'r1')).toBe('undo_depends');
  });

  it('sets free whoever became a follower only by it', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await askMove(desk, 'r2', 'c1', 'reader-2');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(desk.of('r2').leaderId).toBe('r1');
    await desk.do('keeper-a', 'request.undo', 'r1');
    expect(desk.of('r2').leaderId).toBeNull();
  });

  it('brings a copy’s place back, but not over a later scan', async () => {
    const desk = await approved();
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
    await desk.do('desk-a', 'reallocation.put_back', 'r1', { scan: 'C1', reason: 'damaged' });
    await desk.do('desk-a', 'copy.sighting', 'c1', {}, { point: 's-desk' });
    await desk.do('chief', 'request.undo', 'r1');
    expect(desk.of('r1').state).toBe('picked');
    expect((await desk.world.get('copy', 'c1'))?.seenAt).toBe('s-desk');
  });

  it('closes the linked case that it opened and frees its parent', async () => {
    const desk = await approved();
    await desk.do('desk-a', 'reallocation.not_there', 'r1', { looked: ['shelf'] });
    const child = desk.world.all('request').find((each) => each.parentId === 'r1');
    expect(desk.of('r1').blockedBy).toBe(child?.id);
    const meant = desk.eventsOf('r1').find((event) => event.action === 'not_there')?.commandId;
    await desk.do('desk-a', 'request.undo', 'r1', { commandId: meant });
    expect(desk.of('r1').blockedBy).toBeNull();
    expect(desk.world.all('request').find((each) => each.parentId === 'r1')?.state).toBe(
      'cancelled',
    );
  });

  it('releases money, and corrects the notice that was sent', async () => {
    const desk = modelDesk();
    await askBook(desk, 'p1', '9780262033848', 'reader-1');
    await desk.do('buyer-a', 'purchase.approve', 'p1', { fundId: 'fund', price: 4500 });
    expect(desk.fund()?.encumbered).toBe(4500);
    const outcome = await desk.do('buyer-a', 'request.undo', 'p1');
    expect(desk.fund()?.encumbered).toBe(0);
    expect(outcome.remarks.map((each) => each.code)).toContain('notice_corrected');
    const correction = desk.world.all('notice').find((each) => each.corrects !== null);
    expect(correction).toMatchObject({ code: 'correction', readerId: 'reader-1' });
  });

  it('is not for a submission, a loan or an undo', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    expect(await desk.refused('desk-a', 'request.undo', 'r1')).toBe('undo_not_possible');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('keeper-a', 'request.undo', 'r1');
    expect(await desk.refused('keeper-a', 'request.undo', 'r1')).toBe('undo_not_possible');
  });
});
