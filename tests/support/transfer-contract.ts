// Races for a loan that is passed on, whatever database they are run in: every one has one winner.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Base, RowOfBase } from '../../src/node/base.ts';
import type { Store } from '../../src/central/store/port.ts';
import { verifyChain } from '../../src/central/store/move.ts';
import type { Reader } from '../../src/shared/library/entities.ts';
import { READER_REFUSALS } from '../../src/shared/words/reader-words.ts';
import { addDesk, good, laneClock, laneDesk, laneOver, nextId } from './central-lane.ts';
import { modelBase } from './model-base.ts';

const HASH = 'f'.repeat(64);
/** Fifty readers more. */
export const CROWD = Array.from({ length: 50 }, (_, n) => `crowd-${n}`);

/** The model library with fifty more readers. */
export function crowdedBase(): Base {
  const base = modelBase();
  function* rows(): Iterable<RowOfBase> {
    let one: Reader | null = null;
    for (const each of base.rows()) {
      if (each.kind === 'reader') one ??= each.row;
      yield each;
    }
    if (!one) throw new Error('the model library has no reader');
    for (const id of CROWD) yield { kind: 'reader', row: { ...one, id, cardHash: `card:${id}` } };
  }
  return { ...base, rows };
}

/** Two stores of two processes on one library with `crowdedBase` in it; the same store twice will do. */
export type OpenTwo = () => Promise<{ stores: [Store, Store]; close(): Promise<void> }>;

type Open = Awaited<ReturnType<typeof laneOver>>;

/** The tests. */
export function transferRaces(openTwo: OpenTwo): void {
  let store: Store;
  let close: () => Promise<void>;
  let lanes: [Open, Open];
  let desk: ReturnType<typeof laneDesk>;
  let last = 0;

  beforeEach(async () => {
    const two = await openTwo();
    [store] = two.stores;
    ({ close } = two);
    await addDesk(store, 'd1');
    // Two processes, each with a cache of its own.
    lanes = [await laneOver(two.stores[0]), await laneOver(two.stores[1])];
    desk = laneDesk(lanes[0].lane, lanes[0].library, 'd1');
  });
  afterEach(async () => {
    for (const { lane } of lanes) await lane.close();
    await close();
  });

  const by = async (
    actor: string,
    type: string,
    entity: string,
    input = {},
    process: 0 | 1 = 0,
  ) => {
    const draft = { id: nextId(), actor, point: null, type, entity, expectHead: null, input };
    const { code, refusal, facts } = good(await lanes[process].lane.run(draft));
    return { code: refusal ?? code, facts };
  };
  const accepts = (reader: string, offer: string, process: 0 | 1) =>
    by(reader, 'transfer.accept', offer, { codeHash: HASH }, process);
  /** Lends c1 (or that copy) to reader-1 and offers it; gives the ids of loan and offer. */
  async function offered(scan = 'C1') {
    last += 1;
    const loan = `loan-${last}`;
    const offer = `offer-${last}`;
    laneClock.forward(1);
    const lent = await desk.say('desk-a', 'loan.out', loan, { scan, readerId: 'reader-1' });
    expect(lent.code, lent.refusal ?? '').toBe('ok');
    const said = await by('reader-1', 'transfer.offer', offer, { loanId: loan, codeHash: HASH });
    expect(said.code).toBe('ok');
    laneClock.forward(1);
    return { loan, offer };
  }
  const openLoans = (copy = 'c1') => lanes[0].lane.look((world) => world.list('openLoanOf', copy));
  const offerOf = (id: string) => lanes[0].lane.look((world) => world.get('transfer', id));
  const comesBack = (copy = 'c1') =>
    desk.say('desk-a', 'loan.back', copy, { scan: copy.toUpperCase() });

  it('fifty accept one offer at once: one has it, and each of the others is told why not', async () => {
    const { loan, offer } = await offered();
    const said = await Promise.all(
      CROWD.map((reader, n) => accepts(reader, offer, n % 2 === 0 ? 0 : 1)),
    );
    const winners = CROWD.filter((_, n) => said[n]?.code === 'ok');
    expect(winners).toHaveLength(1);
    const losers = said.filter(({ code }) => code !== 'ok');
    expect(losers).toHaveLength(CROWD.length - 1);
    for (const { code, facts } of losers) {
      expect(code).toBe('transfer_used');
      expect(READER_REFUSALS[code]?.zh).toContain('{time}');
      expect(facts['time']).toMatch(/^2018-06-\d\d \d\d:\d\d$/u);
    }
    expect(await openLoans()).toMatchObject([{ readerId: winners[0], fromLoan: loan }]);
    expect(await offerOf(offer)).toMatchObject({ state: 'accepted', toReader: winners[0] });
    expect(await verifyChain(store)).toMatchObject({ whole: true });
  });

  it('whoever accepts while the copy comes back has it, or is told that it came back', async () => {
    for (const copy of ['c1', 'c2', 'c4', 'c5']) {
      const { offer } = await offered(copy.toUpperCase());
      const first = copy < 'c3';
      const accepting = () => accepts('crowd-1', offer, 1);
      const both = first
        ? [accepting(), comesBack(copy)]
        : [comesBack(copy).then(({ code }) => ({ code, facts: {} })), accepting()];
      const said = await Promise.all(both);
      const accepted = said[first ? 0 : 1];
      // The copy lies at the desk in the end, whoever had it last.
      expect(await openLoans(copy)).toEqual([]);
      const state = (await offerOf(offer))?.state;
      expect([
        ['ok', 'accepted'],
        ['transfer_overtaken', 'overtaken'],
      ]).toContainEqual([accepted?.code, state]);
    }
  });

  it('an offer is taken back or accepted, never both', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const { offer } = await offered();
      const races = [
        () => accepts('crowd-1', offer, 0),
        () => by('reader-1', 'transfer.withdraw', offer, {}, 1),
      ];
      const said = await Promise.all(
        (turn % 2 === 0 ? races : races.toReversed()).map((go) => go()),
      );
      expect(said.filter(({ code }) => code === 'ok')).toHaveLength(1);
      const loser = said.find(({ code }) => code !== 'ok')?.code;
      expect(['transfer_done', 'transfer_withdrawn']).toContain(loser);
      const [open] = await openLoans();
      expect(open?.readerId).toBe(loser === 'transfer_done' ? 'crowd-1' : 'reader-1');
      await comesBack();
    }
  });

  it('a recall before it stops it, one after it calls the second reader', async () => {
    for (const early of [true, false]) {
      const { offer } = await offered('C4');
      const hold = { titleId: 't2', campus: 'north', kind: 'recall' };
      const races = [
        () => by('reader-3', 'hold.place', nextId(), hold, 0),
        () => accepts('crowd-2', offer, 1),
      ];
      const said = await Promise.all((early ? races : races.toReversed()).map((go) => go()));
      const accepted = said[early ? 1 : 0];
      const [open] = await openLoans('c4');
      expect(open?.recalledOn).toBeDefined();
      expect([
        ['ok', 'crowd-2'],
        ['transfer_overtaken', 'reader-1'],
      ]).toContainEqual([accepted?.code, open?.readerId]);
      const [waits] = await lanes[0].lane.look((world) => world.list('holdsOfReader', 'reader-3'));
      await by('reader-3', 'hold.cancel', waits?.id ?? '');
      await comesBack('c4');
    }
  });
}
