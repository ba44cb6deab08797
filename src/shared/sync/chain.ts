// The hash chain of the log: each row's hash covers the row before it, so that every desk's cursor is a witness.

import type { LogRow } from './protocol.ts';

/** Hex SHA-256 of a text; passed in, since shared code has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** What a row's hash covers besides the row before it. */
export type ChainFields = Omit<LogRow, 'hash' | 'image' | 'imageHash'>;

/**
 * Hash of a row: SHA-256 over the previous hash, the fields and the hash of the image, a line each. The image is in it
 * by its hash, so that it can be erased while the chain still verifies.
 */
export function rowHash(
  previous: string,
  row: ChainFields,
  imageHash: string,
  sha256: Sha256,
): string {
  const { seq, kind, id, ver, commandId, actor, desk, serverTime } = row;
  const lines = [previous, seq, kind, id, ver, commandId, actor, desk, serverTime, imageHash];
  return sha256(lines.join('\n'));
}

/** Whether rows follow each other and the hash before them; gives the first `seq` that does not fit, or null. */
export function firstBreak(
  previous: { seq: number; hash: string },
  rows: readonly LogRow[],
  sha256: Sha256,
): number | null {
  let { seq, hash } = previous;
  for (const row of rows) {
    const imageHash = row.image === null ? (row.imageHash ?? '') : sha256(row.image);
    if (row.seq !== seq + 1 || rowHash(hash, row, imageHash, sha256) !== row.hash) return row.seq;
    ({ seq, hash } = row);
  }
  return null;
}

/** Number of the bucket (0 to 255) in which an entity is compared; the first byte of its id's hash. */
export function bucketOf(id: string, sha256: Sha256): number {
  return Number.parseInt(sha256(id).slice(0, 2), 16);
}
