// Who may suggest a book or review one: whoever may borrow today, and the one reader behind two cards.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { Reader } from '../../library/entities.ts';

/** A desk at which the row of a reader is set. */
async function deskWith(readerId: string, set: Partial<Reader>) {
  const desk = modelDesk();
  const reader = await desk.world.get('reader', readerId);
  desk.world.put('reader', { ...reader, ...set } as Reader);
  return desk;
}

describe('a suggestion or a review', () => {
  it.each([
    [{ expiresOn: '2018-01-01' }, 'reader_expired'],
    [{ status: 'blocked', block: 'fines_unpaid' }, 'reader_blocked'],
    [{ status: 'blocked' }, 'reader_blocked'],
    [{ status: 'left' }, 'reader_left'],
  ] as const)('of a card that is %j is refused as %s', async (set, code) => {
    const desk = await deskWith('reader-1', set);
    const wish = { bookTitle: '书', readerId: 'reader-1' };
    expect(await desk.refused('reader-1', 'suggestion.send', 's1', wish)).toBe(code);
    expect(await desk.refused('desk-a', 'suggestion.send', 's1', wish)).toBe(code);
    const review = { titleId: 't1', stars: 5, text: '好' };
    expect(await desk.refused('reader-1', 'review.write', 'v1', review)).toBe(code);
  });

  it('has words that can be seen, at the desk too', async () => {
    const desk = modelDesk();
    const wish = (bookTitle: string) => ({ bookTitle, readerId: 'reader-1' });
    const refused = (bookTitle: string) =>
      desk.refused('desk-a', 'suggestion.send', 's1', wish(bookTitle));
    expect(await refused('\u200B')).toBe('missing_input');
    expect(await refused('\uD800')).toBe('bad_input');
    await desk.do('desk-a', 'suggestion.send', 's1', wish('\u202E书'));
    expect(await desk.world.get('suggestion', 's1')).toMatchObject({ bookTitle: '书' });
  });

  it('is taken until the end of the card’s last day', async () => {
    const desk = await deskWith('reader-1', { expiresOn: '2018-06-06' });
    await desk.do('reader-1', 'suggestion.send', 's1', { bookTitle: '书' });
    expect(await desk.world.get('suggestion', 's1')).toMatchObject({ readerId: 'reader-1' });
  });

  it('of a card that was merged is of whoever it was merged into', async () => {
    const desk = await deskWith('reader-1', { status: 'merged', mergedInto: 'reader-2' });
    await desk.do('desk-a', 'suggestion.send', 's1', { bookTitle: '书', readerId: 'reader-1' });
    expect(await desk.world.get('suggestion', 's1')).toMatchObject({ readerId: 'reader-2' });
  });
});
