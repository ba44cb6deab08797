// One record: fields by directory, damage in sentences, and what real files do wrong without harm.

import { describe, expect, it } from 'vitest';
import { cnmarc, marcRecord } from '../../../tests/support/marc-file.ts';
import { TEXT_DECODERS } from '../../node/text-decoders.ts';
import { readMarc, subfieldsOf } from './marc-record.ts';

const { utf8, gb18030 } = TEXT_DECODERS;
const fields = [
  ['001', '0001'],
  ['200', '1 $a数据库$f王珊'],
  ['905', '  $aNSTK$bN12345678'],
] as const;

function read(bytes: Uint8Array, decode = utf8) {
  const found = readMarc(bytes, decode);
  return 'record' in found
    ? { fields: found.record.fields, notes: found.notes.map(({ code }) => code) }
    : found.refused;
}
const wanted = [
  { tag: '001', text: '0001' },
  { tag: '200', text: '1 \u001fa数据库\u001ff王珊' },
  { tag: '905', text: '  \u001faNSTK\u001fbN12345678' },
];

/** The record with some of its characters exchanged. */
function patched(bytes: Buffer, at: number, text: string): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(text, at, 'latin1');
  return copy;
}

describe('a record', () => {
  it('is read in both encodings', () => {
    expect(read(marcRecord(fields))).toEqual({ fields: wanted, notes: [] });
    const gb = marcRecord(fields, { encoding: 'gb18030' });
    expect(read(gb, gb18030)).toEqual({ fields: wanted, notes: [] });
    expect(read(gb)).toMatchObject({ code: 'bad_text' });
  });

  it('is read in the order of its directory, wherever its fields lie', () => {
    const bytes = marcRecord(fields);
    const directory = bytes.subarray(24, 60).toString('latin1');
    const turned = patched(bytes, 24, directory.slice(24) + directory.slice(0, 24));
    expect(read(turned)).toEqual({ fields: [wanted[2], wanted[0], wanted[1]], notes: [] });
  });

  it('may state a wrong length and offsets, as files do whose encoding was changed', () => {
    const gb = marcRecord(fields, { encoding: 'gb18030' });
    const base = Number(gb.subarray(12, 17).toString());
    const changed = Buffer.concat([
      gb.subarray(0, base),
      Buffer.from(gb18030(gb.subarray(base)) ?? ''),
    ]);
    expect(read(changed)).toEqual({ fields: wanted, notes: ['wrong_length'] });
    expect(read(patched(marcRecord(fields), 0, '00042'))).toMatchObject({
      notes: ['wrong_length'],
    });
  });

  it('with a terminator inside a field is read by its directory', () => {
    const odd = marcRecord([['300', '  $a注\u001e释'], ...fields]);
    expect(read(odd)).toMatchObject({ fields: [{ text: '  \u001fa注\u001e释' }, ...wanted] });
  });

  it('may be longer than five digits can say', () => {
    const long = '摘要'.repeat(1200);
    const many = Array.from({ length: 20 }, () => ['330', `  $a${long}`] as const);
    const bytes = marcRecord([...fields, ...many]);
    expect(bytes.length).toBeGreaterThan(99_999);
    expect(read(bytes)).toMatchObject({ notes: [], fields: { length: 23, 1: wanted[1] } });
  });

  it('is refused by the part that cannot be read', () => {
    const bytes = marcRecord(fields);
    expect(read(patched(bytes, 12, '0x061'))).toMatchObject({ code: 'bad_leader' });
    expect(read(patched(bytes, 12, '99999'))).toMatchObject({ code: 'bad_leader' });
    expect(read(patched(bytes, 30, 'zz'))).toMatchObject({ code: 'bad_directory' });
    const cut = Buffer.concat([bytes.subarray(0, 70), Buffer.from('\u001d')]);
    expect(read(cut)).toMatchObject({ code: 'bad_directory', facts: { bytes: 71 } });
    expect(read(Buffer.from('nonsense\u001d'))).toMatchObject({ code: 'bad_leader' });
  });

  it('gives subfields in their order, empty ones too', () => {
    expect(subfieldsOf('1 \u001fa 题名 \u001ff\u001fa乙')).toEqual([
      { code: 'a', value: '题名' },
      { code: 'f', value: '' },
      { code: 'a', value: '乙' },
    ]);
    expect(cnmarc({ title: '甲' }).at(-1)).toBe(0x1d);
  });
});
