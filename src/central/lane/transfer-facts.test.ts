// What a desk without a connection said of loans by phone and of loans passed on, where the service knows better.

import { expect, it } from 'vitest';
import {
  addDesk,
  laneClock,
  laneDesk,
  laneOver,
  modelStore,
} from '../../../tests/support/central-lane.ts';

async function twoDesks() {
  const store = await modelStore();
  await addDesk(store, 'd1');
  await addDesk(store, 'd2');
  const open = await laneOver(store);
  const desk = laneDesk(open.lane, open.library, 'd1');
  const other = laneDesk(open.lane, open.library, 'd2');
  const look = open.lane.look.bind(open.lane);
  return {
    desk,
    other,
    openLoan: () => look((world) => world.list('openLoanOf', 'c1')),
    cases: () => look((world) => world.list('openCirculationCases', 'c1')),
    copy: () => look((world) => world.get('copy', 'c1')),
    async [Symbol.asyncDispose]() {
      await open.lane.close();
      await store.close();
    },
  };
}

it('a scan at a gate of a loan that was ended meanwhile is a case, and the copy’s last place', async () => {
  await using scene = await twoDesks();
  const { desk, other } = scene;
  await desk.say('desk-a', 'loan.out', 'l1', { scan: 'C1', readerId: 'reader-1' });
  laneClock.forward(1);
  await other.say('desk-b', 'loan.back', 'c1', { scan: 'C1' });
  laneClock.forward(1);
  const seen = await desk.say('desk-a', 'loan.verify', 'c1', { scan: 'C1' });
  expect(seen).toMatchObject({ code: 'exception_opened', refusal: 'no_loan' });
  expect(await scene.cases()).toMatchObject([
    { tried: 'loan.verify', code: 'no_loan', desk: 'd1' },
  ]);
  expect(await scene.copy()).toMatchObject({ seenAt: 'n-desk' });
});

it('two readers at a desk whose loan was another’s by then: one loan stands, the other is a case', async () => {
  await using scene = await twoDesks();
  const { desk, other } = scene;
  await desk.say('desk-a', 'loan.out', 'l1', { scan: 'C1', readerId: 'reader-1' });
  laneClock.forward(1);
  await other.say('desk-b', 'loan.back', 'c1', { scan: 'C1' });
  await other.say('desk-b', 'loan.out', 'l2', { scan: 'C1', readerId: 'reader-3' });
  laneClock.forward(1);
  const cards = { fromReaderId: 'reader-1', readerId: 'reader-2' };
  const said = await desk.say('desk-a', 'transfer.desk', 'l3', { scan: 'C1', ...cards });
  expect(said).toMatchObject({ code: 'exception_opened', refusal: 'not_of_reader' });
  expect(await scene.openLoan()).toMatchObject([{ id: 'l2', readerId: 'reader-3' }]);
  expect(await scene.cases()).toMatchObject([
    { tried: 'transfer.desk', code: 'not_of_reader', readerId: 'reader-2', loanId: 'l3' },
  ]);
});
