import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await desk.signIn('boss');
});
afterEach(() => desk.close());

const movesAsOf = async (day: string) => {
  const { queues } = await desk.client['figures.asOf']({ day });
  return queues.find((each) => each.queue === 'reallocation');
};

describe('figures as of a day', () => {
  it('follow the record: what came later does not count yet, what was undone never', async () => {
    const requestId = await submitMove(desk);
    await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
    const today = '2018-06-06';
    expect(await movesAsOf(today)).toMatchObject({ total: 2, labels: { pending: 2 } });
    expect(await movesAsOf('2018-06-05')).toMatchObject({ total: 0 });
    await desk.client['clock.advance']({ by: 'day' });
    const cancelled = await desk.client['requests.act']({
      commandId: commandId(),
      requestId,
      action: 'cancel',
      input: { reason: 'reader_cancel' },
      expectHead: null,
    });
    expect(cancelled).toMatchObject({ ok: true });
    expect(await movesAsOf(today)).toMatchObject({ labels: { pending: 2, cancelled: 0 } });
    expect(await movesAsOf('2018-06-07')).toMatchObject({ labels: { pending: 1, cancelled: 1 } });
  });

  it('are for whoever may see them', async () => {
    await desk.signIn('courier');
    await expect(movesAsOf('2018-06-06')).rejects.toMatchObject({ code: 'denied' });
  });
});
