// Cutting a file into records: any pieces, damage of every kind, and the rest goes on.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cnmarc } from '../../../tests/support/marc-file.ts';
import { MOST_RECORD_BYTES, recordSplitter } from './split-records.ts';

const record = (title: string) => cnmarc({ title, author: '王珊', barcodes: ['N12345678'] });

/** What becomes of a file that comes in pieces that end at these places. */
function parts(file: Uint8Array, ends: readonly number[] = []) {
  const splitter = recordSplitter();
  const found = [];
  let from = 0;
  for (const end of [...ends].map((each) => each % (file.length + 1)).toSorted((a, b) => a - b)) {
    found.push(...splitter.push(file.subarray(from, end)));
    from = end;
  }
  found.push(...splitter.push(file.subarray(from)), ...splitter.end());
  return found.map((each) =>
    'bytes' in each
      ? { number: each.number, at: each.at, text: Buffer.from(each.bytes).toString('latin1') }
      : each,
  );
}

const damaged = Buffer.concat([
  Buffer.from('\uFEFF\r\n'),
  record('甲'),
  Buffer.from('\r\n'),
  record('乙').subarray(0, 150),
  record('丙'),
  Buffer.from(' \n\u001a'),
  record('丁').subarray(0, 90),
]);

describe('records of a file', () => {
  it('are the same however the file is cut into pieces', () => {
    const whole = parts(damaged);
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { maxLength: 40 }), (ends) => {
        expect(parts(damaged, ends)).toEqual(whole);
      }),
      { numRuns: 150 },
    );
    expect(parts(damaged, [...damaged.keys()])).toEqual(whole);
  });

  it('go on after one that was cut: the next is found by its own leader', () => {
    const [first, cut, third, last] = parts(damaged);
    expect(first).toMatchObject({ number: 1, at: 5 });
    const at = 5 + record('甲').length + 2;
    expect(cut).toEqual({ number: 2, at, lost: 'cut', facts: { bytes: 150 } });
    expect(third).toMatchObject({ number: 3, at: at + 150, text: record('丙').toString('latin1') });
    expect(last).toMatchObject({ number: 4, lost: 'cut', facts: { bytes: 90 } });
  });

  it('are none in an empty file, in blanks, and in a file that is something else', () => {
    expect(parts(Buffer.alloc(0))).toEqual([]);
    expect(parts(Buffer.from(' \r\n\r\n\u0000'))).toEqual([]);
    expect(parts(Buffer.from('PK-something'))).toEqual([
      { number: 1, at: 0, lost: 'cut', facts: { bytes: 12 } },
    ]);
  });

  it('are not looked for without end', () => {
    const file = Buffer.concat([
      Buffer.alloc(MOST_RECORD_BYTES + 5, 'x'),
      Buffer.from('\u001d'),
      record('后'),
    ]);
    const lost = { number: 1, at: 0, lost: 'endless', facts: { bytes: MOST_RECORD_BYTES } };
    const found = parts(file);
    expect(found).toMatchObject([lost, { number: 2, at: MOST_RECORD_BYTES + 6 }]);
    expect(parts(file, [1000, MOST_RECORD_BYTES - 1, MOST_RECORD_BYTES + 3])).toEqual(found);
  });
});
