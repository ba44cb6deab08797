// A claim stops other staff's decisions for half an hour, and nothing else.

import { describe, expect, it } from 'vitest';
import { addMinutes } from '../../lib/time.ts';
import { grantOf, staffRow } from '../../../../tests/support/model-library.ts';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';

async function claimed() {
  const desk = modelDesk();
  await askMove(desk, 'r1', 'c1', 'reader-1');
  await desk.do('keeper-a', 'request.claim', 'r1');
  return desk;
}

describe('a claim', () => {
  it('lasts half an hour at a desk and four hours on a round', async () => {
    const desk = await claimed();
    expect(desk.of('r1').claim).toMatchObject({
      by: 'keeper-a',
      until: addMinutes(desk.now(), 30),
    });
    await desk.do('keeper-a', 'request.claim', 'r1', { kind: 'round' });
    expect(desk.of('r1').claim?.until).toBe(addMinutes(desk.now(), 240));
  });

  it('changes neither head nor state', async () => {
    const desk = modelDesk();
    await askMove(desk, 'r1', 'c1', 'reader-1');
    const { head, ver } = desk.of('r1');
    await desk.do('keeper-a', 'request.claim', 'r1');
    expect(desk.of('r1')).toMatchObject({ head, ver: ver + 1, firstTouchOn: null });
  });

  it('stops other staff’s decisions and other claims, with who and until when', async () => {
    const desk = await claimed();
    const reject = { reason: 'policy', readerText: 'no' };
    const outcome = await desk.send('boss', 'request.claim', 'r1');
    expect(outcome).toMatchObject({
      code: 'claimed_by_other',
      facts: { by: 'keeper-a', code: 'R1' },
    });
    desk.world.put('staff', staffRow('keeper-c', [grantOf('collection')]));
    expect(await desk.refused('keeper-c', 'reallocation.reject', 'r1', reject)).toBe(
      'claimed_by_other',
    );
    await desk.do('keeper-a', 'reallocation.reject', 'r1', reject);
    expect(desk.of('r1').claim).toBeNull();
  });

  it('never stops a scan or the reader', async () => {
    const desk = await claimed();
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    await desk.do('desk-a', 'reallocation.pick', 'r1', { scan: 'C1' });
    expect(desk.of('r1').claim?.by).toBe('keeper-a');
    await desk.do('reader-1', 'reallocation.ask_cancel', 'r1', {}, { point: null });
    expect(desk.of('r1').state).toBe('cancel_asked');
  });

  it('lapses by itself', async () => {
    const desk = await claimed();
    desk.wait(30);
    await desk.do('boss', 'reallocation.cancel', 'r1', { reason: 'duplicate' });
    expect(desk.of('r1').state).toBe('cancelled');
  });

  it('is renewed by any action of its holder', async () => {
    const desk = await claimed();
    desk.wait(20);
    await desk.do('keeper-a', 'reallocation.approve', 'r1');
    expect(desk.of('r1').claim?.until).toBe(addMinutes(desk.now(), 30));
  });

  it('is given back by its holder, and taken over by a supervisor with a reason', async () => {
    const desk = await claimed();
    expect(await desk.refused('keeper-b', 'request.take_over', 'r1', { reason: 'policy' })).toBe(
      'forbidden',
    );
    expect(await desk.refused('desk-a', 'request.release', 'r1')).toBe('forbidden');
    expect(await desk.refused('boss', 'request.take_over', 'r1')).toBe('missing_input');
    await desk.do('boss', 'request.take_over', 'r1', { reason: 'policy' });
    expect(desk.of('r1').claim?.by).toBe('boss');
    await desk.do('boss', 'request.release', 'r1');
    expect(await desk.refused('boss', 'request.release', 'r1')).toBe('not_claimed');
  });
});
