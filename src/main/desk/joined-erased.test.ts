// A reader erased at the service: what a desk that had their name, contact and requests is left with.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { submitMove } from '../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

const words = 'CANARY of the desk';

it('has no name, card, contact or link any more, and agrees with the service', async () => {
  const desk = await scene.joined('desk-a');
  const requestId = await submitMove(desk);
  await desk.act(requestId, 'note', { note: words });
  expect(await desk.act(requestId, 'cancel', { reason: 'duplicate' })).toMatchObject({ ok: true });
  await desk.live();
  const ask = { readerId: 'reader-1' };
  expect((await desk.client['readers.detail'](ask))?.reader.nameMasked).toBe('王*');
  expect(await desk.client['readers.erase'](ask)).toMatchObject({ ok: false, code: 'forbidden' });
  await desk.signIn('boss');
  expect(await desk.client['readers.erase'](ask)).toMatchObject({ ok: true, requests: 1 });
  await desk.signIn('desk-a');
  const detail = await until(
    () => desk.client['requests.detail']({ requestId }),
    (each) => each?.line.request.readerId === null,
  );
  expect(JSON.stringify(detail)).not.toMatch(/reader-1|CANARY/u);
  expect(await desk.client['readers.detail'](ask)).toMatchObject({
    reader: { nameMasked: '—', cardMasked: '—', status: 'expired' },
  });
  const found = await desk.client['search.readers']({ text: '1800000001', limit: 5 });
  expect(found.rows).toEqual([]);
  const shown = { ...ask, commandId: crypto.randomUUID(), requestId: null };
  const revealed = await desk.client['readers.reveal'](shown);
  expect(JSON.stringify(revealed)).not.toMatch(/王|1800000001/u);
});
