// Compares a desk's rows with the service's, 256 buckets a kind, and gives the rows of the buckets that differ.

import { sha256 } from '../../node/env.ts';
import type { Kind } from '../../shared/queues/world/world.ts';
import { createBuckets, differing } from '../../shared/sync/buckets.ts';
import { bucketOf } from '../../shared/sync/chain.ts';
import type { ChecksumAnswer, Cursor } from '../../shared/sync/protocol.ts';
import { SECTIONS } from '../../shared/sync/snapshot-lines.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { Library } from '../library.ts';
import type { Timers } from '../service-port.ts';
import type { StoreReads } from '../store/port.ts';

/** Compares. */
export interface Checksums {
  compare(kind: string, digests: readonly string[]): Promise<ChecksumAnswer | Failure>;
}

interface Computed {
  digests: string[];
  /** The log's end at which they hold. */
  at: Cursor;
}

const PAGE = 5000;
/** Rows of one answer; buckets beyond that come when the desk asks again. */
const MOST_ROWS = 20_000;
const TRIES = 3;

const COMPARED: ReadonlySet<string> = new Set(
  SECTIONS.main.filter((section) => section !== 'text'),
);

/** Makes it; what was computed is kept until a row of the kind changes. */
export function createChecksums(parts: {
  reads: StoreReads;
  library: Library;
  timers: Timers;
}): Checksums {
  const { reads, library, timers } = parts;
  const kept = new Map<Kind, Computed>();

  const breathe = () => new Promise<void>((resolve) => void timers.after(0, resolve));
  const everyPage = async <R extends { id: string }>(
    read: (after: string) => Promise<R[]>,
    take: (row: R) => void,
  ) => {
    let after = '';
    for (;;) {
      const page = await read(after);
      for (const row of page) take(row);
      after = page.at(-1)?.id ?? after;
      if (page.length < PAGE) return;
      await breathe();
    }
  };
  /** Whether no row of the kind was written between two ends of the log. */
  const isQuiet = async (kind: Kind, from: Cursor, to: Cursor): Promise<boolean> => {
    let { seq } = from;
    while (seq < to.seq) {
      const rows = await reads.log(seq, PAGE);
      if (rows.some((row) => row.kind === kind)) return false;
      seq = rows.at(-1)?.seq ?? to.seq;
    }
    return true;
  };
  /** Whether the log goes on from that end; a database may have gone back since. */
  const holds = async ({ seq, hash }: Cursor, head: Cursor): Promise<boolean> => {
    if (seq >= head.seq) return seq === head.seq && hash === head.hash;
    return seq === 0 || (await reads.hashAt(seq)) === hash;
  };
  const compute = async (kind: Kind): Promise<Computed | null> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const at = await reads.head();
      const buckets = createBuckets(sha256);
      await everyPage((after) => reads.digests(kind, after, PAGE), buckets.add);
      const end = await reads.head();
      if (await isQuiet(kind, at, end)) return { digests: buckets.digests(), at: end };
    }
    return null;
  };
  const computed = async (kind: Kind): Promise<Computed | null> => {
    const known = kept.get(kind);
    const head = await reads.head();
    const valid = known && (await holds(known.at, head)) && (await isQuiet(kind, known.at, head));
    const result = valid ? { ...known, at: head } : await compute(kind);
    if (result) kept.set(kind, result);
    return result;
  };
  const rowsOf = async (kind: Kind, buckets: readonly number[]) => {
    const images = new Map<number, string[]>(buckets.map((bucket) => [bucket, []]));
    await everyPage(
      (after) => reads.page(kind, after, PAGE),
      ({ id, image }) => void images.get(bucketOf(id, sha256))?.push(image),
    );
    const found: ChecksumAnswer['differing'] = [];
    let rows = 0;
    for (const [bucket, list] of images) {
      if (found.length > 0 && rows + list.length > MOST_ROWS) break;
      rows += list.length;
      found.push({ bucket, images: list });
    }
    return found;
  };
  return {
    async compare(kind, digests) {
      if (!COMPARED.has(kind)) return failure(400, 'bad_request', { kind });
      const own = await computed(kind as Kind);
      // Too much is going on to compare anything: nothing is said to differ.
      if (!own) return failure(503, 'unavailable', {}, { retryAfter: 60 });
      const { epoch } = library.about();
      const differ = differing(own.digests, digests);
      if (differ.length === 0) return { epoch, through: own.at, differing: [] };
      const rows = await rowsOf(kind as Kind, differ);
      const end = await reads.head();
      if (!(await isQuiet(kind as Kind, own.at, end))) {
        return failure(503, 'unavailable', {}, { retryAfter: 60 });
      }
      return { epoch, through: end, differing: rows };
    },
  };
}
