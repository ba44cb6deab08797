// What a reader did by phone must not lead back to them once it is over long enough, or once they are erased.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseReader } from '../../src/central/erasing/erase-reader.ts';
import { verifyChain } from '../../src/central/store/move.ts';
import type { PlainRow } from '../../src/central/store/transfer.ts';
import { unlinkLoans } from '../../src/central/timers/unlink-loans.ts';
import { unlinkOld } from '../../src/central/timers/unlink-old.ts';
import { unlinkOldVoices } from '../../src/central/timers/unlink-voices-old.ts';
import type { LogRow } from '../../src/shared/sync/protocol.ts';
import { addDesk, good, laneClock, laneDesk, laneOver, nextId } from './central-lane.ts';
import type { OpenTwo } from './erase-contract.ts';

const DAY = 1440;
const READER = 'reader-1';

/** Rows of the log that say whose they are: of the reader's own row, or with their id anywhere else. */
function telling(log: readonly LogRow[]) {
  const own = (row: LogRow) => row.id === READER && ['reader', 'private'].includes(row.kind);
  return log.filter((row) => !own(row) && JSON.stringify(row).includes(JSON.stringify(READER)));
}

/** The tests. */
export function noTraceTests(openTwo: OpenTwo): void {
  let store: Awaited<ReturnType<OpenTwo>>['stores'][0];
  let close: () => Promise<void>;
  let open: Awaited<ReturnType<typeof laneOver>>;
  let desk: ReturnType<typeof laneDesk>;

  beforeEach(async () => {
    const two = await openTwo();
    [store] = two.stores;
    ({ close } = two);
    await addDesk(store, 'd1');
    open = await laneOver(store);
    desk = laneDesk(open.lane, open.library, 'd1');
  });
  afterEach(async () => {
    await open.lane.close();
    await close();
  });

  const parts = () => ({ store, lane: open.lane, newId: nextId });
  const by = async (actor: string, type: string, entity: string, input = {}) => {
    const draft = { id: nextId(), actor, point: null, type, entity, expectHead: null, input };
    expect(good(await open.lane.run(draft)).refusal, `${actor} ${type}`).toBeNull();
  };
  const at = async (staff: string, type: string, entity: string, input = {}) =>
    expect((await desk.say(staff, type, entity, input)).refusal, `${staff} ${type}`).toBeNull();

  /** Everything that a phone can do, and all of it over. */
  async function actsByPhone() {
    await by(READER, 'loan.phone', 'lent', { scan: 'C1' });
    await at('desk-a', 'loan.verify', 'c1', { scan: 'C1' });
    await by(READER, 'loan.phone', 'passed', { scan: 'C4' });
    await at('desk-a', 'loan.verify', 'c4', { scan: 'C4' });
    laneClock.forward(1);
    await by(READER, 'transfer.offer', 'offer', { loanId: 'passed', codeHash: 'hash' });
    await by('reader-2', 'transfer.accept', 'offer', { codeHash: 'hash' });
    await by(READER, 'transfer.offer', 'kept', { loanId: 'lent', codeHash: 'other' });
    await by(READER, 'transfer.withdraw', 'kept');
    await by(READER, 'hold.place', 'hold', { titleId: 't2', campus: 'north', kind: 'hold' });
    await by(READER, 'hold.cancel', 'hold');
    const wish = { isbn: '9787111213826', bookTitle: '一本书', note: 'please' };
    await by(READER, 'suggestion.send', 'wish', wish);
    await at('buyer-a', 'suggestion.decide', 'wish', {
      accept: false,
      reason: 'policy',
      text: 'no',
    });
    await by(READER, 'feedback.send', 'said', { kind: 'feedback', text: 'too cold' });
    await at('desk-a', 'feedback.answer', 'said', { text: 'mended' });
    await by(READER, 'feedback.confirm', 'said');
    const move = { kind: 'for_loan', targetCampus: 'south', copyId: 'c2', code: 'W-1' };
    await by(READER, 'reallocation.submit', 'asked', move);
    await by(READER, 'reallocation.cancel', 'asked', { reason: 'duplicate' });
    await at('desk-a', 'loan.back', 'c1', { scan: 'C1' });
  }

  const log = () => store.reads.log(0, 5000);

  it('names the reader where it is theirs, and nobody as whoever gave the command', async () => {
    await actsByPhone();
    const rows = await log();
    expect(rows.some(({ image }) => image?.includes(READER))).toBe(true);
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(
      new Set(['reader', 'desk-a', 'buyer-a']),
    );
  });

  it('leads to nobody once the days of the library are over', async () => {
    await actsByPhone();
    laneClock.forward(400 * DAY);
    await unlinkLoans(parts());
    await unlinkOld(parts());
    await unlinkOldVoices(parts());
    expect(telling(await log())).toEqual([]);
    expect(await verifyChain(store)).toMatchObject({ whole: true });
  });

  it('leads to nobody once the reader is erased, in any table', async () => {
    await actsByPhone();
    good(await eraseReader(parts(), READER, 'boss'));
    expect(telling(await log())).toEqual([]);
    const found: Record<string, PlainRow[]> = {};
    await store.dump(async (name, rows) => void (found[name] ??= []).push(...rows));
    const { log: _, audit: __, ...rest } = found;
    // The row that is left of them, and a colleague's, who is the same person.
    const own = new Set<unknown>(['reader', 'private', 'staff']);
    const named = Object.values(rest)
      .flat()
      .filter((row) => !own.has(row['kind']) && JSON.stringify(row).includes(READER));
    expect(named).toEqual([]);
    expect(await verifyChain(store)).toMatchObject({ whole: true });
  });
}
