// Who gets a copy that has come back: a request, the first of those who wait, its home; said, and done as far as rows go.

import type { Copy, Hold } from '../../library/entities.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { definitionOf, SYSTEM, attempt, remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { bringOn, isErrand } from './bring-on.ts';
import { isFetching } from './fetching.ts';
import { isUnusable } from './free-copy.ts';
import { keepForHold } from './queue-of-holds.ts';

/** Says where a copy goes that is kept for a hold. */
function sayHold(run: Run, hold: Hold): void {
  const here = run.point === null || run.point.campus === hold.pickupCampus;
  remark(run, here ? 'to_hold_shelf' : 'to_other_campus', { campus: hold.pickupCampus });
}

/** Keeps the copy for the first who waits for it, and says where it goes. Null: nobody waits. */
export async function promise(run: Run, copy: Copy): Promise<Hold | null> {
  const hold = await keepForHold(run, copy);
  if (hold) sayHold(run, hold);
  return hold;
}

/** A copy that was kept for somebody who no longer waits is kept for the next, if there is one and it is still there. */
export async function passKept(run: Run, copyId: string): Promise<void> {
  const copy = await run.world.get('copy', copyId);
  const lent = copy ? await run.world.list('openLoanOf', copy.id) : [];
  if (copy?.status === 'available' && lent.length === 0) await promise(run, copy);
}

/** Whether the copy stands here by a temporary move that has not ended. */
function belongsHere(run: Run, copy: Copy): boolean {
  const { place } = run.env.settings;
  const campus = run.point?.campus;
  if (campus === undefined || place(copy.home)?.campus === campus) return true;
  return copy.returnDay !== null && place(copy.holding)?.campus === campus;
}

/** Code of a return that a copy given back away from its home opens: its barcode, and the end of the command's id. */
function returnCode(run: Run, copy: Copy): string {
  return `R-${copy.barcode}-${run.command.id.slice(-4)}`;
}

/** Rule 16: a copy given back away from its home goes home by a request of its own. */
async function sendHome(run: Run, copy: Copy): Promise<void> {
  const code = returnCode(run, copy);
  const opened = await attempt(run, (inner) =>
    inner.step(inner, {
      definition: definitionOf(inner, 'reallocation'),
      request: null,
      action: 'open_return',
      input: { copyId: copy.id, target: copy.home, code },
      actor: SYSTEM,
      point: inner.point,
      cascade: true,
      id: inner.nextId(),
    }),
  );
  if (opened.ok) remark(run, 'return_opened', { code });
}

/** Whether a request keeps the copy, and says so; an errand for a hold goes on by the scan, and may end with it. */
async function isHeld(run: Run, copy: Copy): Promise<boolean> {
  const holder = await holderOf(run, copy.id);
  if (!holder) return false;
  if (isErrand(holder) && (await bringOn(run, holder, copy))) return false;
  const [ready] = await run.world.list('readyHoldOf', copy.id);
  if (ready && isFetching(holder)) sayHold(run, ready);
  else remark(run, 'for_request', { code: holder.code, queue: holder.queue });
  return true;
}

/** Serves whoever is next for a copy that is here and free. */
export async function serveNext(run: Run, copy: Copy): Promise<void> {
  if ((await isHeld(run, copy)) || isUnusable(copy)) return;
  const [ready] = await run.world.list('readyHoldOf', copy.id);
  if (ready) return sayHold(run, ready);
  if (copy.status !== 'available') return;
  if (await promise(run, copy)) return;
  if (!belongsHere(run, copy)) await sendHome(run, copy);
}
