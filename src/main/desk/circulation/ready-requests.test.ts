import { expect, it } from 'vitest';
import { useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';

const desk = useCounterDesk();
const detailOf = async (requestId: string) => {
  const detail = await desk.client['requests.detail']({ requestId });
  if (!detail) throw new Error('no such request');
  return detail.line.request;
};
async function acted(requestId: string, action: string, input: Record<string, unknown>) {
  const { head: expectHead } = await detailOf(requestId);
  const sent = { commandId: commandId(), requestId, action, input, expectHead };
  return desk.client['requests.act'](sent);
}
async function act(...asked: Parameters<typeof acted>) {
  const answer = await acted(...asked);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

/** Copy c1 was searched for at reader-1's wish, and found. */
async function foundSearch(): Promise<string> {
  const input = { copyId: 'c1', readerId: 'reader-1' };
  const asked = { commandId: commandId(), queue: 'find_book' as const, input };
  const answer = await desk.client['requests.submit'](asked);
  if (!answer.ok || answer.requestId === null) throw new Error(JSON.stringify(answer));
  const { requestId } = answer;
  await act(requestId, 'found', { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' });
  return requestId;
}

/** It lies in a slot of the hold shelf. */
async function readySearch(): Promise<string> {
  const requestId = await foundSearch();
  await act(requestId, 'hold_for_pickup', { scan: 'C1', slot: 'N-SLOT' });
  return requestId;
}

const slotsOffered = async (requestId: string) => {
  const detail = await desk.client['requests.detail']({ requestId });
  return detail?.actions.find(({ action }) => action === 'hold_for_pickup')?.choices['slot'];
};

it('shows at the counter what a queue keeps for the reader, with its slot and last day', async () => {
  const requestId = await readySearch();
  const { code, fields } = await detailOf(requestId);
  const { readyRequests, ready } = await desk.panel('reader-1');
  expect(ready).toEqual([]);
  expect(readyRequests).toEqual([
    {
      requestId,
      code,
      queue: 'find_book',
      book: expect.objectContaining({ barcode: 'C1', title: '高等数学教程' }),
      slot: 'N-SLOT',
      until: fields['readyUntil'],
    },
  ]);
  expect((await desk.panel('reader-2')).readyRequests).toEqual([]);
});

it('completes it by the scan that lends the copy to its reader, and says so in the row', async () => {
  const requestId = await readySearch();
  const { code } = await detailOf(requestId);
  const take = await desk.lend('C1', 'reader-1');
  expect(take).toMatchObject({
    kind: 'lent',
    remarks: [{ code: 'request_completed', facts: { code, queue: 'find_book' } }],
  });
  expect(await detailOf(requestId)).toMatchObject({ state: 'done' });
  const { loans, readyRequests } = await desk.panel('reader-1');
  expect(loans).toMatchObject([{ book: { barcode: 'C1' } }]);
  expect(readyRequests).toEqual([]);
});

it('does not hand it to anybody else, and says for whom it lies in which slot', async () => {
  const requestId = await readySearch();
  const { code } = await detailOf(requestId);
  const { reader } = await desk.panel('reader-1');
  expect(await desk.lend('C1', 'reader-2')).toMatchObject({
    refusal: { code: 'copy_in_custody' },
    heldBy: {
      requestId,
      code,
      queue: 'find_book',
      state: 'ready',
      reader: reader.nameMasked,
      slot: 'N-SLOT',
    },
  });
  expect(await detailOf(requestId)).toMatchObject({ state: 'ready' });
});

it('asks before it goes into a slot where another reader’s copy lies, and says so beside the slot', async () => {
  const requestId = await foundSearch();
  expect(await slotsOffered(requestId)).toMatchObject([{ value: 'N-SLOT', hint: '' }]);
  await desk.lend('C4', 'reader-1');
  await desk.hold('reader-2');
  const take = await desk.back('C4');
  const holdId = 'next' in take && take.next.is === 'hold_shelf' ? take.next.holdId : '';
  const shelved = { commandId: commandId(), holdId, barcode: 'C4', slot: 'n-slot' };
  await desk.client['circulation.shelve']({ ...shelved, source: 'hid' });
  const input = { scan: 'C1', slot: 'N-SLOT' };
  const refused = await acted(requestId, 'hold_for_pickup', input);
  expect(refused).toMatchObject({ code: 'slot_taken', facts: { place: 'N-SLOT', barcode: 'C4' } });
  const [slot] = (await slotsOffered(requestId)) ?? [];
  expect(slot?.hint).toBe(refused.ok ? '' : refused.facts['reader']);
  await act(requestId, 'hold_for_pickup', { ...input, shared: true });
  expect(await detailOf(requestId)).toMatchObject({ state: 'ready' });
  expect(await desk.client['circulation.cases']({})).toEqual([]);
});

it('names the step of the request that a scanned copy is for, and no campus where it is there already', async () => {
  const requestId = await foundSearch();
  expect(await desk.back('C1')).toMatchObject({
    next: { is: 'request', requestId, campus: null, action: 'hold_for_pickup' },
  });
});
