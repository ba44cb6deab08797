// Suggestions from the wish to the first loan, and why one is refused.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setCopy } from '../../../../tests/support/hold-scene.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { Suggestion } from '../../library/circulation-rows.ts';
import { wantedBy } from './suggestion-sheets.ts';
import { leftBy } from './suggestions.ts';

const ISBN = '9787111213826';
const wish = { isbn: ISBN, bookTitle: '数据库系统', author: '作者', note: '课程要用' };

type Desk = ReturnType<typeof modelDesk>;

const row = (desk: Desk, id = 's1') => desk.world.all('suggestion').find((each) => each.id === id);
const told = (desk: Desk, readerId: string) =>
  desk.world
    .all('notice')
    .filter((each) => each.readerId === readerId)
    .map(({ code }) => code);

async function suggested(...joined: string[]) {
  const desk = modelDesk();
  await desk.do('reader-1', 'suggestion.send', 's1', wish);
  for (const [n, reader] of joined.entries()) {
    await desk.do(reader, 'suggestion.send', `other-${n}`, wish);
  }
  return desk;
}

describe('a suggestion', () => {
  it('is kept as wished, at the reader’s campus', async () => {
    const desk = await suggested();
    expect(row(desk)).toMatchObject({
      readerId: 'reader-1',
      isbn: ISBN,
      bookTitle: '数据库系统',
      campus: 'north',
      state: 'sent',
      note: '课程要用',
      joined: [],
    });
  });

  it('joins the open one of the same ISBN, whatever its hyphens', async () => {
    const desk = await suggested();
    const input = { ...wish, isbn: '978-7-111-21382-6' };
    const done = await desk.do('reader-2', 'suggestion.send', 's2', input);
    expect(done.remarks.map(({ code }) => code)).toEqual(['suggestion_joined']);
    expect(desk.world.all('suggestion')).toHaveLength(1);
    expect(row(desk)?.joined).toEqual(['reader-2']);
    expect(await desk.refused('reader-2', 'suggestion.send', 's3', wish)).toBe('suggested_before');
    expect(await desk.refused('reader-1', 'suggestion.send', 's4', wish)).toBe('suggested_before');
    await desk.do('desk-a', 'suggestion.join', 's1', { readerId: 'reader-3' });
    expect(row(desk)?.joined).toEqual(['reader-2', 'reader-3']);
  });

  it('is refused where the library has the book, is said where it is', async () => {
    const desk = modelDesk();
    const title = await desk.world.get('title', 't1');
    desk.world.put('title', { ...title, isbn: ISBN } as never);
    const outcome = await desk.send('reader-1', 'suggestion.send', 's1', wish);
    expect(outcome).toMatchObject({ code: 'already_held', facts: { titleId: 't1', copies: 3 } });
  });

  it.each([
    [{ ...wish, isbn: '9787111213827' }, 'bad_input'],
    [{ isbn: ISBN }, 'missing_input'],
    [{ bookTitle: 'x'.repeat(201) }, 'bad_input'],
    [{ bookTitle: 'a\u0007b' }, 'bad_input'],
    [{ ...wish, campus: 'nowhere' }, 'bad_input'],
    [{ ...wish, campus: 'n-main' }, 'bad_input'],
    [{ ...wish, price: -1 }, 'bad_input'],
    [{ ...wish, price: 1.5 }, 'bad_input'],
  ])('%j is refused as %s', async (input, code) => {
    expect(await modelDesk().refused('reader-1', 'suggestion.send', 's1', input)).toBe(code);
  });

  it('counts against the reader’s quota, those that were joined do not', async () => {
    const desk = await suggested();
    for (let n = 0; n < 4; n += 1) {
      await desk.do('reader-1', 'suggestion.send', `more-${n}`, { bookTitle: `书 ${n}` });
    }
    const one = { bookTitle: '再来一本' };
    expect(await desk.refused('reader-1', 'suggestion.send', 'x', one)).toBe('quota_used');
  });

  it('is entered by staff for a reader, not by a bookseller', async () => {
    const desk = modelDesk();
    const named = { ...wish, readerId: 'reader-2' };
    expect(await desk.refused('bookseller', 'suggestion.send', 's1', named)).toBe('forbidden');
    await desk.do('desk-a', 'suggestion.send', 's1', named);
    expect(row(desk)?.readerId).toBe('reader-2');
  });
});

describe('deciding on a suggestion', () => {
  it('tells everybody who wants it; declining needs a reason', async () => {
    const desk = await suggested('reader-2');
    expect(await desk.refused('desk-a', 'suggestion.decide', 's1', { accept: true })).toBe(
      'forbidden',
    );
    expect(await desk.refused('buyer-a', 'suggestion.decide', 's1', {})).toBe('missing_input');
    const other = { reason: 'other' };
    expect(await desk.refused('buyer-a', 'suggestion.decide', 's1', other)).toBe('note_required');
    const input = { reason: 'budget', text: '今年经费已用完' };
    await desk.do('buyer-a', 'suggestion.decide', 's1', input);
    expect(row(desk)).toMatchObject({ state: 'declined', reason: 'budget', decidedBy: 'buyer-a' });
    expect(told(desk, 'reader-1')).toEqual(['suggestion.declined_with']);
    expect(told(desk, 'reader-2')).toEqual(['suggestion.declined_with']);
    expect(desk.world.all('notice').at(-1)).toMatchObject({
      text: null,
      facts: { title: '数据库系统', reason: 'budget', answer: '今年经费已用完' },
    });
    expect(await desk.refused('buyer-a', 'suggestion.decide', 's1', { accept: true })).toBe(
      'suggestion_moved',
    );
  });

  it('is not for whoever suggested it', async () => {
    const desk = await suggested();
    const staff = await desk.world.get('staff', 'buyer-a');
    desk.world.put('staff', { ...staff, readerId: 'reader-1' } as never);
    expect(await desk.refused('buyer-a', 'suggestion.decide', 's1', { accept: true })).toBe(
      'own_voice',
    );
  });

  it('leads to an order and to holds: who suggested it first, then who joined, in their order', async () => {
    const desk = await suggested('reader-2', 'reader-3');
    await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true });
    expect(await desk.refused('buyer-a', 'suggestion.arrive', 's1', {})).toBe('missing_input');
    await desk.do('buyer-a', 'suggestion.order', 's1', { fundId: 'fund', price: 4800 });
    const title = await desk.world.get('title', 't1');
    desk.world.put('title', { ...title, isbn: ISBN } as never);
    for (const other of ['c2', 'c3']) await setCopy(desk, other, { lendable: false });
    const done = await desk.do('buyer-a', 'suggestion.arrive', 's1', { scan: 'C1' });
    expect(done.remarks).toContainEqual({ code: 'suggestion_holds', facts: { holds: 3 } });
    const [kept] = await desk.world.list('readyHoldOf', 'c1');
    const waiting = await desk.world.list('waitingHolds', 't1');
    expect([kept, ...waiting].map((hold) => hold?.readerId)).toEqual([
      'reader-1',
      'reader-2',
      'reader-3',
    ]);
    expect(row(desk)).toMatchObject({ state: 'arrived', titleId: 't1', copyId: 'c1' });
    expect((await desk.world.get('title', 't1'))?.holdsWaiting).toBe(2);
    expect(told(desk, 'reader-3')).toEqual([
      'suggestion.accepted',
      'suggestion.ordered',
      'suggestion.arrived',
    ]);
  });

  it('takes no other book for it', async () => {
    const desk = await suggested();
    const title = await desk.world.get('title', 't1');
    desk.world.put('title', { ...title, isbn: '9787302511854' } as never);
    await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true });
    const scan = { scan: 'C1' };
    expect(await desk.refused('buyer-a', 'suggestion.arrive', 's1', scan)).toBe('other_title');
    const unknown = { scan: 'NOWHERE' };
    expect(await desk.refused('buyer-a', 'suggestion.arrive', 's1', unknown)).toBe(
      'unknown_barcode',
    );
  });
});

describe('withdrawing a suggestion', () => {
  it('lets the next one lead, who is told; the last one ends it', async () => {
    const desk = await suggested('reader-2');
    await desk.do('reader-1', 'suggestion.withdraw', 's1');
    expect(row(desk)).toMatchObject({
      readerId: 'reader-2',
      joined: [],
      state: 'sent',
      note: null,
    });
    expect(told(desk, 'reader-2')).toEqual(['suggestion.leads']);
    expect(await desk.refused('reader-1', 'suggestion.withdraw', 's1')).toBe('not_found');
    await desk.do('reader-2', 'suggestion.withdraw', 's1');
    expect(row(desk)?.state).toBe('withdrawn');
    expect(await desk.refused('reader-2', 'suggestion.withdraw', 's1')).toBe('suggestion_moved');
  });

  it('leaves a book that is ordered on its way', async () => {
    const desk = await suggested();
    await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true });
    await desk.do('buyer-a', 'suggestion.order', 's1', { fundId: 'fund', price: 4800 });
    await desk.do('reader-1', 'suggestion.withdraw', 's1');
    expect(row(desk)).toMatchObject({ readerId: null, state: 'ordered' });
    await desk.do('reader-2', 'suggestion.send', 's2', wish);
    expect(row(desk)).toMatchObject({ readerId: 'reader-2', state: 'ordered' });
  });

  it('takes out whoever leaves and keeps the order of the others, in every state', () => {
    const states = ['sent', 'accepted', 'ordered', 'arrived', 'declined'] as const;
    const readers = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
    fc.assert(
      fc.property(readers, fc.constantFrom(...states), fc.nat(), (all, state, at) => {
        const [readerId = null, ...joined] = all;
        const leaver = all[at % all.length] ?? '';
        const after = leftBy({ state, readerId, joined } as unknown as Suggestion, leaver);
        const others = all.filter((each) => each !== leaver);
        const stays = others.length === 0 && after.readerId === leaver;
        expect(stays ? [] : wantedBy(after)).toEqual(others);
        // Only what nobody has decided on, or nobody has paid for, ends with its last reader.
        const ends = others.length === 0 && (state === 'sent' || state === 'accepted');
        expect(after.state).toBe(ends ? 'withdrawn' : state);
      }),
    );
  });
});
