// A crate from one campus to the other: packed, sent, unpacked scan by scan, closed with what is missing.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId } from '../../../../tests/support/desk-core.ts';
import { roundScene } from '../../../../tests/support/round-scene.ts';
import type { RoundScene } from '../../../../tests/support/round-scene.ts';

let desk: RoundScene;
beforeEach(async () => {
  desk = await roundScene();
  await desk.act(desk.ids.move, 'pick', { scan: 'C1' });
  const sent = { scan: 'C1', crate: 'CR-001', destination: 'south' };
  await desk.act(desk.ids.move, 'send', sent);
});
afterEach(() => desk.close());

const crates = () => desk.client['rounds.crates']({});
async function incoming(): Promise<string> {
  const { incoming: open } = await crates();
  return open[0]?.manifest.id ?? '';
}
const unpack = (manifestId: string, text: string) =>
  desk.client['rounds.unpack']({
    commandId: commandId(),
    manifestId,
    text,
    source: 'wedge',
    condition: 'good',
  });

describe('crates', () => {
  it('are listed where they leave and where they arrive', async () => {
    expect(await crates()).toMatchObject({
      incoming: [],
      outgoing: [{ expected: 1, arrived: 0, manifest: { crate: 'CR-001' } }],
    });
    await desk.as('desk-b', 's-desk');
    expect(await crates()).toMatchObject({ incoming: [{ expected: 1 }], outgoing: [] });
  });

  it('are emptied scan by scan; the last copy closes its crate', async () => {
    await desk.as('desk-b', 's-desk');
    const manifestId = await incoming();
    expect(await unpack(manifestId, 'CR-001')).toEqual({ kind: 'crate', manifestId });
    expect(await unpack(manifestId, 'CR-002')).toEqual({ kind: 'unknown', code: 'CR-002' });
    expect(await unpack(manifestId, 'C1')).toMatchObject({
      kind: 'received',
      requestId: desk.ids.move,
      surplus: false,
    });
    expect(await unpack(manifestId, 'C1')).toMatchObject({ kind: 'already', barcode: 'C1' });
    const detail = await desk.client['rounds.crate']({ manifestId });
    expect(detail).toMatchObject({ mayClose: false, lines: [{ line: { label: 'in_progress' } }] });
    expect(detail?.lines[0]?.arrivedOn).toBe(detail?.manifest.closedOn);
    expect((await crates()).incoming).toEqual([]);
  });

  it('say what is in them and on no list', async () => {
    await desk.as('desk-b', 's-desk');
    const manifestId = await incoming();
    // Known, but on its way to nowhere; then one that travels here in another crate.
    expect(await unpack(manifestId, 'C3')).toMatchObject({ kind: 'surplus', barcode: 'C3' });
    expect(await unpack('none', 'C1')).toMatchObject({ kind: 'received', surplus: true });
  });

  it('are closed with what is missing, by whoever serves there', async () => {
    const close = async (manifestId: string) => {
      const done = await desk.client['rounds.closeCrate']({ commandId: commandId(), manifestId });
      return done.ok ? done.remarks : done.code;
    };
    const manifestId = (await crates()).outgoing[0]?.manifest.id ?? '';
    expect(await close(manifestId)).toBe('wrong_place');
    await desk.as('desk-b', 's-desk');
    expect((await desk.client['rounds.crate']({ manifestId }))?.mayClose).toBe(true);
    expect(await close(manifestId)).toMatchObject([{ facts: { crate: 'CR-001', missing: 1 } }]);
    expect(await close(manifestId)).toBe('crate_closed');
    expect(await unpack(manifestId, 'C1')).toMatchObject({ kind: 'received' });
  });
});
