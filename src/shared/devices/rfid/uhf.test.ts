import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentIndex, indexedBy, readIpc128, readIpc96, writeIpc96 } from './alliance.ts';
import { fromHex, joined, toHex } from './bytes.ts';
import { crcGen2 } from './crc.ts';
import { readTag } from './read-tag.ts';
import { pcWord, pcWordOf, writeEpcBank } from './uhf.ts';
import { readUrnCode40, writeUrnCode40 } from './urn-code-40.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const read = (epc: string, user = '') =>
  readTag({ kind: 'uhf', epc: bytes(epc), user: bytes(user) });
/** Texts of these signs; quicker than those of a pattern. */
const of = (signs: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...signs), minLength, maxLength });
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ASCII = Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32)).join('');

const UII = '141CC04FC70BADB5C6E2DA1DED4DD319';
const USER = '06 0201D0 140204B3 4607441CB6E2E335D6 5308AB4D6C9DD556CDEB 00';

describe('ISO/TS 28560-4', () => {
  it.each([
    ['CH-000134-1.12345678.31', UII],
    ['B.A12312345678', '10E2FB2102DDDF7C4E00'],
  ])('writes and reads %s', (text, hex) => {
    expect(toHex(writeUrnCode40(text) ?? new Uint8Array())).toBe(hex);
    expect(readUrnCode40(bytes(hex))).toBe(text);
  });

  it('reads a PC word', () => {
    const word = pcWordOf(0x45c2);
    const expected = { words: 8, userMemory: true, extended: false, iso: true, low: 0xc2 };
    expect(word).toEqual(expected);
    expect(pcWord(word)).toBe(0x45c2);
  });

  it('reads an EPC bank with its user bank, and writes it', () => {
    expect(read(`0000 45C2 ${UII}`, USER)).toMatchObject({
      is: 'item',
      model: 'iso28560_4',
      pii: '12345678',
      owner: 'CH-000134-1',
      set: { total: 3, part: 1 },
      fields: [
        { oid: 1, text: '12345678' },
        { oid: 2, text: 'D0' },
        { oid: 4, text: '1203' },
        { oid: 6, text: 'QA268.L55' },
        { oid: 3, text: 'US-InU-Mu' },
      ],
    });
    const bank = writeEpcBank('CH-000134-1.12345678.31', { afi: 0xc2, userMemory: true });
    expect(toHex(bank ?? new Uint8Array())).toBe(`45C2${UII}`);
  });

  it('checks the checksum where the reader gives one', () => {
    const bank = bytes(`45C2 ${UII}`);
    const crc = crcGen2(bank);
    const whole = joined([Uint8Array.of(crc >> 8, crc & 0xff), bank]);
    expect(read(toHex(whole), USER)).toMatchObject({ pii: '12345678' });
    whole[7] = (whole[7] ?? 0) ^ 1;
    expect(read(toHex(whole), USER)).toMatchObject({ is: 'damaged', code: 'tag_crc' });
    expect(read('0000 45C2 141C')).toMatchObject({ is: 'damaged', code: 'tag_cut' });
    expect(read('0000 0000')).toEqual({ is: 'blank' });
    for (const short of ['', '0000', '0000 00'])
      expect(read(short)).toMatchObject({ is: 'damaged', code: 'tag_cut' });
  });

  it('keeps the identifier when the user bank is damaged', () => {
    const found = read(`0000 45C2 ${UII}`, '06 0201D0 46074');
    expect(found).toMatchObject({ pii: '12345678', remarks: [] });
    expect(read(`0000 45C2 ${UII}`, '06 0201D0 460744')).toMatchObject({
      pii: '12345678',
      remarks: expect.arrayContaining(['tag_user_bank']),
    });
  });

  it('gives back every text', () => {
    const text = fc.oneof(
      of(`${CAPITALS}${DIGITS}.:-`, 1, 20),
      of(ASCII, 1, 20),
      fc.tuple(of(CAPITALS, 0, 3), of(DIGITS, 9, 26), of('a/', 0, 2)).map((each) => each.join('')),
      fc.constantFrom('N12.中国56789', 'é1'),
    );
    fc.assert(
      fc.property(text, (given) => {
        expect(readUrnCode40(writeUrnCode40(given) ?? new Uint8Array())).toBe(given);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the university alliance’s form', () => {
  it('reads and writes a content index', () => {
    expect(indexedBy(0x00a1)).toEqual([3, 12, 15]);
    expect(contentIndex([3, 12, 15])).toBe(0x00a1);
    expect(contentIndex([1])).toBeNull();
  });

  it.each([
    ['ABC01', '054142433031'],
    ['ABC012', '06414243303132'],
    ['ABC0123*', 'A8324911EC010000'],
    ['ABC01234=', 'D933491148130000'],
    ['ABC012345~', 'EA374911E4C00000'],
    ['ABC0123456a', '1B36491100890700'],
    ['ABC01234567z', 'AC3749111C5A4B00'],
    ['99999999999999', '9E932449FE276BEE'],
    ['ZZZ80007000000', '0EA3AA2A82B92A00'],
  ])('packs %s into 96 bits', (text, hex) => {
    expect(readIpc96(bytes(hex))).toBe(text);
    expect(toHex(writeIpc96(text) ?? new Uint8Array())).toBe(hex);
  });

  it('gives back every identifier that fits into 96 bits', () => {
    const text = fc.oneof(
      of(ASCII, 1, 7),
      fc
        .tuple(of(`${CAPITALS}${DIGITS}`, 3, 3), of(DIGITS, 4, 10), of(ASCII, 1, 1))
        .map((each) => each.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const packed = joined([writeIpc96(given) ?? new Uint8Array()], 8);
        expect(readIpc96(packed)).toBe(given);
      }),
    );
  });

  it('reads identifiers of 128 bits', () => {
    expect(readIpc128(bytes('06414243303132'))).toBe('ABC012');
    expect(readIpc128(bytes('00'))).toBeNull();
  });

  it('reads a tag with its lending state, and takes nothing else for one', () => {
    const epc = (first: string) => `0000 3000 ${first}0000A1 A8324911EC010000`;
    const expected = { is: 'item', model: 'alliance', pii: 'ABC0123*' };
    expect(read(epc('80'))).toMatchObject({ ...expected, lent: true });
    expect(read(epc('00'))).toMatchObject({ ...expected, lent: false });
    expect(read('0000 3000 E28011606000020612345678')).toMatchObject({ is: 'foreign' });
  });

  it('reads tags as three makers wrote them, checksums included', () => {
    const first = read('24E6 3400 8003 0053 3813 0058 B907 0000');
    expect(first).toMatchObject({ model: 'alliance', pii: 'H0154943', lent: true });
    const second = read('DAD5 3000 1703 2808 7903 0000 8456 0000');
    expect(second).toMatchObject({ model: 'alliance', pii: '000055377', lent: false });
    const third = read('A362 3D07 150C C6B7 C697 ADB4 5964 B3CF C1C1 23EF');
    const expected = { model: 'iso28560_4', pii: '001', owner: 'CN-110108-1-NLC' };
    expect(third).toMatchObject(expected);
  });

  it('takes no goods for books (EPCs of the GS1 Tag Data Standard), nor versions that are not there', () => {
    const header = fc.integer({ min: 0x2c, max: 0x3f });
    const rest = fc.uint8Array({ minLength: 11, maxLength: 15 });
    fc.assert(
      fc.property(header, rest, (first, others) => {
        const words = Math.floor((others.length + 1) / 2);
        const bank = Uint8Array.of(0, 0, words << 3, 0, first, ...others);
        expect(readTag({ kind: 'uhf', epc: bank, user: new Uint8Array() }).is).not.toBe('item');
      }),
      { numRuns: 500 },
    );
    expect(read('0000 3000 300833B2DDD9014000000000')).toMatchObject({ is: 'foreign' });
    expect(read('0000 3000 000400A1 A8324911EC010000')).toMatchObject({ is: 'foreign' });
    expect(read('0000 3000 400000A1 A8324911EC010000')).toMatchObject({ is: 'foreign' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        (epc, user) => {
          expect(readTag({ kind: 'uhf', epc, user }).is).toBeTypeOf('string');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
