// Which of what readers are told still stands when it is sent: books of one name are different books.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { stillStands } from './notice-standing.ts';

type Desk = ReturnType<typeof modelDesk>;

/** What is still to be told to a reader, as `code of what`. */
async function standing(desk: Desk, readerId: string): Promise<string[]> {
  const others = await desk.world.list('noticesOfReader', readerId);
  const found: string[] = [];
  for (const notice of others) {
    const { holdId, suggestionId } = notice.facts;
    if (await stillStands(desk.world, notice, others)) {
      found.push(`${notice.code} ${String(holdId ?? suggestionId)}`);
    }
  }
  return found.toSorted();
}

describe('notices about books of one name', () => {
  it('are both sent where two holds lie ready, and where both were ended', async () => {
    const desk = modelDesk();
    const first = await desk.world.get('title', 't1');
    const other = await desk.world.get('title', 't2');
    desk.world.put('title', { ...other, title: first?.title } as never);
    const [copy] = await desk.world.list('copiesOfTitle', 't2');
    for (const [id, titleId, copyId, slot] of [
      ['h1', 't1', 'c1', 'n-slot'],
      ['h2', 't2', copy?.id ?? '', 'n-slot'],
    ] as const) {
      const about = { titleId, copyId, readerId: 'reader-1', pickupCampus: 'north', slot };
      const ready = { kind: 'hold', status: 'ready', placedOn: desk.now() } as const;
      desk.world.put('hold', { id, ver: 0, ...about, ...ready, readyUntil: desk.now() });
      const facts = { holdId: id, title: first?.title ?? '' };
      const told = { requestId: null, readerId: 'reader-1', code: 'hold.ready', facts };
      desk.wait(5);
      desk.world.put('notice', { id, ver: 0, ...told, text: null, at: desk.now(), corrects: null });
    }
    expect(await standing(desk, 'reader-1')).toEqual(['hold.ready h1', 'hold.ready h2']);
    await desk.do('desk-a', 'hold.cancel', 'h1');
    await desk.do('desk-a', 'hold.cancel', 'h2');
    expect(await standing(desk, 'reader-1')).toEqual(['hold.cancelled h1', 'hold.cancelled h2']);
  });

  it('are both sent where two suggestions are decided on, and of each the newest only', async () => {
    const desk = modelDesk();
    for (const id of ['s1', 's2']) {
      await desk.do('reader-1', 'suggestion.send', id, { bookTitle: '高等数学' });
      await desk.do('buyer-a', 'suggestion.decide', id, { accept: true });
    }
    expect(await standing(desk, 'reader-1')).toEqual([
      'suggestion.accepted s1',
      'suggestion.accepted s2',
    ]);
    await desk.do('buyer-a', 'suggestion.order', 's1', { fundId: 'fund', price: 4800 });
    // It came under its name in the catalogue, which differs from the one that was wished for.
    await desk.do('buyer-a', 'suggestion.arrive', 's1', { titleId: 't1' });
    expect(await standing(desk, 'reader-1')).toEqual([
      'suggestion.accepted s2',
      'suggestion.arrived s1',
    ]);
  });
});
