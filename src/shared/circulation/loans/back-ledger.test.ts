// Which returns the library's own system has to hear of though no loan ends here.

import { expect, it } from 'vitest';
import { circulationStory } from '../../../../tests/support/circulation-story.ts';

const SIP2 = { 'loan.ledger': 'sip2' };
const back = (story: ReturnType<typeof circulationStory>, input = {}) =>
  story.does('desk-a', 'loan.back', 'c1', { scan: 'C1', ...input });

it('a return of what is on no loan is told, and only where that system keeps the ledger', async () => {
  expect((await back(circulationStory(SIP2))).remarks).toEqual(['not_on_loan', 'back_told']);
  expect((await back(circulationStory())).remarks).toEqual(['not_on_loan']);
});

it('so is that of a copy which was lost, and not that of a loan, which is told itself', async () => {
  const story = circulationStory(SIP2);
  const loan = await story.lends('reader-1', 'C1');
  await story.does('desk-a', 'loan.lost', loan, { price: 4550 });
  await story.does('desk-a', 'loan.settle', loan, { how: 'paid' });
  expect((await back(story)).remarks).toContain('back_told');
  await story.lends('reader-2', 'C1');
  expect((await back(story)).remarks).not.toContain('back_told');
});

it('what was lent after the scan stays charged', async () => {
  const story = circulationStory(SIP2);
  story.wait(60);
  await story.lends('reader-1', 'C1');
  story.wait(-30);
  expect((await back(story)).remarks).toEqual(['not_on_loan']);
  expect(await story.loanOf('c1')).toBeDefined();
});
