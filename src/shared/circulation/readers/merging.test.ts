// Two cards of one person that both wait for a title: one hold is left, with what is ready and the better place.

import { describe, expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { Hold } from '../../library/entities.ts';

const EARLY = '2018-06-01T01:00:00.000Z';
const LATE = '2018-06-02T01:00:00.000Z';
const UNTIL = '2018-06-09T01:00:00.000Z';

const early: Partial<Hold> = { placedOn: EARLY };
const late: Partial<Hold> = { placedOn: LATE };
const recall: Partial<Hold> = { kind: 'recall' };
const ready = (copyId: string): Partial<Hold> => ({ status: 'ready', copyId });
const shelved = (copyId: string): Partial<Hold> => ({
  ...ready(copyId),
  slot: 'n-slot',
  readyOn: LATE,
  readyUntil: UNTIL,
});

/** Both cards wait for the title as given, and a third reader after them; the first is merged into the second. */
async function merged(from: Partial<Hold>, into: Partial<Hold>) {
  const desk = modelDesk();
  const { world } = desk;
  const base = { ver: 0, titleId: 't1', copyId: null, pickupCampus: 'north' } as const;
  const holds: Hold[] = [
    { ...base, id: 'from', readerId: 'reader-1', placedOn: EARLY, kind: 'hold', status: 'waiting' },
    { ...base, id: 'into', readerId: 'reader-2', placedOn: EARLY, kind: 'hold', status: 'waiting' },
    {
      ...base,
      id: 'other',
      readerId: 'reader-3',
      placedOn: UNTIL,
      kind: 'hold',
      status: 'waiting',
    },
  ];
  for (const hold of holds) {
    world.put('hold', { ...hold, ...(hold.id === 'from' ? from : hold.id === 'into' ? into : {}) });
  }
  const title = await world.get('title', 't1');
  const holdsWaiting = (await world.list('waitingHolds', 't1')).length;
  world.put('title', { ...title, holdsWaiting } as never);
  const input = { into: 'reader-2', secondPerson: 'chief' };
  await desk.do('boss', 'reader.merge', 'reader-1', input);
  const left = await world.list('holdsOfReader', 'reader-2');
  expect(await world.list('holdsOfReader', 'reader-1')).toEqual([]);
  expect((await world.get('title', 't1'))?.holdsWaiting).toBe(
    (await world.list('waitingHolds', 't1')).length,
  );
  return { desk, left };
}

describe('loans by phone of a card that is given up', () => {
  it('count at the other one, also those that ended', async () => {
    const desk = modelDesk();
    const more = { channel: 'mobile', requestId: null, charge: null } as const;
    const lent = { lentOn: EARLY, dueOn: UNTIL, ...more };
    const phone = { verifyBy: EARLY, closedOn: LATE } as const;
    const loan = { ver: 0, copyId: 'c1', readerId: 'reader-1', ...lent } as const;
    desk.world.put('loan', { ...loan, ...phone, id: 'lapsed' });
    desk.world.put('loan', { ...loan, closedOn: LATE, id: 'at-desk' });
    const input = { into: 'reader-2', secondPerson: 'chief' };
    await desk.do('boss', 'reader.merge', 'reader-1', input);
    expect(await desk.world.list('phoneLoansOf', 'reader-2')).toMatchObject([{ id: 'lapsed' }]);
    expect(await desk.world.get('loan', 'at-desk')).toMatchObject({ readerId: 'reader-1' });
  });
});

describe('a card that is given up', () => {
  it('is kept by the reader who stays only where another system may know loans by it', async () => {
    for (const [ledger, kept] of [
      ['built_in', undefined],
      ['sip2', ['1800000001']],
    ] as const) {
      const { world, does } = circulationStory({ 'loan.ledger': ledger });
      const text = { ver: 0, name: '王小明', phone: '', email: '' };
      world.put('private', { ...text, id: 'reader-1', card: '1800000001' });
      world.put('private', { ...text, id: 'reader-2', card: '1800000002' });
      const input = { into: 'reader-2', secondPerson: 'chief' };
      expect(await does('boss', 'reader.merge', 'reader-1', input)).toMatchObject({ code: 'ok' });
      expect((await world.get('private', 'reader-2'))?.formerCards).toEqual(kept);
      expect(await world.get('private', 'reader-1')).toMatchObject({ card: '' });
    }
  });
});

describe('a card that is blocked', () => {
  const block = { status: 'blocked', block: 'debt' } as const;
  it.each([
    ['given up', 'reader-1'],
    ['kept', 'reader-2'],
  ])('blocks the person whose two cards become one, where it is the one %s', async (_, card) => {
    const desk = modelDesk();
    const row = await desk.world.get('reader', card);
    if (row) desk.world.put('reader', { ...row, ...block });
    const input = { into: 'reader-2', secondPerson: 'chief' };
    await desk.do('boss', 'reader.merge', 'reader-1', input);
    expect(await desk.world.get('reader', 'reader-2')).toMatchObject(block);
    const lend = { scan: 'C1', card: 'reader-2' };
    expect(await desk.refused('desk-a', 'loan.out', 'l1', lend)).toBe('reader_blocked');
    expect(await desk.world.get('reader', 'reader-1')).not.toHaveProperty('block');
  });
});

describe('two holds of one person on one title', () => {
  it.each<[string, Partial<Hold>, Partial<Hold>, Partial<Hold>]>([
    ['the earlier of two', early, late, { id: 'from', placedOn: EARLY }],
    ['the earlier of two, the other way', late, early, { id: 'into', placedOn: EARLY }],
    ['a recall before a hold', { ...late, ...recall }, early, { id: 'from', ...recall, ...late }],
    [
      'a ready one at the earlier place',
      early,
      { ...late, ...shelved('c1') },
      {
        id: 'into',
        status: 'ready',
        copyId: 'c1',
        readyUntil: UNTIL,
        placedOn: EARLY,
      },
    ],
    [
      'a ready one that comes along',
      { ...late, ...shelved('c1') },
      early,
      {
        id: 'from',
        status: 'ready',
        copyId: 'c1',
        placedOn: EARLY,
      },
    ],
    [
      'one on the shelf before one that is on its way to it',
      ready('c2'),
      shelved('c1'),
      {
        id: 'into',
        copyId: 'c1',
      },
    ],
  ])('leave %s', async (_, from, into, kept) => {
    const { left } = await merged(from, into);
    expect(left).toHaveLength(1);
    expect(left).toMatchObject([kept]);
  });

  it('give the second copy that was kept to whoever waits next', async () => {
    const { desk } = await merged(ready('c2'), shelved('c1'));
    expect(await desk.world.list('readyHoldOf', 'c2')).toMatchObject([{ readerId: 'reader-3' }]);
  });

  it('stay two where the titles are two', async () => {
    const { left } = await merged({ titleId: 't2' }, {});
    expect(left.map(({ id }) => id).toSorted()).toEqual(['from', 'into']);
  });
});
