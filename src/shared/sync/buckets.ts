// Digests of buckets of rows: desk and service compute them alike, and compare 256 of them instead of every row.

import { bucketOf } from './chain.ts';
import type { Sha256 } from './chain.ts';

/** Buckets of a kind. */
export const BUCKETS = 256;

/** What is compared of a row: its image's SHA-256 (hex), which covers id, version and all else that is public. */
export interface BucketRow {
  id: string;
  digest: string;
}

/** Buckets being filled. */
export interface Buckets {
  add(row: BucketRow): void;
  /** One digest a bucket, 64 hex digits, in the order of the buckets. */
  digests(): string[];
}

const WORDS = 8;
const HEX_OF_WORD = 8;

/**
 * Makes empty buckets. A bucket's digest is the exclusive or of its rows' digests, so that rows may come in any order;
 * an empty bucket's is all zeros.
 */
export function createBuckets(sha256: Sha256): Buckets {
  const words = new Uint32Array(BUCKETS * WORDS);
  return {
    add({ id, digest }) {
      const base = bucketOf(id, sha256) * WORDS;
      for (let word = 0; word < WORDS; word += 1) {
        const from = word * HEX_OF_WORD;
        const value = Number.parseInt(digest.slice(from, from + HEX_OF_WORD), 16);
        words[base + word] = (words[base + word] ?? 0) ^ value;
      }
    },
    digests: () =>
      Array.from({ length: BUCKETS }, (_, bucket) =>
        Array.from(words.subarray(bucket * WORDS, (bucket + 1) * WORDS), (word) =>
          word.toString(16).padStart(HEX_OF_WORD, '0'),
        ).join(''),
      ),
  };
}

/** Numbers of the buckets that differ. */
export function differing(own: readonly string[], other: readonly string[]): number[] {
  return own.flatMap((digest, bucket) => (digest === other[bucket] ? [] : [bucket]));
}
