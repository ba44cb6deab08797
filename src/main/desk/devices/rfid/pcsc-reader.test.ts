import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../shared/devices/rfid/bytes.ts';
import { knowTag } from './know-tag.ts';
import { loadPcsc, pcscReader } from './pcsc-reader.ts';
import type { PcscSlot } from './pcsc-reader.ts';
import { loadSerial } from './serial-link.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const TAG = bytes('910005 1CBE991A14 000000000000000000000000000000000000000000000000');

/** A slot in which a tag lies that answers as PC/SC part 3 says; null: none lies there. */
function slotWith(memory: Uint8Array | null, uid = '0100000000 0104E0') {
  let gone = (): void => undefined;
  const sent: string[] = [];
  const answer = (command: Uint8Array): Uint8Array => {
    sent.push(toHex(command));
    const [, ins = 0, , block = 0, size = 0] = command;
    const at = block * 4;
    if (ins === 0xca) return bytes(`${uid} 9000`);
    if (memory === null || at >= memory.length) return bytes('6A82');
    if (ins === 0xb0) return Uint8Array.of(...memory.slice(at, at + size), 0x90, 0);
    if (block === 7) return bytes('6581');
    memory.set(command.slice(5), at);
    return bytes('9000');
  };
  const slot: PcscSlot = {
    name: 'Pad 0',
    connect: async () =>
      memory && { transmit: async (command) => answer(command), disconnect: async () => undefined },
    onGone(hear) {
      gone = hear;
      return () => void (gone = () => undefined);
    },
  };
  return { slot, sent, unplug: () => gone() };
}

describe('PC/SC', () => {
  it('reads the one tag that lies there, block by block', async () => {
    const { slot, sent } = slotWith(Uint8Array.from(TAG));
    const reader = pcscReader(slot);
    expect(await reader.inventory()).toEqual([{ uid: 'E004010000000001', epc: null }]);
    const known = await knowTag(reader, { uid: 'E004010000000001', epc: null });
    expect(known).toMatchObject({ afi: null, eas: null, read: { pii: '123456789012' } });
    expect(sent).toContain('FFB0000304');
  });

  it('takes a UID in either order', async () => {
    const { slot } = slotWith(TAG, 'E004010000000001');
    expect(await pcscReader(slot).inventory()).toEqual([{ uid: 'E004010000000001', epc: null }]);
  });

  it('writes blocks, and cannot write AFI and EAS', async () => {
    const memory = Uint8Array.from(TAG);
    const reader = pcscReader(slotWith(memory).slot);
    const uid = 'E004010000000001';
    await reader.writeBlock(uid, 2, bytes('01020304'));
    expect(toHex(memory.slice(8, 12))).toBe('01020304');
    await expect(reader.writeBlock(uid, 7, bytes('01020304'))).rejects.toMatchObject({
      code: 'tag_locked',
    });
    await expect(reader.writeAfi(uid, 7)).rejects.toMatchObject({ code: 'reader_cannot' });
    await expect(reader.setEas(uid, true)).rejects.toMatchObject({ code: 'reader_cannot' });
    await expect(reader.writeBlock('E004010000000002', 2, TAG)).rejects.toMatchObject({
      code: 'tag_gone',
    });
  });

  it('says when no tag lies there, and when it was unplugged', async () => {
    const { slot, unplug } = slotWith(null);
    const reader = pcscReader(slot);
    expect(await reader.inventory()).toEqual([]);
    await expect(reader.readBlocks('E004010000000001', 0, 1, 4)).rejects.toMatchObject({
      code: 'tag_gone',
    });
    unplug();
    await expect(reader.inventory()).rejects.toMatchObject({ code: 'reader_gone' });
  });
});

describe('a card that is no tag of a book', () => {
  const uid = 'E004010000000001';

  it('is not seen while it does not answer, and the reader stays', async () => {
    const { slot, unplug } = slotWith(TAG);
    const reader = pcscReader({
      ...slot,
      connect: () => Promise.reject(new Error('unresponsive')),
    });
    expect(await reader.inventory()).toEqual([]);
    const mute = async () => ({ transmit: async () => bytes('6A81'), disconnect: async () => {} });
    expect(await pcscReader({ ...slot, connect: mute }).inventory()).toEqual([]);
    unplug();
  });

  it('that refuses to be read is neither blank nor locked', async () => {
    const { slot } = slotWith(TAG);
    const connect = async () => ({
      transmit: async ([, ins]: Uint8Array) => bytes(ins === 0xca ? `${uid} 9000` : '6982'),
      disconnect: async () => undefined,
    });
    const reader = pcscReader({ ...slot, connect });
    const code = { code: 'tag_refused' };
    await expect(knowTag(reader, { uid, epc: null })).rejects.toMatchObject(code);
    await expect(reader.readBlocks(uid, 0, 1, 4)).rejects.toMatchObject(code);
    await expect(reader.writeBlock(uid, 0, TAG)).rejects.toMatchObject({ code: 'tag_locked' });
  });

  it('leaves nothing behind when the reader is closed', async () => {
    const { slot, unplug } = slotWith(TAG);
    const reader = pcscReader(slot);
    let told = 0;
    reader.onGone(() => (told += 1));
    await reader.close();
    unplug();
    expect(told).toBe(0);
  });
});

describe('the optional packages', () => {
  it('load, or say why not', async () => {
    const pcsc = await loadPcsc();
    expect(pcsc.ok ? 'rfid_no_pcscd' : pcsc.code).toBe('rfid_no_pcscd');
    if (pcsc.ok) pcsc.port.stop();
    expect((await loadSerial()).ok).toBe(true);
  });
});
