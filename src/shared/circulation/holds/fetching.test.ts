// A copy that is kept for a reader of another campus: sent for, under way, arrived, called off, lost, met at a third place.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { holdOf, noticesOf, setCopy } from '../../../../tests/support/hold-scene.ts';
import { reallocationFields } from '../../queues/reallocation/fields.ts';
import { isFetching } from './fetching.ts';
import { openThings } from '../readers/open-things.ts';
import { dueHolds } from '../timers.ts';

const DAY = 24 * 60;
const SOUTH = { point: 's-desk', desk: 'S1' };
const NORTH = { point: 'n-desk', desk: 'N1' };
const codes = ({ remarks }: { remarks: { code: string }[] }) => remarks.map(({ code }) => code);

const errandOf = (desk: ModelDesk) => {
  const errand = desk.world.all('request').findLast(isFetching);
  if (!errand) throw new Error('nothing is fetched');
  return errand;
};
const back = (desk: ModelDesk, set: object, input: object = {}) =>
  desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4', ...input }, set);
const cancel = (desk: ModelDesk, id: string, reader: string) =>
  desk.do(reader, 'hold.cancel', id, {}, { point: null });

/** c4 came back at the north, and the second reader waits for it at the south. */
async function promised(more: string[] = []): Promise<ModelDesk> {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  for (const reader of ['2', ...more]) {
    const campus = reader === '3' ? 'north' : 'south';
    const wish = { titleId: 't2', campus, card: `reader-${reader}` };
    await desk.do('desk-a', 'hold.place', `h${reader}`, wish);
  }
  await back(desk, NORTH);
  return desk;
}

/** It is in its crate. */
async function sent(more: string[] = []): Promise<ModelDesk> {
  const desk = await promised(more);
  const { id } = errandOf(desk);
  const crate = { scan: 'C4', crate: 'BOX-1', destination: 'south' };
  await desk.do('desk-a', 'reallocation.send', id, crate, NORTH);
  return desk;
}

describe('a copy that came back where its reader does not collect', () => {
  it('is in the hand of an errand at once, which says where it goes', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    await desk.do('desk-a', 'hold.place', 'h2', {
      titleId: 't2',
      campus: 'south',
      card: 'reader-2',
    });
    expect(codes(await back(desk, NORTH, { source: 'hid' }))).toEqual([
      'to_other_campus',
      'fetch_opened',
    ]);
    expect(errandOf(desk)).toMatchObject({
      state: 'picked',
      copyId: 'c4',
      campus: 'north',
      targetCampus: 'south',
      readerId: null,
      enteredBy: 'system',
    });
    expect(desk.holder('c4')).toBe(errandOf(desk).id);
    expect(noticesOf(desk)).toEqual([]);
    // Whoever leaves meanwhile has nothing on a hold shelf.
    expect(await openThings(desk.world, 'reader-2')).toMatchObject([{ next: 'cancel_hold' }]);
  });

  it('travels in a crate, arrives by the scan of a return, and its reader is told once it lies in its slot', async () => {
    const desk = await sent();
    expect(desk.world.all('manifest')).toMatchObject([{ crate: 'BOX-1', toCampus: 'south' }]);
    const arrived = await back(desk, SOUTH, { source: 'hid' });
    expect(codes(arrived)).toContain('to_hold_shelf');
    expect(errandOf(desk)).toMatchObject({ state: 'done' });
    expect(desk.holder('c4')).toBeNull();
    expect(noticesOf(desk)).toEqual([]);
    await desk.do('desk-a', 'hold.shelve', 'h2', { scan: 'C4', slot: 'S-SLOT' }, SOUTH);
    expect(noticesOf(desk)).toEqual(['hold.ready reader-2']);
    const [line] = desk.world.all('manifest')[0]?.lines ?? [];
    expect(line?.arrivedOn).not.toBeNull();
  });

  it('arrives by the very scan that shelves it, and is not shelved anywhere else', async () => {
    const desk = await sent();
    const here = { scan: 'C4', slot: 'N-SLOT' };
    expect(await desk.refused('desk-a', 'hold.shelve', 'h2', here, NORTH)).toBe('shelf_elsewhere');
    await desk.do('desk-a', 'hold.shelve', 'h2', { scan: 'C4', slot: 'S-SLOT' }, SOUTH);
    expect(errandOf(desk).state).toBe('done');
    expect(noticesOf(desk)).toEqual(['hold.ready reader-2']);
  });

  it('is sent on from where it was put out by mistake', async () => {
    const desk = await sent();
    const seen = await back(desk, NORTH, { source: 'hid' });
    expect(codes(seen)).toEqual(['not_on_loan', 'slip', 'to_other_campus']);
    expect(errandOf(desk)).toMatchObject({ state: 'in_transit', targetCampus: 'south' });
    expect(desk.eventsOf(errandOf(desk).id).at(-1)?.action).toBe('seen_at');
  });

  it('brought there in a hand, without a crate, has arrived', async () => {
    const desk = await promised();
    await back(desk, SOUTH);
    expect(errandOf(desk).state).toBe('done');
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
  });

  it('may be lent to its own reader on the way, and to nobody else', async () => {
    const desk = await promised();
    const lend = (card: string) =>
      desk.send('desk-a', 'loan.out', `l-${card}`, { scan: 'C4', card });
    expect(await lend('reader-1')).toMatchObject({ ok: false, code: 'on_hold_shelf' });
    expect((await lend('reader-2')).ok).toBe(true);
    expect(errandOf(desk).state).toBe('done');
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'closed', outcome: 'lent' });
  });
});

describe('a copy under way whose hold ends', () => {
  it('goes to the next reader, where that one collects', async () => {
    const desk = await sent(['3']);
    await cancel(desk, 'h2', 'reader-2');
    expect(holdOf(desk, 'h3')).toMatchObject({ status: 'ready', copyId: 'c4' });
    expect(errandOf(desk)).toMatchObject({ state: 'in_transit', targetCampus: 'north' });
    await back(desk, NORTH);
    await desk.do('desk-a', 'hold.shelve', 'h3', { scan: 'C4', slot: 'N-SLOT' }, NORTH);
    expect(noticesOf(desk)).toEqual(['hold.ready reader-3']);
  });

  it('goes home where nobody waits, and to whoever has come to wait meanwhile', async () => {
    const desk = await sent();
    await cancel(desk, 'h2', 'reader-2');
    expect(errandOf(desk).state).toBe('cancel_asked');
    await back(desk, NORTH);
    expect(errandOf(desk).state).toBe('cancelled');
    expect(desk.holder('c4')).toBeNull();
    const again = await sent();
    await cancel(again, 'h2', 'reader-2');
    const wish = { titleId: 't2', campus: 'south', card: 'reader-3' };
    await again.do('desk-a', 'hold.place', 'h9', wish, NORTH);
    await back(again, SOUTH);
    expect(holdOf(again, 'h9')).toMatchObject({ status: 'ready', copyId: 'c4' });
    expect(again.holder('c4')).toBeNull();
  });

  it('is not fetched at all where it had not been picked yet', async () => {
    const desk = modelDesk();
    await desk.do(
      'reader-2',
      'hold.place',
      'h',
      { titleId: 't3', campus: 'north' },
      { point: null },
    );
    await cancel(desk, 'h', 'reader-2');
    expect(errandOf(desk).state).toBe('cancelled');
    expect(desk.holder('c5')).toBeNull();
  });
});

describe('a copy that does not arrive', () => {
  it('late, is late for whoever works the queue, and its reader may be served by another copy', async () => {
    const desk = await sent();
    desk.wait(11 * DAY);
    const [due] = dueHolds(desk.world.all('hold'), modelEnv, desk.now());
    if (due) await desk.run({ ...due, desk: 'service', cseq: 99 });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting', copyId: null });
    expect(errandOf(desk).state).toBe('in_transit');
    await back(desk, SOUTH);
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
  });

  it('declared lost, lets the reader wait for another copy', async () => {
    const desk = await sent();
    desk.wait(14 * DAY);
    const lost = { reason: 'lost_in_transit' };
    await desk.do('boss', 'reallocation.declare_lost', errandOf(desk).id, lost);
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting', copyId: null });
    const gone = {
      choice: 'cancelled',
      reason: 'lost_in_transit',
      note: 'gone',
      copyStatus: 'lost',
    };
    await desk.do('boss', 'reallocation.resolve', errandOf(desk).id, gone);
    expect((await desk.world.get('copy', 'c4'))?.status).toBe('lost');
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting' });
  });

  it('brought in damaged, is promised to nobody, and the errand asks to be put away', async () => {
    const desk = await sent();
    await back(desk, SOUTH, { condition: 'damaged' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting' });
    expect(errandOf(desk).state).toBe('cancel_asked');
  });
});

describe('a copy that stands free elsewhere', () => {
  async function asked(): Promise<ModelDesk> {
    const desk = modelDesk();
    await desk.do(
      'reader-2',
      'hold.place',
      'h',
      { titleId: 't3', campus: 'north' },
      { point: null },
    );
    return desk;
  }

  it('is on the list of what is fetched there, kept for its reader', async () => {
    const desk = await asked();
    expect(errandOf(desk)).toMatchObject({ state: 'approved', campus: 'south', copyId: 'c5' });
    expect(reallocationFields(errandOf(desk)).kind).toBe('for_hold');
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c5' });
    expect(noticesOf(desk)).toEqual([]);
    await desk.do('desk-a', 'reallocation.pick', errandOf(desk).id, { scan: 'C5' }, SOUTH);
    const crate = { scan: 'C5', crate: 'BOX', destination: 'north' };
    await desk.do('desk-a', 'reallocation.send', errandOf(desk).id, crate, SOUTH);
    await desk.do('desk-a', 'hold.shelve', 'h', { scan: 'C5', slot: 'N-SLOT' }, NORTH);
    expect(noticesOf(desk)).toEqual(['hold.ready reader-2']);
  });

  it('is not taken from its reader by whoever fetches it', async () => {
    const desk = await asked();
    const { id } = errandOf(desk);
    const why = { reason: 'other', note: 'no' };
    const refused = (action: string, input: object) =>
      desk.refused('desk-a', `reallocation.${action}`, id, { ...input }, SOUTH);
    expect(await refused('cancel', why)).toBe('serves_hold');
    expect(await refused('redirect', { targetCampus: 'south', ...why })).toBe('serves_hold');
    await desk.do('desk-a', 'reallocation.pick', id, { scan: 'C5' }, SOUTH);
    expect(await refused('put_back', { scan: 'C5', ...why })).toBe('serves_hold');
  });

  it('is left where it is by a library that fetches nothing', async () => {
    const desk = modelDesk();
    const { policies } = modelEnv.settings;
    const flag = (key: string) => key !== 'hold.fetch' && policies.flag(key);
    const settings = { ...modelEnv.settings, policies: { ...policies, flag } };
    const input = { titleId: 't3', campus: 'north' };
    const place = desk.command('reader-2', 'hold.place', 'h', input, { point: null });
    const placed = await desk.run(place, { ...modelEnv, settings });
    expect(placed.ok && codes(placed)).toEqual(['free_elsewhere', 'hold_place']);
    expect(holdOf(desk, 'h')?.status).toBe('waiting');
  });

  it('that is not on its shelf is looked for, and another one is promised when it is given up', async () => {
    const desk = await asked();
    await desk.do(
      'desk-a',
      'reallocation.not_there',
      errandOf(desk).id,
      { looked: ['own_shelf'] },
      SOUTH,
    );
    const search = desk.world.all('request').find(({ queue }) => queue === 'find_book');
    const looked = { looked: ['own_shelf', 'shelves_around'], whyNotAll: 'closed' };
    for (const searcher of ['desk-a', 'desk-b', 'boss']) {
      await desk.do(searcher, 'find_book.not_there', search?.id ?? '', looked, SOUTH);
      desk.wait(4 * DAY);
    }
    expect((await desk.world.get('copy', 'c5'))?.status).toBe('missing');
    expect(errandOf(desk).state).toBe('cancelled');
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'waiting', copyId: null });
    await setCopy(desk, 'c3', { titleId: 't3' });
    await desk.do('desk-a', 'copy.sighting', 'c3', {}, SOUTH);
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c3' });
  });

  it('on its way home, stops for whoever waits where it is scanned', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l', { scan: 'C5', card: 'reader-1' });
    await desk.do('desk-a', 'loan.back', 'c5', { scan: 'C5' }, NORTH);
    expect(desk.of(desk.holder('c5') ?? '').fields['kind']).toBe('return');
    await desk.do('desk-a', 'hold.place', 'h', {
      titleId: 't3',
      campus: 'north',
      card: 'reader-2',
    });
    await desk.do('desk-a', 'loan.back', 'c5', { scan: 'C5' }, NORTH);
    expect(holdOf(desk, 'h')).toMatchObject({ status: 'ready', copyId: 'c5' });
    expect(desk.holder('c5')).toBeNull();
  });
});
