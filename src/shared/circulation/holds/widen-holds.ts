// A copy is gone: whoever waits for this very copy waits for another one, or for nothing where there is none, and is told.

import type { Copy, Hold } from '../../library/entities.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isLendable } from './free-copy.ts';
import { putHold } from './queue-of-holds.ts';
import { tellReader } from '../notices/tell.ts';

/** Gone until somebody finds it, or for good. A copy in repair comes back. */
const GONE: ReadonlySet<Copy['status']> = new Set(['missing', 'lost', 'withdrawn']);

/** Copies of the title that may be lent some day, those that may turn up among them. */
async function lendableCopies(run: Run, titleId: string): Promise<Copy[]> {
  const copies = await run.world.list('copiesOfTitle', titleId);
  return copies.filter((copy) => copy.status !== 'withdrawn' && isLendable(run, copy));
}

/**
 * Another volume stands for nothing: a hold on a volume waits for another copy of it, and for this one where it has no other
 * and may turn up.
 */
function insteadOf(copy: Copy, copies: readonly Copy[]): { copyId: string | null } {
  if (copy.volume === null) return { copyId: null };
  const same = copies.filter((each) => each.volume === copy.volume && each.id !== copy.id);
  const next = same.find((each) => !GONE.has(each.status)) ?? same[0];
  return { copyId: next?.id ?? copy.id };
}

async function end(run: Run, hold: Hold, title: string): Promise<void> {
  await putHold(run, hold, { ...hold, status: 'closed', outcome: 'cancelled', endedOn: run.at });
  tellReader(run, hold.readerId, 'hold.no_copy', { title, holdId: hold.id });
}

/** The hold as it goes on without its copy; null where it stays as it is. */
async function widen(run: Run, hold: Hold, copy: Copy, title: string): Promise<boolean> {
  const { copyId } = insteadOf(copy, await lendableCopies(run, copy.titleId));
  if (copyId === copy.id) return false;
  const { scope: _scope, ...rest } = hold;
  const after: Hold = copyId === null ? { ...rest, copyId } : { ...rest, copyId, scope: 'copy' };
  await putHold(run, hold, after);
  const code = copyId === null ? 'hold.any_copy' : 'hold.same_volume';
  tellReader(run, hold.readerId, code, { title, barcode: copy.barcode, holdId: hold.id });
  return true;
}

/** Whether the hold can never be served any more: by its volume, or by any copy. */
function isHopeless(hold: Hold, gone: Copy, copies: readonly Copy[]): boolean {
  const ofVolume = hold.copyId === gone.id && gone.volume !== null;
  const fit = ofVolume ? copies.filter(({ volume }) => volume === gone.volume) : copies;
  return fit.length === 0;
}

/**
 * Lets the holds that waited for a copy which is gone wait for any copy of the title, or of the volume, at their old places;
 * those that no copy can serve any more end. Readers and desk are told.
 */
export async function widenHolds(run: Run, copy: Copy): Promise<void> {
  if (!GONE.has(copy.status)) return;
  const title = await run.world.get('title', copy.titleId);
  const copies = await lendableCopies(run, copy.titleId);
  const ordered = (title?.onOrder ?? 0) > 0;
  let widened = 0;
  let ended = 0;
  for (const hold of await run.world.list('waitingHolds', copy.titleId)) {
    const name = title?.title ?? '';
    if (!ordered && isHopeless(hold, copy, copies)) {
      await end(run, hold, name);
      ended += 1;
    } else if (hold.copyId === copy.id && (await widen(run, hold, copy, name))) widened += 1;
  }
  const { barcode } = copy;
  if (widened > 0) remark(run, 'holds_widened', { holds: widened, barcode });
  if (ended > 0) remark(run, 'holds_ended', { holds: ended });
}
