// Loans, holds, offers and cases that ended long ago lose their reader, a portion at a time; figures stay.

import { daysAfter } from '../../shared/lib/time.ts';
import { unlinkLent } from '../erasing/unlink-loans.ts';
import type { ErasedKey } from '../erasing/unlink-request.ts';
import { hasFailed } from '../failure.ts';
import type { UnlinkingParts } from './unlink-old.ts';

/** Rows of one turn: the log is looked through once for all of them. */
const PORTION = 500;

/** Unlinks one portion of what ended more than `privacy.loan_days` ago; gives how many rows it was. */
export async function unlinkLoans(parts: UnlinkingParts): Promise<number> {
  const { store, lane } = parts;
  const days = lane.settings().policies.number('privacy.loan_days');
  const before = daysAfter(lane.now(), -days);
  const keys: ErasedKey[] = [];
  let unlinked = 0;
  for (const place of await store.reads.listedUpTo('linked', before, PORTION)) {
    const done = await unlinkLent(parts, place);
    if (hasFailed(done)) break;
    keys.push(...done);
    unlinked += done.length > 0 ? 1 : 0;
  }
  if (keys.length > 0) await store.eraseImages(keys);
  return unlinked;
}
