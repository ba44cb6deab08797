import { describe, expect, it } from 'vitest';
import { memoryKept } from '../../../../../tests/support/memory-kept.ts';
import { bookTag, fixesOf, loanOf, rfidScene } from '../../../../../tests/support/rfid-scene.ts';
import { reverseBlocks } from '../../../../shared/devices/rfid/bytes.ts';
import { LOOK_MS, MISSES } from './pad.ts';
import { newSimulatedTag } from './simulated-reader.ts';

const A = 'E004010000000001';
const B = 'E004010000000002';
const GONE_MS = LOOK_MS * (MISSES + 1);

describe('a new book’s tag', () => {
  const book = { barcode: 'N00000007', set: { total: 3, part: 2 }, shelf: null };

  it('is written, read back and secured, in the model that the library sets', async () => {
    const scene = await rfidScene();
    scene.set('rfid.isil', 'CN-110108-1-NLC');
    const tag = newSimulatedTag(A);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(await scene.rfid.program(A, book)).toEqual({ ok: true });
    expect(tag).toMatchObject({ afi: 0x07, eas: true, dsfid: 6 });
    expect(scene.rfid.tags()[0]?.known?.read).toMatchObject({
      model: 'iso28560_2',
      pii: 'N00000007',
      owner: 'CN-110108-1-NLC',
      set: { total: 3, part: 2 },
    });
    // It lies there still: writing it is no scan.
    await scene.timers.pass(LOOK_MS * 2);
    expect(scene.scans).toEqual([]);
    scene.set('rfid.model', 'iso28560_3');
    scene.set('rfid.isil', 'DE-705');
    const other = newSimulatedTag(B);
    scene.hand().put(other);
    await scene.timers.pass(LOOK_MS);
    expect(await scene.rfid.program(B, book)).toEqual({ ok: true });
    const known = scene.rfid.tags().find(({ uid }) => uid === B)?.known;
    expect(known?.read).toMatchObject({ model: 'iso28560_3', owner: 'DE-705' });
    expect(other.dsfid).toBe(0x3e);
  });

  it('is not written over another book’s, a foreign, a damaged or a locked one', async () => {
    const scene = await rfidScene();
    const refused = async (tag: ReturnType<typeof newSimulatedTag>) => {
      scene.hand().put(tag);
      await scene.timers.pass(LOOK_MS);
      const before = [...tag.bytes];
      const done = await scene.rfid.program(tag.uid, book);
      expect([...tag.bytes]).toEqual(before);
      scene.hand().take(tag.uid);
      await scene.timers.pass(GONE_MS);
      return done.ok ? 'written' : done.code;
    };
    expect(await refused(bookTag(A, 'N00000008'))).toBe('rfid_taken');
    const foreign = newSimulatedTag(A, Uint8Array.of(0x03, 0xff, 0xd1, 0x01));
    expect(await refused(foreign)).toBe('rfid_foreign_tag');
    const damaged = newSimulatedTag(A, Uint8Array.of(0x91, 0, 5, 0));
    expect(await refused(damaged)).toBe('rfid_damaged_tag');
    const locked = newSimulatedTag(A);
    locked.locked[1] = true;
    expect(await refused(locked)).toBe('tag_locked');
    expect(await scene.rfid.program(A, book)).toMatchObject({ code: 'tag_gone' });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('that was torn off is finished when it lies there again, after a restart too', async () => {
    const kept = memoryKept();
    const first = await rfidScene(kept);
    const tag = newSimulatedTag(A);
    first.hand().put(tag);
    await first.timers.pass(LOOK_MS);
    first.hand().tearAfter(1);
    expect(await first.rfid.program(A, book)).toMatchObject({ code: 'tag_gone' });
    expect(fixesOf(first)).toEqual([{ uid: A, want: 'in', code: 'tag_gone' }]);
    await first.rfid.close();
    const second = await rfidScene(kept);
    expect(fixesOf(second)).toHaveLength(1);
    second.hand().put(tag);
    await second.timers.pass(LOOK_MS);
    expect(second.rfid.fixes()).toEqual([]);
    expect(second.rfid.tags()[0]?.known?.read).toMatchObject({ pii: 'N00000007' });
    expect(tag).toMatchObject({ afi: 0x07, eas: true });
  });

  it('is listed when the program ended in the middle of its writing', async () => {
    const kept = memoryKept();
    const first = await rfidScene(kept);
    first.hand().put(newSimulatedTag(A));
    await first.timers.pass(LOOK_MS);
    // The power goes: nothing that began comes to an end.
    first.hand().reader.systemInfo = () => new Promise(() => undefined);
    void first.rfid.program(A, book);
    await first.timers.pass(0);
    expect(first.rfid.fixes()).toEqual([]);
    const second = await rfidScene(kept);
    expect(fixesOf(second)).toEqual([{ uid: A, want: 'in', code: 'rfid_interrupted' }]);
  });

  it('that somebody finished elsewhere is left alone', async () => {
    const scene = await rfidScene();
    const tag = newSimulatedTag(A);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(0);
    await scene.rfid.program(A, book);
    await scene.timers.pass(GONE_MS);
    const other = bookTag(A, 'N00000009');
    scene.hand().put(other);
    await scene.timers.pass(LOOK_MS);
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'in', code: 'rfid_other_item' }]);
    expect(scene.rfid.tags()[0]?.known?.read).toMatchObject({ pii: 'N00000009' });
  });

  it('is asked for two books at once and becomes the first one’s', async () => {
    const scene = await rfidScene();
    scene.hand().put(newSimulatedTag(A));
    await scene.timers.pass(LOOK_MS);
    const other = { ...book, barcode: 'N00000008' };
    const asked = [scene.rfid.program(A, book), scene.rfid.program(A, other)];
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { code: 'rfid_taken' }]);
    expect(scene.rfid.tags()[0]?.known?.read).toMatchObject({ pii: 'N00000007' });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('of a copy on loan opens the gate, also when it was lent after the tag was torn off', async () => {
    const scene = await rfidScene();
    const tag = newSimulatedTag(A);
    scene.lent.set('N00000007', true);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(await scene.rfid.program(A, book)).toEqual({ ok: true });
    expect(tag).toMatchObject({ afi: 0xc2, eas: false });
    const torn = newSimulatedTag(B);
    scene.hand().put(torn);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(2);
    await scene.rfid.program(B, { ...book, barcode: 'N00000008' });
    await scene.timers.pass(GONE_MS);
    scene.lent.set('N00000008', true);
    scene.rfid.onLoans([loanOf('N00000008', null)]);
    scene.hand().put(torn);
    await scene.timers.pass(LOOK_MS);
    expect(torn).toMatchObject({ afi: 0xc2, eas: false });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('stays on the list while it is written, whoever would put the row away', async () => {
    const scene = await rfidScene();
    scene.hand().put(newSimulatedTag(A));
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(2);
    const asked = scene.rfid.program(A, book);
    expect(scene.rfid.dismiss(A)).toMatchObject({ code: 'rfid_busy' });
    expect(await asked).toMatchObject({ code: 'tag_gone' });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'in', code: 'tag_gone' }]);
    expect(scene.rfid.dismiss(A)).toEqual({ ok: true });
    expect(scene.rfid.dismiss(A)).toMatchObject({ code: 'rfid_no_fix' });
  });

  it('half-written is not forgotten for a security that waited behind it', async () => {
    const scene = await rfidScene();
    const tag = newSimulatedTag(A);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(2);
    const writing = scene.rfid.program(A, book);
    const securing = scene.rfid.secure({ uids: [A], barcodes: [], to: 'in' });
    await Promise.all([writing, securing]);
    expect(scene.kept.list('rfid_fix', '')).toMatchObject([
      { value: { tag: { pii: 'N00000007' } } },
    ]);
    await scene.timers.pass(GONE_MS);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(scene.rfid.tags()[0]?.known?.read).toMatchObject({ pii: 'N00000007' });
  });

  it('keeps the order of bytes that the tag has, also when it is finished later', async () => {
    const scene = await rfidScene();
    const straight = bookTag(A, 'N00000007');
    const tag = { ...straight, bytes: reverseBlocks(straight.bytes, straight.blockSize) };
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(1);
    expect(await scene.rfid.program(A, book)).toMatchObject({ code: 'tag_gone' });
    await scene.timers.pass(GONE_MS);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(scene.rfid.tags()[0]?.known?.read).toMatchObject({
      pii: 'N00000007',
      set: { total: 3, part: 2 },
      reversed: true,
    });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('that keeps another DSFID than was written is listed', async () => {
    const scene = await rfidScene();
    scene.hand().put(newSimulatedTag(A));
    await scene.timers.pass(LOOK_MS);
    scene.hand().reader.writeDsfid = async () => undefined;
    expect(await scene.rfid.program(A, book)).toMatchObject({ code: 'rfid_unlike' });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'in', code: 'rfid_unlike' }]);
  });

  it('that cannot be finished says what does not fit', async () => {
    const scene = await rfidScene();
    scene.set('rfid.isil', 'CN-110108-1-NATIONAL');
    const tag = newSimulatedTag(A);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(1);
    await scene.rfid.program(A, book);
    await scene.timers.pass(GONE_MS);
    scene.set('rfid.model', 'iso28560_3');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    const facts = { owner: 'CN-110108-1-NATIONAL' };
    expect(scene.rfid.fixes()).toMatchObject([{ uid: A, code: 'tag_owner', facts }]);
  });
});
