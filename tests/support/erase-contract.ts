// What erasing a reader must leave of them, whatever database it is done in: tests for each adapter.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyChain } from '../../src/central/store/move.ts';
import type { Store } from '../../src/central/store/port.ts';
import type { PlainRow } from '../../src/central/store/transfer.ts';
import { bad, good, laneClock, nextId } from './central-lane.ts';
import { addDesk, laneDesk, laneOver } from './central-lane.ts';
import { eraseReader } from '../../src/central/erasing/erase-reader.ts';

const WORDS = 'CANARY-13800001234';

/** Two stores of two processes on one library with the model base in it; the same store twice will do. */
export type OpenTwo = () => Promise<{ stores: [Store, Store]; close(): Promise<void> }>;

/** The tests. */
export function erasingTests(openTwo: OpenTwo): void {
  let store: Store;
  let close: () => Promise<void>;
  let open: Awaited<ReturnType<typeof laneOver>>;
  let other: Awaited<ReturnType<typeof laneOver>>;

  beforeEach(async () => {
    const two = await openTwo();
    [store] = two.stores;
    ({ close } = two);
    await addDesk(store, 'd1');
    open = await laneOver(store);
    // A second process on the same library, with a cache of its own.
    other = await laneOver(two.stores[1]);
  });

  afterEach(async () => {
    await open.lane.close();
    await other.lane.close();
    await close();
  });

  const parts = () => ({ store, lane: open.lane, newId: nextId });
  const erase = (actor = 'boss', readerId = 'reader-1') => eraseReader(parts(), readerId, actor);

  async function everything(): Promise<Record<string, PlainRow[]>> {
    const found: Record<string, PlainRow[]> = {};
    await store.dump(async (name, rows) => void (found[name] ??= []).push(...rows));
    return found;
  }

  /** A ticket with an answer, a suggestion that another reader joins, and a review: each with words. */
  async function spoke(desk: ReturnType<typeof laneDesk>, lane: typeof open.lane) {
    const reader = async (actor: string, type: string, input: Record<string, unknown>) => {
      const entity = nextId();
      const draft = { id: nextId(), actor, point: null, type, entity, expectHead: null, input };
      good(await lane.run(draft));
      return entity;
    };
    const ticket = await reader('reader-1', 'feedback.send', { kind: 'feedback', text: WORDS });
    expect(await desk.say('desk-a', 'feedback.answer', ticket, { text: WORDS })).toMatchObject({
      refusal: null,
    });
    const wish = { isbn: '9787111213826', bookTitle: '一本书', note: WORDS };
    const wished = await reader('reader-1', 'suggestion.send', wish);
    const accept = { accept: true, text: WORDS };
    expect(await desk.say('buyer-a', 'suggestion.decide', wished, accept)).toMatchObject({
      refusal: null,
    });
    await reader('reader-2', 'suggestion.send', wish);
    await reader('reader-1', 'review.write', { titleId: 't1', stars: 5, text: WORDS });
  }

  /** A reader asks with words of their own, staff adds theirs, and it is over. */
  async function askedAndOver(lane = open.lane) {
    const desk = laneDesk(lane, open.library, 'd1');
    const book = { isbn: '9780262033848', bookTitle: 'A book', price: 4500, vendorId: 'vendor' };
    const input = { ...book, way: 'at_desk', code: 'N1-2', readerId: 'reader-1', note: WORDS };
    const all = { ...input, collection: 'n-main' };
    const say = async (...args: Parameters<typeof desk.say>) =>
      expect(await desk.say(...args)).toMatchObject({ refusal: null });
    await say('desk-a', 'purchase.submit', 'p1', all);
    await say('desk-a', 'request.note', 'p1', { note: WORDS });
    const end = { reason: 'policy', readerText: WORDS };
    await say('buyer-a', 'purchase.reject', 'p1', end);
    await spoke(desk, lane);
    return desk;
  }

  it('leaves no word, name, card or link of theirs in any row, and the chain verifies', async () => {
    const desk = await askedAndOver();
    const card = (await open.lane.look((world) => world.get('private', 'reader-1')))?.card ?? '';
    expect(card).not.toBe('');
    expect(JSON.stringify(await everything())).toContain(WORDS);
    expect(good(await erase())).toMatchObject({ requests: 1 });
    const { log = [], audit, desk: _, ...rest } = await everything();
    expect(JSON.stringify({ log, rest })).not.toContain(WORDS);
    expect(JSON.stringify({ log, rest })).not.toContain('王小明');
    expect(JSON.stringify({ log, rest })).not.toContain(card);
    const images = log.filter(({ id }) => id !== 'reader-1').map(({ image }) => image ?? '');
    expect(images.join('\n')).not.toContain('reader-1');
    expect(await verifyChain(store)).toMatchObject({ whole: true });
    expect(JSON.stringify(audit)).toContain('erase_reader');
    const row = await open.lane.look((world) => world.get('request', 'p1'));
    expect(row).toMatchObject({ readerId: null, state: 'rejected' });
    // Whoever joined goes on wanting the book; nobody's review stays behind without a look.
    const [wish] = await open.lane.look((world) => world.list('suggestionsOfReader', 'reader-2'));
    expect(wish).toMatchObject({ readerId: 'reader-2', joined: [], state: 'accepted', note: null });
    const [review] = await open.lane.look((world) => world.list('reviewsOfTitle', 't1'));
    expect(review).toMatchObject({ readerId: '', state: 'removed', text: null });
    // A later write brings nothing back.
    await desk.say('desk-a', 'request.note', 'p1', { note: 'later' });
    expect(JSON.stringify((await everything())['private_text'])).not.toContain(WORDS);
  });

  it('takes every card with it that was merged into theirs, also where it was stopped', async () => {
    const desk = await askedAndOver();
    const looked = await open.lane.look(async (world) => ({
      card: (await world.get('private', 'reader-1'))?.card ?? '',
      row: await world.get('reader', 'reader-1'),
    }));
    const canaries = [WORDS, '王小明', looked.card, looked.row?.cardHash, looked.row?.cardMasked];
    for (const [from, into] of [
      ['reader-1', 'reader-2'],
      ['reader-2', 'reader-3'],
    ] as const) {
      const merge = { into, secondPerson: 'chief' };
      expect(await desk.say('boss', 'reader.merge', from, merge)).toMatchObject({ refusal: null });
    }
    const whole = store.eraseImages;
    store.eraseImages = async () => {
      throw new Error('the power went');
    };
    await expect(erase('boss', 'reader-3')).rejects.toThrow('the power went');
    store.eraseImages = whole;
    laneClock.forward(1);
    good(await erase('boss', 'reader-3'));
    const { log = [], audit: _, desk: __, ...rest } = await everything();
    for (const canary of canaries) {
      expect(canary).not.toBe('');
      expect(JSON.stringify({ log, rest })).not.toContain(canary);
    }
    const rows = await open.lane.look(async (world) => [
      await world.get('reader', 'reader-1'),
      await world.get('reader', 'reader-2'),
      await world.get('reader', 'reader-3'),
    ]);
    expect(rows.map((row) => row?.cardHash)).toEqual(['', '', '']);
    expect(await verifyChain(store)).toMatchObject({ whole: true });
  });

  it('reaches what another process holds in memory', async () => {
    const desk = await askedAndOver(other.lane);
    expect(good(await erase())).toMatchObject({ requests: 1 });
    await desk.say('desk-a', 'request.note', 'p1', { note: 'later' });
    const { log, private_text: texts } = await everything();
    expect(JSON.stringify({ log, texts })).not.toContain(WORDS);
    expect(JSON.stringify(log)).not.toContain('"readerId":"reader-1"');
  });

  it('is for administrators, and never a desk’s to push', async () => {
    expect(bad(await erase('desk-a')).body.code).toBe('forbidden');
    expect(bad(await erase('boss', 'nobody'))).toMatchObject({ status: 404 });
    const desk = laneDesk(open.lane, open.library, 'd1');
    for (const type of ['reader.erase', 'request.unlink', 'feedback.unlink', 'review.unlink']) {
      expect(await desk.say('boss', type, 'reader-1')).toMatchObject({ code: 'bad_command' });
    }
    const trail = (await store.auth.auditLines(9, null)).map(({ what }) => what);
    expect(trail).toContain('erase_reader_refused');
  });

  it('waits until nothing of theirs is open', async () => {
    const desk = laneDesk(open.lane, open.library, 'd1');
    const move = { kind: 'for_loan', targetCampus: 'south', copyId: 'c1', code: 'N1-1' };
    await desk.say('desk-a', 'reallocation.submit', 'r1', { ...move, readerId: 'reader-1' });
    const refused = bad(await erase());
    expect(refused).toMatchObject({ status: 409, body: { code: 'reader_busy' } });
    expect(refused.body.facts).toMatchObject({ requests: 1, loans: 0 });
    expect(await open.lane.look((world) => world.get('private', 'reader-1'))).toBeDefined();
  });

  it('is done again, and finished, where it was stopped half-way', async () => {
    await askedAndOver();
    const whole = store.eraseImages;
    store.eraseImages = async () => {
      throw new Error('the power went');
    };
    await expect(erase()).rejects.toThrow('the power went');
    store.eraseImages = whole;
    laneClock.forward(1);
    good(await erase());
    const { log = [] } = await everything();
    const images = log.filter(({ id }) => id !== 'reader-1').map(({ image }) => image ?? '');
    expect(images.join('\n')).not.toContain('reader-1');
    expect(await verifyChain(store)).toMatchObject({ whole: true });
  });
}
