import { describe, expect, it } from 'vitest';
import { bookTag, fixesOf, loanOf, rfidScene } from '../../../../../tests/support/rfid-scene.ts';
import { LOOK_MS, MISSES } from './pad.ts';
import { FOLLOWS_MINUTES } from './rfid.ts';
import { TagFault } from './tag-reader.ts';

const A = 'E004010000000001';
const B = 'E004010000000002';
const GONE_MS = LOOK_MS * (MISSES + 1);

describe('security of a tag', () => {
  it('of another library with the same barcode is left alone', async () => {
    const scene = await rfidScene();
    scene.set('rfid.isil', 'CN-110108-1-NLC');
    const tag = bookTag(A, 'N00000001', 'DE-705');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    await scene.timers.pass(LOOK_MS);
    expect(tag).toMatchObject({ afi: 0x07, eas: true });
    const asked = await scene.rfid.secure({ uids: [], barcodes: ['N00000001'], to: 'out' });
    expect(asked[0]?.done).toMatchObject({ code: 'rfid_not_there' });
    const book = { barcode: 'N00000001', set: null, shelf: null };
    const done = await scene.rfid.program(A, book);
    expect(done).toMatchObject({ code: 'rfid_other_owner', facts: { owner: 'DE-705' } });
  });

  it('follows a loan that came before the tag was learnt, for a while', async () => {
    const scene = await rfidScene();
    const tags = [bookTag(A, 'N00000001'), bookTag(B, 'N00000002')];
    for (const tag of tags) {
      scene.lent.set(tag.uid === A ? 'N00000001' : 'N00000002', true);
      scene.rfid.onLoans([loanOf(tag.uid === A ? 'N00000001' : 'N00000002', null)]);
      scene.hand().put(tag);
      await scene.timers.pass(LOOK_MS);
      scene.forward(FOLLOWS_MINUTES + 1);
      expect(tag).toMatchObject({ afi: 0xc2, eas: false });
    }
    const late = bookTag('E004010000000003', 'N00000003');
    scene.lent.set('N00000003', true);
    scene.rfid.onLoans([loanOf('N00000003', null)]);
    scene.forward(FOLLOWS_MINUTES + 1);
    scene.hand().put(late);
    await scene.timers.pass(LOOK_MS);
    expect(late.afi).toBe(0x07);
  });

  it('that a person wanted is not written later against the loan', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.lent.set('N00000001', false);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(0);
    await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    await scene.timers.pass(GONE_MS);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    expect(tag).toMatchObject({ afi: 0x07, eas: true });
    expect(fixesOf(scene)).toEqual([{ uid: A, want: 'out', code: 'rfid_against_loan' }]);
    await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    expect(tag).toMatchObject({ afi: 0xc2, eas: false });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('of the list waits until somebody works at the desk', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.lent.set('N00000001', true);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    scene.hand().tearAfter(0);
    scene.rfid.onLoans([loanOf('N00000001', null)]);
    await scene.timers.pass(GONE_MS);
    scene.man(false);
    scene.forward(FOLLOWS_MINUTES + 1);
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS * 2);
    expect(tag.afi).toBe(0x07);
    expect(fixesOf(scene)).toHaveLength(1);
    scene.man(true);
    await scene.timers.pass(0);
    expect(tag).toMatchObject({ afi: 0xc2, eas: false });
    expect(scene.rfid.fixes()).toEqual([]);
  });

  it('is not written when the list cannot be kept, and says why', async () => {
    const scene = await rfidScene();
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    const { set } = scene.kept;
    scene.kept.set = () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    const asked = await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    expect(asked[0]?.done).toMatchObject({ ok: false, code: 'disk_full' });
    expect(tag.afi).toBe(0x07);
    scene.kept.set = set;
    const again = await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    expect(again[0]?.done).toEqual({ ok: true });
  });

  it('of a tag that lies there and cannot be read says so', async () => {
    const scene = await rfidScene();
    const { reader } = scene.hand();
    reader.readBlocks = () => Promise.reject(new TagFault('tag_refused'));
    scene.hand().put(bookTag(A, 'N00000001'));
    await scene.timers.pass(LOOK_MS);
    const asked = await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    expect(asked[0]?.done).toMatchObject({ code: 'tag_refused' });
  });

  it('is EAS alone where the tag has no AFI', async () => {
    const scene = await rfidScene();
    const { reader } = scene.hand();
    const { systemInfo } = reader;
    reader.systemInfo = async (uid) => ({ ...(await systemInfo(uid)), afi: null });
    const tag = bookTag(A, 'N00000001');
    scene.hand().put(tag);
    await scene.timers.pass(LOOK_MS);
    const asked = await scene.rfid.secure({ uids: [A], barcodes: [], to: 'out' });
    expect(asked[0]?.done).toEqual({ ok: true });
    expect(tag).toMatchObject({ afi: 0x07, eas: false });
    expect(scene.rfid.fixes()).toEqual([]);
  });
});
