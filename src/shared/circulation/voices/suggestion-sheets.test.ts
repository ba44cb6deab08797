// A book that very many want: nobody is sent away, everybody is told and gets a hold, and the names stand on sheets.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { dueSheets } from './suggestion-follow.ts';
import { MOST_JOINED, wantedBy, wantedCount } from './suggestion-sheets.ts';

const wish = { isbn: '9787111213826', bookTitle: '数据库系统' };
const ORDER = { fundId: 'fund', price: 4800 };
type Desk = ReturnType<typeof modelDesk>;

const rows = (desk: Desk) => desk.world.all('suggestion');
const lead = (desk: Desk) => {
  const found = rows(desk).find(({ id }) => id === 's1');
  if (!found) throw new Error('no suggestion');
  return found;
};
const sheets = (desk: Desk) => rows(desk).filter(({ sheetOf }) => sheetOf === 's1');
const told = (desk: Desk, code: string) =>
  desk.world
    .all('notice')
    .filter((notice) => notice.code === code)
    .map(({ readerId }) => readerId)
    .toSorted();

/** A suggestion that so many readers want. */
async function wanted(count: number) {
  const desk = modelDesk();
  const model = await desk.world.get('reader', 'reader-1');
  if (!model) throw new Error('no reader');
  const readers = Array.from({ length: count }, (_, n) => `many-${String(n).padStart(3, '0')}`);
  for (const id of readers) {
    desk.world.put('reader', { ...model, id, cardHash: `hash-${id}` });
    await desk.do(id, 'suggestion.send', id === 'many-000' ? 's1' : `w-${id}`, wish);
  }
  const follow = async () => {
    for (const due of await dueSheets(desk.world, modelEnv, desk.now())) {
      await desk.do('system', due.type, due.entity, due.input);
    }
  };
  return { desk, readers, follow };
}

describe('a suggestion of very many readers', () => {
  it('sends nobody away, and counts them all', async () => {
    const { desk, readers } = await wanted(2 * MOST_JOINED + 5);
    expect(lead(desk).joined).toHaveLength(MOST_JOINED);
    expect(sheets(desk).map(({ joined }) => joined.length)).toEqual([MOST_JOINED, 4]);
    expect(wantedCount(lead(desk))).toBe(readers.length);
    expect([lead(desk), ...sheets(desk)].flatMap(wantedBy)).toEqual(readers);
    expect(await desk.refused('many-084', 'suggestion.send', 'x', wish)).toBe('suggested_before');
    expect(await desk.refused('buyer-a', 'suggestion.decide', sheets(desk)[0]?.id ?? '', {})).toBe(
      'not_found',
    );
  });

  it('tells each of every step once, and places a hold for each in their order', async () => {
    const { desk, readers, follow } = await wanted(MOST_JOINED + 10);
    await desk.do('buyer-a', 'suggestion.decide', 's1', { accept: true, text: '好书' });
    await follow();
    await follow();
    expect(told(desk, 'suggestion.accepted_with')).toEqual(readers);
    await desk.do('buyer-a', 'suggestion.order', 's1', ORDER);
    // Whoever comes now stands with those who came before.
    await desk.do('reader-2', 'suggestion.send', 'late', wish);
    const title = await desk.world.get('title', 't2');
    if (title) desk.world.put('title', { ...title, isbn: wish.isbn });
    await desk.do('buyer-a', 'suggestion.arrive', 's1', { titleId: 't2' });
    await follow();
    const all = [...readers, 'reader-2'];
    expect(told(desk, 'suggestion.arrived')).toEqual(all);
    const holds = desk.world
      .all('hold')
      .filter(({ titleId }) => titleId === 't2')
      .toSorted((a, b) => (a.placedOn < b.placedOn ? -1 : 1));
    expect(new Set(holds.map(({ readerId }) => readerId))).toEqual(new Set(all));
    expect(holds.at(-1)?.readerId).toBe('reader-2');
    expect(sheets(desk).every(({ state }) => state === 'arrived')).toBe(true);
    expect(await desk.refused('desk-a', 'suggestion.follow', sheets(desk)[0]?.id ?? '')).toBe(
      'forbidden',
    );
  });

  it('is left by each for themselves, and goes on while anybody wants it', async () => {
    const { desk, readers } = await wanted(MOST_JOINED + 2);
    const [sheet] = sheets(desk);
    expect(sheet?.joined).toEqual(['many-041']);
    for (const reader of readers.slice(0, MOST_JOINED + 1)) {
      await desk.do(reader, 'suggestion.withdraw', 's1');
    }
    expect(lead(desk)).toMatchObject({ state: 'sent', readerId: null, joined: [], more: 1 });
    await desk.do('many-041', 'suggestion.withdraw', sheet?.id ?? '');
    expect(wantedCount(lead(desk))).toBe(0);
    await desk.do('reader-2', 'suggestion.send', 'late', wish);
    expect(lead(desk)).toMatchObject({ readerId: 'reader-2', state: 'sent' });
  });
});
