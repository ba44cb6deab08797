// Takes readers out of loans, holds, offers and cases that have ended: in rows, in the notices about them, in older images.

import type { UnlinkedKind } from '../../shared/circulation/loans/loan-unlink.ts';
import { UNLINKED_KINDS, noticesAbout } from '../../shared/circulation/loans/loan-unlink.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import { NEVER } from '../lane/stored.ts';
import type { Listing } from '../store/port.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { systemCommand } from './unlink-request.ts';
import type { ErasedKey, ErasingParts } from './unlink-request.ts';

const PAGE = 2000;

function isUnlinked(kind: string): kind is UnlinkedKind {
  return (UNLINKED_KINDS as readonly string[]).includes(kind);
}

/** Readers who are named in a row. */
function readersIn(image: string): string[] {
  const row = JSON.parse(image) as Record<string, unknown>;
  const named = [row['readerId'], row['fromReader'], row['toReader']];
  return named.filter((each) => typeof each === 'string' && each !== '') as string[];
}

/** Notices about one row that go with it. */
async function noticeKeys(
  { lane }: ErasingParts,
  readers: readonly string[],
  rowId: string,
): Promise<ErasedKey[]> {
  return lane.look(async (world) => {
    const keys: ErasedKey[] = [];
    for (const reader of readers) {
      for (const { id } of await noticesAbout(world, reader, rowId))
        keys.push({ kind: 'notice', id });
    }
    return keys;
  });
}

/** Unlinks one row; gives what of it is to be blanked, nothing where it cannot be unlinked yet. */
export async function unlinkLent(
  parts: ErasingParts,
  { kind, id }: Pick<Listing, 'kind' | 'id'>,
): Promise<ErasedKey[] | Failure> {
  if (!isUnlinked(kind)) return [];
  const [stored] = await parts.store.reads.rows([{ kind, id }]);
  if (!stored || stored.image === '') return [];
  const notices = await noticeKeys(parts, readersIn(stored.image), id);
  const done = await systemCommand(parts, `${kind}.unlink`, id);
  if (hasFailed(done)) return done;
  return isAccepted(done.code) ? [{ kind, id }, ...notices] : [];
}

/** Everything of that kind that names one reader and has ended. */
export async function unlinkLentOf(
  parts: ErasingParts,
  readerId: string,
): Promise<ErasedKey[] | Failure> {
  const { reads } = parts.store;
  const places = await reads.listedUpTo('linked', NEVER, Number.MAX_SAFE_INTEGER);
  const keys: ErasedKey[] = [];
  for (let from = 0; from < places.length; from += PAGE) {
    const rows = await reads.rows(places.slice(from, from + PAGE));
    for (const { kind, id, image } of rows) {
      if (image === '' || !readersIn(image).includes(readerId)) continue;
      const done = await unlinkLent(parts, { kind, id });
      if (hasFailed(done)) return done;
      keys.push(...done);
    }
  }
  return keys;
}
