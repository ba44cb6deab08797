import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBreak, rowHash } from './chain.ts';
import { GENESIS } from './protocol.ts';
import type { LogRow } from './protocol.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function chainOf(images: readonly string[]): LogRow[] {
  const rows: LogRow[] = [];
  for (const [index, image] of images.entries()) {
    const fields = {
      seq: index + 1,
      kind: 'copy' as const,
      id: `c${index}`,
      ver: 2,
      commandId: 'x',
      actor: 'a',
      desk: 'd',
      serverTime: '2018-06-06T00:00:00.000Z',
    };
    const hash = rowHash(rows.at(-1)?.hash ?? GENESIS, fields, sha256(image), sha256);
    rows.push({ ...fields, image, imageHash: null, hash });
  }
  return rows;
}

const start = { seq: 0, hash: GENESIS };

describe('chain', () => {
  it('verifies as it was written, also after an image was erased', () => {
    const rows = chainOf(['{"a":1}', '{"b":2}', '{"c":3}']);
    expect(firstBreak(start, rows, sha256)).toBeNull();
    const erased = rows.map((row, index) =>
      index === 1 ? { ...row, image: null, imageHash: sha256(row.image ?? '') } : row,
    );
    expect(firstBreak(start, erased, sha256)).toBeNull();
  });

  it('names the first row that was touched, left out or exchanged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 2, maxLength: 12 }),
        fc.nat(),
        fc.constantFrom('image', 'ver', 'actor', 'gone'),
        (images, where, how) => {
          const rows = chainOf(images);
          const at = where % (how === 'gone' ? rows.length - 1 : rows.length);
          const touched = rows.flatMap((row, index) => {
            if (index !== at) return [row];
            if (how === 'gone') return [];
            return [{ ...row, [how]: how === 'ver' ? 9 : `${row[how]}!` }];
          });
          const expected = how === 'gone' ? at + 2 : at + 1;
          expect(firstBreak(start, touched, sha256)).toBe(expected);
        },
      ),
    );
  });
});
