// A crate is closed with what came out of it; what did not is named and may still arrive.

import { describe, expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';

/** Two moves in crate CR-001 on its way to the south, the first of them taken out there. */
async function halfUnpacked() {
  const desk = modelDesk();
  for (const [id, copyId, reader] of [
    ['r1', 'c1', 'reader-1'],
    ['r2', 'c4', 'reader-2'],
  ] as const) {
    await askMove(desk, id, copyId, reader);
    await desk.do('keeper-a', 'reallocation.approve', id);
    if (desk.of(id).state === 'to_confirm') await desk.do('chief', 'reallocation.confirm', id);
    const scan = copyId.toUpperCase();
    await desk.do('desk-a', 'reallocation.pick', id, { scan });
    const send = { scan, crate: 'CR-001', destination: 'south' };
    await desk.do('desk-a', 'reallocation.send', id, send);
  }
  const south = { point: 's-desk' };
  const here = { scan: 'C1', condition: 'good' };
  await desk.do('desk-b', 'reallocation.receive', 'r1', here, south);
  const manifest = desk.world.all('manifest')[0]?.id ?? '';
  return { desk, manifest, south };
}

describe('closing a crate', () => {
  it('names what has not come, which stays under way and may still be received', async () => {
    const { desk, manifest, south } = await halfUnpacked();
    const done = await desk.do('desk-b', 'manifest.close', manifest, {}, south);
    expect(done.remarks).toEqual([
      { code: 'crate_closed_short', facts: { crate: 'CR-001', missing: 1 } },
    ]);
    expect(desk.world.all('manifest')[0]?.closedOn).toBe(desk.now());
    expect(desk.of('r2').state).toBe('in_transit');
    expect(desk.eventsOf('r2').at(-1)).toMatchObject({
      action: 'crate_missing',
      actor: 'desk-b',
      facts: { crate: 'CR-001' },
    });
    expect(desk.eventsOf('r1').at(-1)?.action).toBe('receive');
    const late = { scan: 'C4', condition: 'good' };
    await desk.do('desk-b', 'reallocation.receive', 'r2', late, south);
    expect(desk.of('r2').state).toBe('arrived');
  });

  it('is refused twice, elsewhere, to others, and for a crate that nobody knows', async () => {
    const { desk, manifest, south } = await halfUnpacked();
    expect(await desk.refused('desk-a', 'manifest.close', manifest)).toBe('wrong_place');
    expect(await desk.refused('keeper-a', 'manifest.close', manifest, {}, south)).toBe('forbidden');
    expect(await desk.refused('desk-b', 'manifest.close', 'none', {}, south)).toBe('not_found');
    await desk.do('chief', 'manifest.close', manifest, {}, south);
    expect(await desk.refused('desk-b', 'manifest.close', manifest, {}, south)).toBe(
      'crate_closed',
    );
  });
});
