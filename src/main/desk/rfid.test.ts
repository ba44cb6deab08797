import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../tests/support/desk-core.ts';
import { handTimers } from '../../../tests/support/hand-timers.ts';
import type { HandTimers } from '../../../tests/support/hand-timers.ts';

const LOOK = 400;
let desk: TestDesk;
let timers: HandTimers;
beforeEach(async () => {
  timers = handTimers();
  desk = await openTestDesk({ timers });
  await desk.signIn('desk-a');
});
afterEach(() => desk.close());

const put = (barcode: string | null) => desk.client['rfid.simulate']({ act: 'put', barcode });
const tags = async () => (await desk.client['rfid.pad']({})).tags;
const choose = () => desk.client['rfid.choose']({ reader: 'simulated' });

async function act(requestId: string, action: string, input: Record<string, unknown> = {}) {
  const detail = await desk.client['requests.detail']({ requestId });
  const expectHead = detail?.line.request.head ?? '';
  const asked = { commandId: commandId(), requestId, action, input, expectHead };
  const answer = await desk.client['requests.act'](asked);
  if (!answer.ok) throw new Error(`${action}: ${answer.code} ${JSON.stringify(answer.facts)}`);
}

/** Brings copy C1 from the north to the south, where reader-1 takes it home. */
async function lendInTheSouth(): Promise<void> {
  const scan = { scan: 'C1', source: 'hid' };
  const requestId = await submitMove(desk);
  await desk.signIn('keeper-a');
  await act(requestId, 'approve');
  await desk.signIn('desk-a');
  await act(requestId, 'pick', scan);
  await act(requestId, 'send', { ...scan, crate: 'CR-001', destination: 'south' });
  await desk.signIn('desk-b', 's-desk');
  await act(requestId, 'receive', { ...scan, condition: 'good' });
  await act(requestId, 'hold_for_pickup', { ...scan, slot: 'S-SLOT' });
  await act(requestId, 'lend', { ...scan, card: '1800000001' });
}

describe('RFID of a desk', () => {
  it('has a simulated reader only when it is chosen', async () => {
    expect((await desk.client['rfid.pad']({})).reader.is).toBe('none');
    expect(await put('C1')).toMatchObject({ ok: false, code: 'rfid_not_simulated' });
    const { readers } = await desk.client['rfid.readers']({});
    expect(readers.map(({ id }) => id)).toEqual(['simulated']);
  });

  it('shows what lies there, with the book', async () => {
    await choose();
    expect(await put('C1')).toEqual({ ok: true });
    await timers.pass(LOOK);
    expect(await tags()).toMatchObject([
      { is: 'item', barcode: 'C1', title: '高等数学教程', secured: 'in', afi: '07', eas: true },
    ]);
  });

  it('opens the gate for a copy that was lent while its tag lay there', async () => {
    await choose();
    await put('C1');
    await put('C2');
    await timers.pass(LOOK);
    await lendInTheSouth();
    await timers.pass(LOOK);
    const by = Object.fromEntries((await tags()).map((tag) => [tag.barcode, tag]));
    expect(by['C1']).toMatchObject({ secured: 'out', afi: 'C2', eas: false });
    expect(by['C2']).toMatchObject({ secured: 'in' });
    expect(await desk.client['rfid.fixes']({})).toEqual([]);
  });

  it('lists what could not be secured, with the book, until it is or is put away', async () => {
    await choose();
    await put('C1');
    await timers.pass(LOOK);
    await desk.client['rfid.simulate']({ act: 'tear' });
    await lendInTheSouth();
    await timers.pass(LOOK);
    const [row] = await desk.client['rfid.fixes']({});
    expect(row).toMatchObject({ barcode: 'C1', title: '高等数学教程', want: 'out', tries: 1 });
    expect(row?.why.code).toBe('tag_gone');
    const dismiss = () => desk.client['rfid.dismiss']({ uid: row?.uid ?? '' });
    expect(await dismiss()).toEqual({ ok: true });
    expect(await dismiss()).toMatchObject({ code: 'rfid_no_fix' });
    expect(await desk.client['rfid.fixes']({})).toEqual([]);
  });

  it('writes a new tag for whoever may, and for nobody else', async () => {
    await choose();
    await put(null);
    await timers.pass(LOOK);
    const [tag] = await tags();
    expect(tag).toMatchObject({ is: 'blank', barcode: null, bytes: 112, locked: [] });
    const uid = tag?.uid ?? '';
    const program = (barcode: string, set: { total: number; part: number } | null = null) =>
      desk.client['rfid.program']({ uid, barcode, set });
    expect(await program('NONE')).toMatchObject({ code: 'unknown_barcode' });
    expect(await program('C2', { total: 2, part: 3 })).toMatchObject({ code: 'rfid_bad_set' });
    await desk.signIn('courier');
    expect(await program('C2')).toMatchObject({ code: 'forbidden' });
    expect(await desk.client['rfid.secure']({ uids: [uid], to: 'out' })).toMatchObject({
      code: 'forbidden',
    });
    await desk.signIn('buyer-a');
    expect(await program('c2', { total: 2, part: 1 })).toEqual({ ok: true });
    expect(await tags()).toMatchObject([
      { barcode: 'C2', secured: 'in', model: 'iso28560_2', set: { total: 2, part: 1 } },
    ]);
    expect(await program('C3')).toMatchObject({ code: 'rfid_taken', facts: { barcode: 'C2' } });
    expect(await desk.client['rfid.secure']({ barcodes: ['C2'], to: 'out' })).toMatchObject({
      ok: true,
      results: [{ uid, barcode: 'C2', done: { ok: true } }],
    });
  });
});
