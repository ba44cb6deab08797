import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, createBuckets, differing } from './buckets.ts';
import type { BucketRow } from './buckets.ts';
import { bucketOf } from './chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const digestsOf = (rows: readonly BucketRow[]) => {
  const buckets = createBuckets(sha256);
  for (const row of rows) buckets.add(row);
  return buckets.digests();
};
const rowsOf = (images: readonly string[]) =>
  images.map((image, index) => ({ id: `id-${index}`, digest: sha256(`${index}${image}`) }));

describe('buckets', () => {
  it('are the same in whatever order rows come', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), fc.nat(), (images, seed) => {
        const rows = rowsOf(images);
        const turned = rows.toSorted((a, b) =>
          sha256(a.id + seed) < sha256(b.id + seed) ? -1 : 1,
        );
        expect(digestsOf(turned)).toEqual(digestsOf(rows));
      }),
    );
  });

  it('differ exactly where a row was changed, lost or came anew', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.constantFrom('changed', 'lost', 'new'),
        (images, where, how) => {
          const rows = rowsOf(images);
          const at = rows[where % rows.length];
          const others = rows.filter((row) => row !== at);
          const fresh = { id: `new-${where}`, digest: sha256('new') };
          const touched = how === 'new' ? fresh : at;
          const after = {
            changed: [...others, { id: at?.id ?? '', digest: sha256('touched') }],
            lost: others,
            new: [...rows, fresh],
          }[how];
          expect(differing(digestsOf(rows), digestsOf(after))).toEqual([
            bucketOf(touched?.id ?? '', sha256),
          ]);
        },
      ),
    );
  });

  it('are all zeros when empty', () => {
    expect(new Set(digestsOf([]))).toEqual(new Set(['0'.repeat(64)]));
    expect(digestsOf([])).toHaveLength(BUCKETS);
  });
});
