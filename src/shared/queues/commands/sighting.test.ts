// A scan for nothing in particular still says where the copy is, and to whom that is news.

import { describe, expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';

describe('a sighting', () => {
  it('gives the copy its place; nobody has to be asked', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'copy.sighting', 'c1');
    expect(await desk.world.get('copy', 'c1')).toMatchObject({
      seenAt: 'n-desk',
      seenOn: desk.now(),
    });
    await desk.do('desk-a', 'copy.sighting', 'c1', { barcode: 'C2' });
    expect((await desk.world.get('copy', 'c2'))?.seenAt).toBe('n-desk');
  });

  it('that becomes known late takes no later place away', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'find_book.submit', 'f1', { code: 'F1', copyId: 'c2' });
    const early = [
      desk.command('desk-a', 'copy.sighting', 'c1'),
      desk.command('desk-a', 'find_book.found', 'f1', {
        scan: 'C2',
        place: 'N-RANGE',
        cause: 'in_place',
      }),
    ];
    await desk.do('desk-b', 'copy.sighting', 'c1', {}, { point: 's-desk' });
    const seenOn = desk.now();
    const copy = await desk.world.get('copy', 'c2');
    if (copy) desk.world.put('copy', { ...copy, seenAt: 's-desk', seenOn });
    const lost = await desk.world.get('copy', 'c1');
    if (lost) desk.world.put('copy', { ...lost, status: 'missing' });
    for (const each of early) await desk.run(each);
    expect(desk.of('f1').state).toBe('found');
    const later = { seenAt: 's-desk', seenOn };
    expect(await desk.world.get('copy', 'c1')).toMatchObject({ ...later, status: 'missing' });
    expect(await desk.world.get('copy', 'c2')).toMatchObject(later);
  });

  it('needs a place, a copy and somebody who works with books', async () => {
    const desk = modelDesk();
    expect(await desk.refused('desk-a', 'copy.sighting', 'c1', {}, { point: null })).toBe(
      'wrong_place',
    );
    expect(await desk.refused('desk-a', 'copy.sighting', 'c9')).toBe('unknown_barcode');
    expect(await desk.refused('bookseller', 'copy.sighting', 'c1')).toBe('forbidden');
  });

  it('at a desk finds what an open search looks for, and keeps the record of it', async () => {
    const desk = modelDesk();
    const input = { code: 'F1', copyId: 'c1', readerId: 'reader-1' };
    await desk.do('desk-a', 'find_book.submit', 'f1', input);
    await desk.do('desk-b', 'copy.sighting', 'c1', { source: 'wedge' });
    expect(desk.of('f1')).toMatchObject({ state: 'found', fields: { cause: 'elsewhere' } });
    expect(desk.holder('c1')).toBe('f1');
    const [, seen, found] = desk.eventsOf('f1');
    expect(seen).toMatchObject({ action: 'seen', facts: { place: 'n-desk', by: 'desk-b' } });
    expect(found).toMatchObject({
      action: 'found',
      actor: 'system',
      facts: { place: 'n-desk', cause: 'elsewhere' },
      evidence: { scan: 'C1', source: 'wedge' },
    });
  });

  it('at a desk leaves the followers of a search behind it', async () => {
    const desk = modelDesk();
    const asked = (code: string, readerId: string) => ({ code, copyId: 'c1', readerId });
    await desk.do('desk-a', 'find_book.submit', 'f1', asked('F1', 'reader-1'));
    await desk.do('desk-a', 'find_book.submit', 'f2', asked('F2', 'reader-2'));
    await desk.do('desk-b', 'copy.sighting', 'c1');
    expect(desk.of('f1').state).toBe('found');
    expect(desk.of('f2')).toMatchObject({ state: 'open', leaderId: 'f1' });
  });

  it('of a copy in the hands of another request leaves only the passing on', async () => {
    const desk = modelDesk();
    const asked = { code: 'F1', copyId: 'c1', readerId: 'reader-2' };
    await desk.do('desk-a', 'find_book.submit', 'f1', asked);
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-b', 'copy.sighting', 'c1');
    expect(desk.of('f1').state).toBe('found');
    expect(desk.holder('c1')).toBe('r1');
    expect(await desk.refused('desk-b', 'find_book.reshelve', 'f1', { scan: 'C1' })).toBe(
      'only_pass_on',
    );
    await desk.do('desk-b', 'find_book.pass_on', 'f1', { scan: 'C1' });
    expect([desk.of('f1').state, desk.of('r1').state]).toEqual(['done', 'picked']);
  });

  it('at another campus than the target reroutes a copy on its way', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
    const crate = { crate: 'CR-001', destination: 'south', scan: 'C1' };
    await desk.do('desk-a', 'reallocation.send', 'r1', crate);
    await desk.do('desk-b', 'copy.sighting', 'c1');
    expect(desk.eventsOf('r1').at(-1)).toMatchObject({ action: 'seen_at', actor: 'desk-b' });
    await desk.do('desk-b', 'copy.sighting', 'c1', {}, { point: 's-desk' });
    expect(desk.eventsOf('r1').filter((event) => event.action === 'seen_at')).toHaveLength(1);
  });

  it('finds what was given up, within half a year', async () => {
    const desk = modelDesk();
    const input = { code: 'F1', copyId: 'c4', readerId: 'reader-1' };
    await desk.do('desk-a', 'find_book.submit', 'f1', input);
    const looked = { looked: ['shelf'], whyNotAll: 'closed stacks' };
    for (const searcher of ['desk-a', 'desk-b', 'boss']) {
      await desk.do(searcher, 'find_book.not_there', 'f1', looked);
    }
    expect(desk.of('f1').state).toBe('not_found');
    expect((await desk.world.get('copy', 'c4'))?.status).toBe('missing');
    desk.wait(100 * 24 * 60);
    await desk.do('desk-a', 'copy.sighting', 'c4');
    expect(desk.of('f1')).toMatchObject({ state: 'found', endedOn: null });
    expect(desk.holder('c4')).toBe('f1');
    expect((await desk.world.get('copy', 'c4'))?.status).toBe('available');
  });
});
