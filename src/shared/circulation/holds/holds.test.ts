// One queue of those who wait: places in it, who is served, where a copy lies ready, and what is left when nobody comes.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../../tests/support/model-library.ts';
import { receive } from '../../queues/engine/receive.ts';
import { dueHolds } from '../timers.ts';

const DAY = 24 * 60;

const holdOf = (desk: ModelDesk, id: string) =>
  desk.world.all('hold').find((each) => each.id === id);
const waits = async (desk: ModelDesk) => (await desk.world.get('title', 't2'))?.holdsWaiting;

/** A reader places a hold on the title with one copy, c4, by phone. */
async function placeOwn(desk: ModelDesk, id: string, reader: string, set: object = {}) {
  const input = { titleId: 't2', campus: 'north', kind: 'hold', ...set };
  return desk.do(reader, 'hold.place', id, input, { point: null });
}

/** c4 is lent to the first reader, the second and third wait. */
async function waiting(): Promise<ModelDesk> {
  const desk = modelDesk();
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
  await placeOwn(desk, 'h2', 'reader-2');
  await placeOwn(desk, 'h3', 'reader-3');
  return desk;
}

const back = (desk: ModelDesk, set: object = {}) =>
  desk.do('desk-a', 'loan.back', 'c4', { scan: 'C4' }, set);
const codes = (outcome: Awaited<ReturnType<typeof back>>) =>
  outcome.remarks.map(({ code }) => code);

describe('hold.place', () => {
  it('says the place in the queue and counts on the title', async () => {
    const desk = await waiting();
    expect(await waits(desk)).toBe(2);
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C5', card: 'reader-3' });
    const input = { titleId: 't3', card: 'reader-1', campus: 'south', kind: 'hold' };
    const placed = await desk.do('desk-a', 'hold.place', 'h5', input);
    expect(placed.remarks).toEqual([{ code: 'hold_place', facts: { place: 1 } }]);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['hold_exists', 'reader-2', {}, 'reader'],
    ['on_loan_to_reader', 'reader-1', {}, 'reader'],
    ['on_shelf_here', 'reader-1', { titleId: 't1' }, 'reader'],
    ['not_found', 'reader-1', { titleId: 'none' }, 'reader'],
    ['bad_input', 'reader-1', { campus: 'n-main' }, 'reader'],
    ['forbidden', 'keeper-a', { card: 'reader-1' }, 'staff'],
    ['unknown_card', 'desk-a', { card: 'none' }, 'staff'],
    ['missing_input', 'desk-a', {}, 'staff'],
  ])('refuses %s', async (code, actor, set, who) => {
    const desk = await waiting();
    const input = { titleId: 't2', campus: 'north', kind: 'hold', ...set };
    const point = who === 'reader' ? null : 'n-desk';
    expect(await desk.refused(actor, 'hold.place', 'h9', input, { point })).toBe(code);
  });

  it('finds nothing to wait for where no copy is ever lent', async () => {
    const desk = modelDesk();
    const copy = await desk.world.get('copy', 'c4');
    if (copy) desk.world.put('copy', { ...copy, lendable: false });
    const input = { titleId: 't2', campus: 'north' };
    expect(await desk.refused('reader-1', 'hold.place', 'h', input, { point: null })).toBe(
      'nothing_to_wait_for',
    );
  });

  it('says where a copy stands free that is fetched', async () => {
    const desk = modelDesk();
    const placed = await placeOwn(desk, 'h', 'reader-1', { titleId: 't3' });
    expect(placed.remarks[0]).toEqual({
      code: 'fetch_asked',
      facts: { campus: 'south', barcode: 'C5' },
    });
  });

  it('calls a loan back: due earlier, never sooner than its reader keeps it, and tells the reader once', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    desk.wait(2 * DAY);
    const placed = await placeOwn(desk, 'h2', 'reader-2', { kind: 'recall' });
    expect(placed.remarks.map(({ code }) => code)).toEqual(['due_brought_forward', 'hold_place']);
    const [loan] = desk.world.all('loan');
    expect(loan).toMatchObject({ dueOn: '2018-06-16T15:59:59.999Z', recalledOn: desk.now() });
    await placeOwn(desk, 'h3', 'reader-3', { kind: 'recall' });
    expect(desk.world.all('notice')).toMatchObject([
      { code: 'loan.recalled', readerId: 'reader-1', facts: { day: '2018-06-16', loanId: 'l1' } },
    ]);
    expect(await desk.refused('reader-1', 'loan.renew', 'l1', {}, { point: null })).toBe(
      'loan_recalled',
    );
  });
});

describe('a copy that comes back', () => {
  it('is kept for the first, put on the shelf of that campus, and lent to nobody else', async () => {
    const desk = await waiting();
    expect(codes(await back(desk))).toEqual(['to_hold_shelf']);
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
    expect(await waits(desk)).toBe(1);
    const lend = (card: string) =>
      desk.send('desk-a', 'loan.out', `l-${card}`, { scan: 'C4', card });
    expect(await lend('reader-3')).toMatchObject({ code: 'on_hold_shelf' });
    const wrong = { scan: 'C4', slot: 'S-SLOT' };
    expect(await desk.refused('desk-a', 'hold.shelve', 'c4', wrong)).toBe('shelf_elsewhere');
    await desk.do('desk-a', 'hold.shelve', 'c4', { scan: 'C4', slot: 'N-SLOT' });
    expect(holdOf(desk, 'h2')).toMatchObject({
      slot: 'n-slot',
      readyOn: desk.now(),
      readyUntil: '2018-06-09T14:00:00.000Z',
    });
    expect(await desk.world.get('copy', 'c4')).toMatchObject({ seenAt: 'n-slot' });
    desk.wait(DAY);
    // Put into a slot once more it is kept no longer, and nobody is told again.
    await desk.do('desk-a', 'hold.shelve', 'c4', { scan: 'C4', slot: 'N-SLOT' });
    expect(holdOf(desk, 'h2')?.readyUntil).toBe('2018-06-09T14:00:00.000Z');
    expect(desk.world.all('notice')).toMatchObject([
      { code: 'hold.ready', readerId: 'reader-2', facts: { slot: 'N-SLOT', day: '2018-06-09' } },
    ]);
    expect((await lend('reader-2')).ok).toBe(true);
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'closed', outcome: 'lent' });
    expect(await desk.refused('desk-a', 'loan.renew', 'l-reader-2')).toBe('someone_waits');
  });

  it('is sent on to where it is collected, and shelved there', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    await placeOwn(desk, 'h2', 'reader-2', { campus: 'south' });
    expect(codes(await back(desk))).toContain('to_other_campus');
    const there = { point: 's-desk' };
    expect(codes(await back(desk, there))).toContain('to_hold_shelf');
    await desk.do('desk-a', 'hold.shelve', 'c4', { scan: 'C4', slot: 'S-SLOT' }, there);
    expect(holdOf(desk, 'h2')?.slot).toBe('s-slot');
  });

  it('shelved for one reader while a recall came first, is a case and not told to the other', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    await placeOwn(desk, 'h2', 'reader-2');
    await placeOwn(desk, 'h3', 'reader-3', { kind: 'recall' });
    await back(desk);
    const shelved = { scan: 'C4', slot: 'N-SLOT' };
    const told = desk.world.all('notice').length;
    expect(await desk.refused('desk-a', 'hold.shelve', 'h2', shelved)).toBe('other_hold');
    const late = desk.command('desk-a', 'hold.shelve', 'h2', shelved);
    expect(await receive(desk.world, late, modelEnv)).toMatchObject({ code: 'exception_opened' });
    expect(desk.world.all('circulation_case')).toMatchObject([
      { tried: 'hold.shelve', code: 'other_hold', copyId: 'c4', closedOn: null },
    ]);
    expect(holdOf(desk, 'h3')?.slot).toBeUndefined();
    expect(desk.world.all('notice')).toHaveLength(told);
    await desk.do('desk-a', 'hold.shelve', 'h3', shelved);
    expect(holdOf(desk, 'h3')?.slot).toBe('n-slot');
  });

  it('goes home by a request of its own where nobody waits', async () => {
    const desk = modelDesk();
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    expect(codes(await back(desk, { point: 's-desk' }))).toEqual(['slip', 'return_opened']);
    const [opened] = desk.world.all('request');
    expect(opened).toMatchObject({
      queue: 'reallocation',
      state: 'approved',
      copyId: 'c4',
      targetCampus: 'north',
    });
    expect(desk.holder('c4')).toBe(opened?.id);
  });

  it('goes to whoever comes next when nobody collects it or the reader no longer wants it', async () => {
    const desk = await waiting();
    await back(desk);
    await desk.do('desk-a', 'hold.shelve', 'c4', { scan: 'C4', slot: 'N-SLOT' });
    expect([...dueHolds(desk.world.all('hold'), modelEnv, desk.now())]).toEqual([]);
    expect(await desk.refused('system', 'hold.expire', 'h2')).toBe('not_due');
    desk.wait(4 * DAY);
    const [due] = dueHolds(desk.world.all('hold'), modelEnv, desk.now());
    expect(due).toMatchObject({ type: 'hold.expire', entity: 'h2' });
    await desk.do('system', 'hold.expire', 'h2');
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'closed', outcome: 'expired' });
    expect(holdOf(desk, 'h3')).toMatchObject({ status: 'ready', copyId: 'c4' });
    expect(desk.world.all('notice').map(({ code }) => code)).toEqual([
      'hold.ready',
      'hold.expired',
    ]);
    const asReader = { point: null };
    expect(await desk.refused('reader-1', 'hold.cancel', 'h3', {}, asReader)).toBe('not_found');
    await desk.do('reader-3', 'hold.cancel', 'h3', {}, asReader);
    expect(await desk.refused('reader-3', 'hold.cancel', 'h3', {}, asReader)).toBe('hold_ended');
    expect(await desk.refused('desk-a', 'hold.shelve', 'c4', { scan: 'C4', slot: 'N-SLOT' })).toBe(
      'no_hold_waits',
    );
    expect(await waits(desk)).toBe(0);
    expect((await desk.send('desk-a', 'loan.out', 'l9', { scan: 'C4', card: 'reader-1' })).ok).toBe(
      true,
    );
  });

  it('may be taken from the hold shelf by a supervisor, and its reader waits on in the old place', async () => {
    const desk = await waiting();
    await back(desk);
    await desk.do('desk-a', 'hold.shelve', 'c4', { scan: 'C4', slot: 'N-SLOT' });
    const passing = { override: true, reason: 'policy' };
    await desk.do('boss', 'loan.out', 'l2', { scan: 'C4', card: 'reader-1', ...passing });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'waiting', copyId: null });
    expect(holdOf(desk, 'h2')?.slot).toBeUndefined();
    await back(desk);
    expect(holdOf(desk, 'h2')?.status).toBe('ready');
  });
});

describe('requests and holds', () => {
  it('end with the loan of the reader who asked, and stop a loan to anybody else', async () => {
    const desk = modelDesk();
    const search = { code: 'F1', copyId: 'c4', readerId: 'reader-2' };
    await desk.do('desk-a', 'find_book.submit', 'f1', search);
    await desk.do('desk-b', 'copy.sighting', 'c4', { source: 'wedge' });
    expect(desk.holder('c4')).toBe('f1');
    const other = { scan: 'C4', card: 'reader-1' };
    const refused = await desk.send('desk-a', 'loan.out', 'l1', other);
    expect(refused).toMatchObject({ code: 'copy_in_custody', facts: { code: 'F1' } });
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-2' });
    expect(desk.of('f1').state).toBe('done');
    expect(desk.holder('c4')).toBeNull();
  });

  it('lets a search in which nobody has the copy yet be answered by the loan', async () => {
    const desk = modelDesk();
    const search = { code: 'F1', copyId: 'c4', readerId: 'reader-2' };
    await desk.do('desk-a', 'find_book.submit', 'f1', search);
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C4', card: 'reader-1' });
    expect(desk.of('f1').state).toBe('answered');
  });
});

describe('a copy that is kept for a reader', () => {
  it('is not kept by a search for whoever asked later: it is passed on to the hold', async () => {
    const desk = await waiting();
    await back(desk);
    const search = { code: 'F1', copyId: 'c4', readerId: 'reader-3' };
    await desk.do('desk-a', 'find_book.submit', 'f1', search);
    await desk.do('desk-b', 'copy.sighting', 'c4', { source: 'wedge' });
    expect(desk.of('f1').state).toBe('found');
    const keep = { scan: 'C4', slot: 'N-SLOT' };
    expect(await desk.refused('desk-a', 'find_book.hold_for_pickup', 'f1', keep)).toBe(
      'earlier_hold',
    );
    expect(await desk.refused('desk-a', 'hold.shelve', 'c4', keep)).toBe('copy_in_custody');
    await desk.do('desk-a', 'find_book.pass_on', 'f1', { scan: 'C4' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c4' });
    await desk.do('desk-a', 'hold.shelve', 'c4', keep);
    expect(holdOf(desk, 'h2')?.slot).toBe('n-slot');
  });

  it('lets its reader pass nobody who waits for another volume', async () => {
    const desk = modelDesk();
    for (const [id, volume] of [
      ['c1', '1'],
      ['c2', '2'],
    ] as const) {
      const copy = await desk.world.get('copy', id);
      if (copy) desk.world.put('copy', { ...copy, volume });
      const scan = id.toUpperCase();
      await desk.do('desk-a', 'loan.out', `l-${id}`, { scan, card: 'reader-1' });
    }
    const wish = { campus: 'north', kind: 'hold' };
    await desk.do('desk-a', 'hold.place', 'h2', { ...wish, copyId: 'c1', card: 'reader-2' });
    await desk.do('desk-a', 'hold.place', 'h3', { ...wish, copyId: 'c2', card: 'reader-3' });
    await desk.do('desk-a', 'loan.back', 'c1', { scan: 'C1' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'ready', copyId: 'c1' });
    const passing = { scan: 'C2', fromReaderId: 'reader-1', readerId: 'reader-2' };
    expect(await desk.refused('desk-a', 'transfer.desk', 'l9', passing)).toBe('someone_waits');
    expect(holdOf(desk, 'h2')?.status).toBe('ready');
  });

  it('is kept for the next once its reader has borrowed another copy', async () => {
    const desk = await waiting();
    await back(desk);
    const copy = await desk.world.get('copy', 'c4');
    if (copy) desk.world.put('copy', { ...copy, id: 'c6', barcode: 'C6', ver: 1 });
    await desk.do('desk-a', 'loan.out', 'l2', { scan: 'C6', card: 'reader-2' });
    expect(holdOf(desk, 'h2')).toMatchObject({ status: 'closed', outcome: 'lent' });
    expect(holdOf(desk, 'h3')).toMatchObject({ status: 'ready', copyId: 'c4' });
  });
});
