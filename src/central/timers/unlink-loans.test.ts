// Loans, holds and offers that ended lose their reader: in rows, notices and older images; what is owed or open keeps it.

import { expect, it } from 'vitest';
import { verifyChain } from '../store/move.ts';
import { good, laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { useOneDesk } from '../../../tests/support/one-desk.ts';
import { eraseReader } from '../erasing/erase-reader.ts';
import { runReminders } from './remind.ts';
import { unlinkLoans } from './unlink-loans.ts';

const DAY = 1440;
const at = useOneDesk();

const parts = () => ({ store: at.store, lane: at.open.lane, newId: nextId });
const loan = (id: string) => at.open.lane.look((world) => world.get('loan', id));
const days = async () =>
  (await at.store.reads.all('daily')).map(
    ({ image }) => (JSON.parse(image) as { count: number }).count,
  );

async function lends(id: string, scan: string, readerId = 'reader-1') {
  const said = await at.desk.say('desk-a', 'loan.out', id, { scan, readerId });
  expect(said.refusal, id).toBeNull();
}
const back = (copy: string) =>
  at.desk.say('desk-a', 'loan.back', copy, { scan: copy.toUpperCase() });
const by = async (actor: string, type: string, entity: string, input = {}) => {
  const draft = { id: nextId(), actor, point: null, type, entity, expectHead: null, input };
  expect(good(await at.open.lane.run(draft)).refusal, type).toBeNull();
};
/** Images that the log still has of these rows and that name somebody. */
async function naming(ids: readonly string[], reader: string) {
  const log = await at.store.reads.log(0, 1000);
  return log.filter(({ id, image }) => ids.includes(id) && image?.includes(JSON.stringify(reader)));
}

it('after so many days, and nothing before', async () => {
  await lends('old', 'C1');
  await lends('still', 'C2');
  await lends('passed', 'C4');
  laneClock.forward(1);
  await by('reader-1', 'transfer.offer', 'offer', { loanId: 'passed', codeHash: 'hash' });
  await by('reader-2', 'transfer.accept', 'offer', { codeHash: 'hash' });
  await by('reader-3', 'hold.place', 'hold', { titleId: 't2', campus: 'north', kind: 'hold' });
  await by('reader-3', 'hold.cancel', 'hold');
  await back('c1');
  const counted = await days();
  laneClock.forward(29 * DAY);
  expect(await unlinkLoans(parts())).toBe(0);
  laneClock.forward(2 * DAY);
  expect(await unlinkLoans(parts())).toBe(4);
  expect(await unlinkLoans(parts())).toBe(0);
  for (const id of ['old', 'passed']) expect(await loan(id)).toMatchObject({ readerId: '' });
  expect(await loan('still')).toMatchObject({ readerId: 'reader-1' });
  const standing = await at.open.lane.look((world) => world.list('openLoanOf', 'c4'));
  expect(standing).toMatchObject([{ readerId: 'reader-2', fromLoan: 'passed' }]);
  expect(await at.open.lane.look((world) => world.get('transfer', 'offer'))).toMatchObject({
    fromReader: '',
    toReader: null,
    state: 'accepted',
  });
  expect(await at.open.lane.look((world) => world.get('hold', 'hold'))).toMatchObject({
    readerId: '',
    outcome: 'cancelled',
  });
  expect(await naming(['old', 'passed', 'offer', 'hold'], 'reader-1')).toEqual([]);
  expect(await naming(['hold'], 'reader-3')).toEqual([]);
  const told = await at.open.lane.look((world) => world.list('noticesOfReader', 'reader-1'));
  expect(told.filter(({ code }) => code === 'transfer.accepted')).toEqual([]);
  expect(await days()).toEqual(counted);
  expect(await verifyChain(at.store)).toMatchObject({ whole: true });
});

it('after as many days on a card that was merged since, with the notices that went along', async () => {
  await lends('old', 'C1');
  await lends('other', 'C4', 'reader-3');
  await by('reader-1', 'hold.place', 'hold', { titleId: 't2', campus: 'north', kind: 'hold' });
  laneClock.forward(28 * DAY);
  await runReminders({ ...parts(), log: () => undefined });
  await back('c1');
  await by('reader-1', 'hold.cancel', 'hold');
  const merge = { into: 'reader-2', secondPerson: 'chief' };
  expect((await at.desk.say('boss', 'reader.merge', 'reader-1', merge)).refusal).toBeNull();
  const told = () => at.open.lane.look((world) => world.list('noticesOfReader', 'reader-2'));
  expect((await told()).length).toBeGreaterThan(0);
  laneClock.forward(32 * DAY);
  expect(await unlinkLoans(parts())).toBe(2);
  expect(await loan('old')).toMatchObject({ readerId: '' });
  expect(await told()).toEqual([]);
  for (const reader of ['reader-1', 'reader-2']) {
    expect(await naming(['old', 'hold'], reader)).toEqual([]);
  }
  expect(await verifyChain(at.store)).toMatchObject({ whole: true });
});

it('never while a fine is owed, and then from the day on which it was settled', async () => {
  await lends('late', 'C1');
  laneClock.forward(60 * DAY);
  await back('c1');
  expect((await loan('late'))?.fine).toBeGreaterThan(0);
  laneClock.forward(40 * DAY);
  expect(await unlinkLoans(parts())).toBe(0);
  const paid = await at.desk.say('desk-a', 'loan.settle', 'late', { how: 'paid' });
  expect(paid.refusal).toBeNull();
  expect(await unlinkLoans(parts())).toBe(0);
  laneClock.forward(31 * DAY);
  expect(await unlinkLoans(parts())).toBe(1);
});

it('at once where the reader is erased, who has nothing open and owes nothing', async () => {
  await lends('old', 'C1');
  const busy = await eraseReader(parts(), 'reader-1', 'boss');
  expect(busy).toMatchObject({ body: { code: 'reader_busy', facts: { loans: 1 } } });
  await back('c1');
  good(await eraseReader(parts(), 'reader-1', 'boss'));
  expect(await loan('old')).toMatchObject({ readerId: '' });
  expect(await naming(['old'], 'reader-1')).toEqual([]);
  expect(await verifyChain(at.store)).toMatchObject({ whole: true });
});
