// A copy kept for a reader of another campus at two desks of one library: what each of them sees, and one scan does.

import { describe, expect, it } from 'vitest';
import { scanned, useCounterDesk } from '../../../../tests/support/counter-scene.ts';
import { commandId } from '../../../../tests/support/desk-core.ts';

const desk = useCounterDesk();
const SOUTH = 's-desk';

const errands = async () => {
  const asked = { queue: 'reallocation' as const, tab: 'open' as const, filters: {} };
  const page = { sort: 'due' as const, offset: 0, limit: 10 };
  const { rows } = await desk.client['requests.list']({ ...asked, ...page });
  return rows.map(({ request }) => request);
};
const shelf = async () => (await desk.client['circulation.shelf']({})).lines;

describe('a copy that came back elsewhere', () => {
  it('says where it goes with the number of what takes it there, arrives by a scan, and is shelved', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2', 't2', 'south');
    const back = await desk.back('C4');
    const [errand] = await errands();
    expect(errand).toMatchObject({ state: 'picked', targetCampus: 'south' });
    const next = { is: 'transit', campus: 'south', why: 'hold', code: errand?.code };
    expect(back).toMatchObject({ kind: 'back', next });
    await desk.as('desk-a', SOUTH);
    expect(await shelf()).toMatchObject([{ state: 'on_way', book: { barcode: 'C4' } }]);
    const here = await desk.back('C4');
    expect(here).toMatchObject({ next: { is: 'hold_shelf', slot: 's-slot' } });
    expect(await errands()).toEqual([]);
    const [line] = await shelf();
    const shelve = { commandId: commandId(), holdId: line?.hold.id ?? '', barcode: 'C4' };
    await desk.client['circulation.shelve']({ ...shelve, slot: 's-slot', source: 'hid' });
    expect(await shelf()).toMatchObject([{ state: 'waits', slot: 'S-SLOT' }]);
  });

  it('taken down after its reader did not come, goes on to the next reader by the same scan', async () => {
    await desk.lend('C4', 'reader-1');
    await desk.hold('reader-2', 't2', 'north');
    await desk.hold('reader-3', 't2', 'south');
    await desk.back('C4');
    const [line] = await shelf();
    const shelve = { commandId: commandId(), holdId: line?.hold.id ?? '', barcode: 'C4' };
    await desk.client['circulation.shelve']({ ...shelve, slot: 'n-slot', source: 'hid' });
    await desk.later(20 * 24 * 60);
    const cleared = await desk.client['circulation.clear'](scanned('C4'));
    expect(cleared).toMatchObject({ next: { is: 'transit', campus: 'south', why: 'hold' } });
    expect(await errands()).toMatchObject([{ state: 'picked', targetCampus: 'south' }]);
  });
});

describe('a copy that stands free elsewhere', () => {
  it('is on the list of what is picked there', async () => {
    const placed = await desk.hold('reader-2', 't3', 'north');
    expect(placed).toMatchObject({
      ok: true,
      remarks: [{ code: 'fetch_asked', facts: { campus: 'south' } }, { code: 'fetch_opened' }],
    });
    await desk.as('desk-a', SOUTH);
    const filters = { campus: null, checks: false, limit: 20 };
    const { stops } = await desk.client['rounds.preview'](filters);
    const [errand] = await errands();
    expect(stops).toMatchObject([{ requestId: errand?.id, kind: 'pick' }]);
  });
});
