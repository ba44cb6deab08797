import { expect, it } from 'vitest';
import {
  good,
  laneClock,
  laneOver,
  modelStore,
  nextId,
} from '../../../tests/support/central-lane.ts';
import { runPhones } from './run-phones.ts';

it('ends an offer and tells of an unseen loan when their time is over, each once', async () => {
  const store = await modelStore();
  const { lane } = await laneOver(store);
  const by = async (actor: string, type: string, entity: string, input = {}) => {
    const draft = { id: nextId(), actor, point: null, type, entity, expectHead: null, input };
    return good(await lane.run(draft)).code;
  };
  const run = () => runPhones({ store, lane, log: () => undefined });
  const told = async () =>
    (await lane.look((world) => world.list('noticesOfReader', 'reader-1'))).map(({ code }) => code);

  expect(await by('reader-1', 'loan.phone', 'p1', { scan: 'C1' })).toBe('ok');
  expect(await by('reader-1', 'loan.phone', 'p2', { scan: 'C4' })).toBe('ok');
  const verified = { scan: 'C4' };
  const draft = { id: nextId(), actor: 'desk-a', point: 'n-desk', type: 'loan.verify' };
  good(await lane.run({ ...draft, entity: 'c4', expectHead: null, input: verified }));
  const offer = { loanId: 'p2', codeHash: 'hash' };
  expect(await by('reader-1', 'transfer.offer', 'o1', offer)).toBe('ok');
  laneClock.forward(9);
  expect(await run()).toBe(0);
  laneClock.forward(2);
  expect(await run()).toBe(1);
  expect(await lane.look((world) => world.get('transfer', 'o1'))).toMatchObject({
    state: 'expired',
  });
  laneClock.forward(10);
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  expect(await told()).toEqual(['loan.unverified']);
  await lane.close();
  await store.close();
});
