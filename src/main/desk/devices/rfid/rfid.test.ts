import { describe, expect, it } from 'vitest';
import { memoryKept } from '../../../../../tests/support/memory-kept.ts';
import { bookTag, fixesOf, loanOf, rfidScene } from '../../../../../tests/support/rfid-scene.ts';
import { LOOK_MS, MISSES } from './pad.ts';
import { newSimulatedTag } from './simulated-reader.ts';

const A = 'E004010000000001';
const B = 'E004010000000002';
const LATER = '2026-01-05T02:00:00.000Z';
const GONE_MS = LOOK_MS * (MISSES + 1);

describe('tags on the pad', () => {
  it('are scans, each once for as long as it lies there, several at a time', async () => {
    const scene = await rfidScene();
    scene.hand().put(bookTag(A, 'N00000001'));
    scene.hand().put(bookTag(B, 'N00000002'));
    await scene.timers.pass(LOOK_MS * 5);
    expect(scene.scans).toEqual(['N00000001', 'N00000002']);
    const tag = scene.hand().take(A);
    await scene.timers.pass(LOOK_MS);
    // One look that misses a tag is no going.
    if (tag) scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS * 5);
    expect(scene.scans).toHaveLength(2);
    scene.hand().take(A);
    await scene.timers.pass(GONE_MS);
    expect(scene.rfid.tags().map(({ uid }) => uid)).toEqual([B]);
    if (tag) scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(scene.scans).toEqual(['N00000001', 'N00000002', 'N00000001']);
  });

  it('without a whole barcode are no scans', async () => {
    const scene = await rfidScene();
    const torn = bookTag(A, 'N00000001');
    torn.bytes.set([0x14, 0x07], 12);
    scene.hand().put(torn);
    scene.hand().put(newSimulatedTag(B));
    await scene.timers.pass(LOOK_MS * 3);
    expect(scene.scans).toEqual([]);
    expect(scene.rfid.tags().map(({ known }) => known?.read.is)).toEqual(['damaged', 'blank']);
  });

  it('of another library are shown and not scanned', async () => {
    const scene = await rfidScene();
    scene.set('rfid.isil', 'CN-110108-1-NLC');
    scene.hand().put(bookTag(A, 'N00000001', 'DE-705'));
    scene.hand().put(bookTag(B, 'N00000002', 'CN-110108-1-NLC'));
    await scene.timers.pass(LOOK_MS * 2);
    expect(scene.scans).toEqual(['N00000002']);
  });
});

describe('security', () => {
  it('follows a loan and a return of a copy whose tag lies there, after the answer', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    expect(tag.afi).toBe(0x07);
    await scene.timers.pass(0);
    expect(tag).toMatchObject({ afi: 0xc2, eas: false });
    scene.rfid.onLoans([loanOf('N00000001', LATER)]);
    await scene.timers.pass(0);
    expect(tag).toMatchObject({ afi: 0x07, eas: true });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('of two loans that come one after the other ends as the last', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    scene.rfid.onLoans([loanOf('N00000001', LATER)]);
    await scene.timers.pass(0);
    expect(tag).toMatchObject({ afi: 0x07, eas: true });
  });

  it('uses the values that the library sets, and writes nothing while both are the same', async () => {
    const scene = await rfidScene();
    const tag = { ...bookTag(A, 'N00000001'), eas: null };
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.set('rfid.afi_out', '21');
    const secure = () => scene.rfid.secure({ uids: [], barcodes: ['n00000001'], to: 'out' });
    expect(await secure()).toEqual([{ uid: A, barcode: 'N00000001', done: { ok: true } }]);
    expect(tag.afi).toBe(0x21);
    scene.set('rfid.afi_out', '07');
    expect((await secure())[0]?.done).toMatchObject({ code: 'rfid_afi_same' });
    const none = await scene.rfid.secure({ uids: [], barcodes: ['N00000009'], to: 'in' });
    expect(none[0]?.done).toMatchObject({ code: 'rfid_not_there' });
  });

  it('is tried as often as the library sets, then listed', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().refuseWrites(2);
    expect((await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' }))[0]?.done.ok).toBe(
      true,
    );
    expect(tag.afi).toBe(0xc2);
    scene.hand().refuseWrites(3);
    await scene.rfid.secure({ uids: [A], barcodes: [], to: 'in' });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'in', code: 'tag_refused' }]);
    tag.afiLocked = true;
    await scene.rfid.secure({ uids: [A], barcodes: [], to: 'in' });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'in', code: 'tag_locked' }]);
    expect(scene.rfid.dismiss(A)).toEqual({ ok: true });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('of a tag that was taken away meanwhile is written when it lies there again', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.lent.set('N00000001', true);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    // AFI is written, EAS is not.
    scene.hand().tearAfter(1);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    await scene.timers.pass(0);
    expect(tag).toMatchObject({ afi: 0xc2, eas: true });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'out', code: 'tag_gone' }]);
    await scene.timers.pass(GONE_MS);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(tag).toMatchObject({ afi: 0xc2, eas: false });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('is listed for a tag that went between the loan and the writing', async () => {
    const scene = await rfidScene();
    scene.hand().put(bookTag(A, 'N00000001'));
    await scene.timers.pass(LOOK_MS);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    scene.hand().take(A);
    await scene.timers.pass(0);
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'out', code: 'tag_gone' }]);
  });

  it('that a loan wanted is not written any more when the loan has ended elsewhere', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(0);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    await scene.timers.pass(GONE_MS);
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'out', code: 'tag_gone' }]);
    scene.lent.set('N00000001', false);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(tag).toMatchObject({ afi: 0x07, eas: true });
    expect(scene.rfid.fixes()).toEqual([]);
  });
});

describe('the reader', () => {
  it('that is closed writes nothing that waited', async () => {
    const scene = await rfidScene();
    const tags = [bookTag(A, 'N00000001'), bookTag(B, 'N00000002')];
    for (const tag of tags) scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    const { reader } = scene.hand();
    const { setEas } = reader;
    let done = (): void => undefined;
    const waits = new Promise<void>((resolve) => void (done = resolve));
    reader.setEas = async (...asked) => {
      await waits;
      await setEas(...asked);
    };
    const secured = tags.map(({ uid }) =>
      scene.rfid.secure({ uids: [uid], barcodes: [], to: 'out' }),
    );
    await scene.timers.pass(0);
    await scene.rfid.choose(null);
    done();
    const [, [second] = []] = await Promise.all(secured);
    expect(second?.done).toMatchObject({ code: 'reader_gone' });
    expect(tags[1]).toMatchObject({ afi: 0x07, eas: true });
    expect(fixesOf(scene)).toEqual([{ uid: B, want: 'out', code: 'reader_gone' }]);
  });

  it('that is unplugged in the middle of a writing leaves a row, and says so', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    const { reader } = scene.hand();
    const { writeAfi } = reader;
    reader.writeAfi = async (...asked) => {
      await writeAfi(...asked);
      scene.hand().unplug();
    };
    const [result] = await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    expect(result?.done).toMatchObject({ code: 'reader_gone' });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'out', code: 'reader_gone' }]);
    expect(scene.rfid.state()).toMatchObject({ is: 'lost', why: { code: 'reader_gone' } });
    expect(scene.rfid.tags()).toEqual([]);
  });

  it('is no simulated one outside the demonstration', async () => {
    const scene = await rfidScene(memoryKept(), false);
    expect(scene.rfid.state()).toMatchObject({ is: 'lost', why: { code: 'rfid_no_reader' } });
    expect(scene.rfid.simulator()).toBeNull();
    expect((await scene.rfid.find()).readers).toEqual([]);
  });

  it('is a simulated one only when somebody chose it', async () => {
    const scene = await rfidScene();
    const { readers, missing } = await scene.rfid.find();
    expect(readers.map(({ id }) => id)).toEqual(['simulated']);
    expect(missing.map(({ code }) => code)).toEqual(['rfid_none']);
    await scene.rfid.close();
    const again = await rfidScene(scene.kept);
    await again.rfid.choose(null);
    again.rfid.begin();
    await again.timers.pass(10_000);
    expect(again.rfid.state().is).toBe('none');
  });
});
