import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reverseBlocks } from '../../../../shared/devices/rfid/bytes.ts';
import { readTag } from '../../../../shared/devices/rfid/read-tag.ts';
import { writeElementTag } from '../../../../shared/devices/rfid/model-elements.ts';
import type { NewTag } from '../../../../shared/devices/rfid/model-elements.ts';
import { createSimulator, newSimulatedTag } from './simulated-reader.ts';
import { plannedMemory, writeTagMemory } from './write-tag.ts';

const UID = 'E004010000000001';
const model = fc.constantFrom('iso28560_2' as const, 'iso28560_3' as const);
const tag = (pii: string, owner: string | null): NewTag => ({ pii, owner, set: null, shelf: null });

describe('writing a tag', () => {
  it('leaves the old barcode, none, or the new one, wherever it is torn off', async () => {
    const barcode = fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => `N${n}`);
    const owner = fc.constantFrom(null, 'CN-110108-1', 'DE-705');
    await fc.assert(
      fc.asyncProperty(
        model,
        fc.option(barcode),
        barcode,
        owner,
        fc.nat(14),
        fc.boolean(),
        async (which, old, fresh, whose, writes, reversed) => {
          const before =
            old === null
              ? null
              : writeElementTag(tag(old, 'US-InU-Mu'), { blockSize: 4, room: 112 });
          const lying = newSimulatedTag(UID, before?.ok ? before.bytes : undefined);
          if (reversed) lying.bytes = reverseBlocks(lying.bytes, 4);
          const hand = createSimulator();
          hand.put(lying);
          hand.tearAfter(writes);
          const memory = { bytes: Uint8Array.from(lying.bytes), blockSize: 4, locked: null };
          const plan = { tag: tag(fresh, whose), model: which, dsfid: 6, reversed };
          const planned = plannedMemory(plan, memory);
          if ('ok' in planned) throw new Error(planned.code);
          const done = await writeTagMemory(hand.reader, UID, { ...plan, planned, memory }, 3);
          const read = readTag({ kind: 'hf', blockSize: 4, bytes: lying.bytes });
          const pii = read.is === 'item' ? read.pii : null;
          expect([old, null, fresh]).toContain(pii);
          expect(done.ok ? pii : null).toBe(done.ok ? fresh : null);
          const isTurned = read.is === 'item' && read.reversed;
          expect(done.ok ? isTurned : reversed).toBe(reversed);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('tries again from what lies there, and says when it is not what was written', async () => {
    const hand = createSimulator();
    const lying = newSimulatedTag(UID);
    hand.put(lying);
    const memory = { bytes: Uint8Array.from(lying.bytes), blockSize: 4, locked: null };
    const plan = {
      tag: tag('N00000001', null),
      model: 'iso28560_2' as const,
      dsfid: 6,
      reversed: false,
    };
    const planned = plannedMemory(plan, memory);
    if ('ok' in planned) throw new Error(planned.code);
    hand.refuseWrites(2);
    expect(await writeTagMemory(hand.reader, UID, { ...plan, planned, memory }, 3)).toEqual({
      ok: true,
    });
    const deaf = { ...hand.reader, writeBlock: async () => undefined };
    lying.bytes.fill(0);
    expect(await writeTagMemory(deaf, UID, { ...plan, planned, memory }, 3)).toMatchObject({
      code: 'rfid_unlike',
    });
  });

  it('refuses what the tag cannot hold', () => {
    const memory = { bytes: new Uint8Array(16), blockSize: 4, locked: null };
    const plan = {
      tag: tag('N00000001', 'CN-110108-1-NLC'),
      model: 'iso28560_2' as const,
      dsfid: 6,
      reversed: false,
    };
    expect(plannedMemory(plan, memory)).toMatchObject({ code: 'tag_too_small' });
  });
});
