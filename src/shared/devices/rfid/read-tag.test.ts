import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, joined, reverseBlocks, sameBytes, toHex } from './bytes.ts';
import { announcedBy, contentParameter, readElements } from './elements.ts';
import { writeFixedBlock } from './fixed-block.ts';
import { writeElementTag } from './model-elements.ts';
import type { NewTag } from './model-elements.ts';
import { readTag } from './read-tag.ts';
import type { TagRead } from './tag-read.ts';
import { writeElements } from './write-elements.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const read = (memory: Uint8Array): TagRead => readTag({ kind: 'hf', blockSize: 4, bytes: memory });
const readHex = (hex: string) => read(bytes(hex));

const ANNEX_D = '910005 1CBE991A14 0201D0 140204B3 4607441CB6E2E335D6 830207ACC09EBAA06F6B0000';
const FIXED = '11010131313232333334340000000000000000513E4445373035000000000000';
const FIXED_OTHER = '1101014230303031323334000000000000000075304445373035000000000000';

/** Texts of these signs; quicker than those of a pattern. */
const of = (signs: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...signs), minLength, maxLength });
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ASCII = Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32)).join('');

const newTag = fc.record<NewTag>({
  pii: fc.oneof(
    of(DIGITS, 8, 8).map((digits) => `N${digits}`),
    of(DIGITS, 2, 14),
    of(ASCII.trim(), 1, 16),
  ),
  owner: fc.option(of(`${CAPITALS}ab${DIGITS}/:-`, 1, 9).map((name) => `DE-${name}`)),
  set: fc.option(
    fc
      .integer({ min: 1, max: 200 })
      .chain((total) =>
        fc.record({ total: fc.constant(total), part: fc.integer({ min: 1, max: total }) }),
      ),
  ),
  shelf: fc.option(of(`${CAPITALS}${DIGITS}./=()-`, 1, 20)),
});

describe('ISO 28560-2 (GB/T 35660.2)', () => {
  it('reads the example of Annex D', () => {
    expect(readHex(ANNEX_D)).toMatchObject({
      is: 'item',
      model: 'iso28560_2',
      pii: '123456789012',
      owner: 'US-InU-Mu',
      set: { total: 12, part: 3 },
      reversed: false,
      remarks: [],
      fields: [
        { oid: 1, text: '123456789012' },
        { oid: 2, text: 'D0' },
        { oid: 4, text: '1203' },
        { oid: 6, text: 'QA268.L55' },
        { oid: 3, text: 'US-InU-Mu' },
      ],
    });
  });

  it('writes it byte for byte, with the blocks that can be locked', () => {
    const tag = {
      pii: '123456789012',
      owner: 'US-InU-Mu',
      set: { total: 12, part: 3 },
      shelf: 'QA268.L55',
    };
    const written = writeElementTag(tag, { blockSize: 4, room: 112 });
    expect(written.ok && toHex(written.bytes)).toBe(ANNEX_D.replaceAll(' ', ''));
    const locked = written.ok && written.locked.map((each) => (each ? 'L' : '.')).join('');
    expect(locked).toBe('LL....LLL');
  });

  it('reads an identifier that is alone, and every set information', () => {
    expect(readHex('9100051CBE991A14')).toMatchObject({ pii: '123456789012', owner: null });
    expect(readHex('9100051CBE991A14 1402011F 00')).toMatchObject({
      set: null,
      remarks: ['tag_set'],
    });
  });

  it('reads elements with numbers above 14', () => {
    const elements = [
      { oid: 1, value: 'N00012345' },
      { oid: 15, value: 'LOCAL' },
      { oid: 17, value: '书台' },
      { oid: 26, value: 'C9' },
    ];
    const written = writeElements(elements, { blockSize: 4, room: 112 });
    expect(written.ok && readElements(written.bytes)).toMatchObject({
      ok: true,
      elements: elements.map(({ oid, value }) => ({ oid, text: value })),
    });
  });

  it('announces elements in a bitmap from number 3 on', () => {
    expect(announcedBy(bytes('D0'))).toEqual([3, 4, 6]);
    expect(toHex(contentParameter([3, 4, 6]))).toBe('D0');
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 3, max: 26 }), { minLength: 1 }), (oids) => {
        expect(announcedBy(contentParameter(oids))).toEqual(oids.toSorted((a, b) => a - b));
      }),
    );
  });

  it('names the types of usage', () => {
    const usage = (code: string) => readHex(`9100051CBE991A14 0501${code} 00 0000`);
    expect(usage('10')).toMatchObject({ usage: 'circulating' });
    expect(usage('70')).toMatchObject({ usage: 'discarded' });
    expect(usage('80')).toMatchObject({ usage: 'patron_card' });
  });

  it('gives back what was written, also with blocks that are turned round', () => {
    fc.assert(
      fc.property(newTag, fc.boolean(), fc.constantFrom(4, 8), (tag, lock, blockSize) => {
        const written = writeElementTag(tag, { blockSize, room: 256 }, lock);
        if (!written.ok) throw new Error(written.code);
        const memory = joined([written.bytes], 256);
        const expected = { is: 'item', pii: tag.pii, owner: tag.owner, set: tag.set };
        expect(readTag({ kind: 'hf', blockSize, bytes: memory })).toMatchObject(expected);
      }),
    );
    const turned = reverseBlocks(bytes(ANNEX_D), 4);
    expect(read(turned)).toMatchObject({ pii: '123456789012', reversed: true });
  });
});

describe('ISO 28560-3', () => {
  it('reads fixed blocks, as they lie and turned round', () => {
    const expected = {
      is: 'item',
      model: 'iso28560_3',
      owner: 'DE-705',
      set: { total: 1, part: 1 },
    };
    expect(readHex(FIXED)).toMatchObject({ ...expected, pii: '11223344', usage: 'circulating' });
    expect(readHex(FIXED_OTHER)).toMatchObject({ ...expected, pii: 'B0001234', reversed: false });
    const turned = reverseBlocks(bytes(FIXED_OTHER), 4);
    expect(read(turned)).toMatchObject({ pii: 'B0001234', reversed: true });
  });

  it('reads nibbles of usage and version that were swapped', () => {
    const written = writeFixedBlock({ pii: '7', owner: null, set: null, shelf: null }, 32);
    if (!written.ok) throw new Error(written.code);
    expect(read(written.bytes)).toMatchObject({ pii: '7', owner: null });
  });

  it('reads extension blocks, and says when one is damaged', () => {
    const long = `${FIXED}0000`;
    const whole = `${long} 0C010013 0200 44452D313233 0904006D 7469746C65 00`;
    expect(readHex(whole)).toMatchObject({
      pii: '11223344',
      remarks: [],
      fields: [
        { oid: 1, text: '11223344' },
        { oid: 3, text: 'DE-705' },
        { oid: 19, text: '02' },
        { oid: 23, text: 'DE-123' },
        { oid: 17, text: 'title' },
      ],
    });
    expect(readHex(whole.replace('7469', '7569'))).toMatchObject({
      pii: '11223344',
      remarks: ['tag_extension'],
    });
  });

  it('writes the examples byte for byte', () => {
    const tag = { pii: 'B0001234', owner: 'DE-705', set: null, shelf: null };
    const written = writeFixedBlock(tag, 32);
    expect(written.ok && toHex(written.bytes)).toBe(FIXED_OTHER);
  });

  it('gives back what was written, and refuses what it cannot hold', () => {
    fc.assert(
      fc.property(newTag, fc.constantFrom(32, 112), (tag, room) => {
        const written = writeFixedBlock(tag, room);
        if (!written.ok) return;
        const memory = joined([written.bytes], room);
        const set = tag.set ?? { total: 1, part: 1 };
        expect(read(memory)).toMatchObject({ pii: tag.pii, owner: tag.owner, set });
      }),
    );
    const refused = (tag: Partial<NewTag>) => {
      const written = writeFixedBlock(
        { pii: 'A', owner: null, set: null, shelf: null, ...tag },
        34,
      );
      return written.ok || written.code;
    };
    expect(refused({ pii: 'A'.repeat(17) })).toBe('tag_text');
    expect(refused({ owner: 'NLC' })).toBe('tag_owner');
    expect(refused({ set: { total: 256, part: 1 } })).toBe('tag_text');
  });
});

describe('damaged and foreign memory', () => {
  const code = (hex: string) => {
    const tag = readHex(hex);
    return tag.is === 'damaged' || tag.is === 'foreign' ? tag.code : tag.is;
  };

  it('ends in a code', () => {
    expect(code('00000000')).toBe('blank');
    expect(code('FFFFFFFF')).toBe('blank');
    expect(code('9100051CBE99')).toBe('tag_cut');
    expect(code('9100051CBE991A14 4607441C')).toBe('tag_cut');
    expect(code('110005')).toBe('tag_length');
    expect(code('110105')).toBe('tag_value');
    expect(code('9100051CBE991A14 9100051CBE991A14')).toBe('tag_twice');
    expect(code('1 10A 1D0000')).toBe('tag_cut');
    expect(code(FIXED.replace('3131', '3132'))).toBe('tag_crc');
    expect(code('03FFD1010E5500')).toBe('tag_foreign');
  });

  it('has no barcode where a fixed block’s checksum does not hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const memory = bytes(FIXED);
        memory[at] = (memory[at] ?? 0) ^ flip;
        expect(read(memory).is).not.toBe('item');
      }),
    );
  });

  it('has the written barcode or none where memory ends too soon', () => {
    fc.assert(
      fc.property(newTag, fc.nat(), (tag, cut) => {
        const written = writeElementTag(tag, { blockSize: 4, room: 256 });
        if (!written.ok) return;
        const memory = written.bytes.slice(0, cut % written.bytes.length);
        const found = read(memory);
        expect(found.is === 'item' ? found.pii : tag.pii).toBe(tag.pii);
      }),
    );
  });

  it('never throws', () => {
    const memory = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.uint8Array({ maxLength: 64 }).map((noise) => joined([bytes('9100051CBE991A14'), noise])),
    );
    fc.assert(
      fc.property(memory, (noise) => {
        const before = Uint8Array.from(noise);
        expect(['item', 'blank', 'damaged', 'foreign']).toContain(read(noise).is);
        expect(sameBytes(before, noise)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
