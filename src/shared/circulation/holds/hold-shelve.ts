// A copy is put on the hold shelf for whoever is first in the queue, who is told where it lies and until when.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Copy, Hold, Place } from '../../library/entities.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { textOf } from '../../queues/parts/input.ts';
import { placeCopy } from '../../queues/effects/last-place.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { bringOn, isErrand } from './bring-on.ts';
import { isFetching } from './fetching.ts';
import { isRefusal, pointOf, scannedCopy } from '../input.ts';
import { putHold, waitingFor } from './queue-of-holds.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';
import { rightRefusal } from '../../queues/rights.ts';

function slotOf(run: Run): Place | Refusal {
  const { placeByCode, place } = run.env.settings;
  const named = textOf(run.command.input, 'slot');
  const slot = placeByCode(named) ?? place(named);
  return slot?.kind === 'hold_slot' && slot.active
    ? slot
    : refuse('bad_input', { field: 'slot', problem: 'unknown' });
}

/** A copy that is fetched for a hold has arrived where it is shelved; elsewhere it is on its way still. */
async function fetched(run: Run, copy: Copy, slot: Place): Promise<Refusal | null> {
  const holder = await holderOf(run, copy.id);
  if (!holder || !isErrand(holder) || (await bringOn(run, holder, copy))) return null;
  const { targetCampus: wanted } = holder;
  return !isFetching(holder) || wanted === slot.campus
    ? null
    : refuse('shelf_elsewhere', { place: slot.id, wanted });
}

async function copyRefusal(run: Run, copy: Copy): Promise<Refusal | null> {
  const { barcode } = copy;
  if (copy.status === 'withdrawn') return refuse('withdrawn_copy', { barcode });
  if (copy.status === 'lost') return refuse('copy_lost', { barcode });
  if (copy.status === 'in_repair') return refuse('copy_in_repair', { barcode });
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (loan) return refuse('on_loan', { barcode, due: loan.dueOn });
  const holder = await holderOf(run, copy.id);
  if (!holder) return null;
  return refuse('copy_in_custody', { barcode, code: holder.code, queue: holder.queue });
}

/**
 * The hold that the copy is for: the one that it is kept for, else the first that may have it. Whoever shelves it for
 * another one has that reader's slip in it and has to be told.
 */
async function holdFor(run: Run, copy: Copy): Promise<Hold | Refusal> {
  const { barcode } = copy;
  const [kept] = await run.world.list('readyHoldOf', copy.id);
  const hold = kept ?? (await waitingFor(run, copy))[0];
  if (!hold) return refuse('no_hold_waits', { barcode });
  const meant = await run.world.get('hold', run.command.entity);
  return meant === undefined || meant.id === hold.id ? hold : refuse('other_hold', { barcode });
}

async function shelve(run: Run, copy: Copy, hold: Hold, slot: Place): Promise<void> {
  const { calendars, policies } = run.env.settings;
  const days = policies.number('pickup.open_days');
  const moved = hold.slot !== undefined && hold.readyUntil !== undefined;
  // Another slot gives nobody more days.
  const readyUntil = moved
    ? (hold.readyUntil ?? run.at)
    : calendars.addOpenDays(calendars.ofCampus(slot.campus), run.at, days);
  const readyOn = moved ? (hold.readyOn ?? run.at) : run.at;
  const ready = { copyId: copy.id, status: 'ready' as const, slot: slot.id, readyOn, readyUntil };
  await putHold(run, hold, { ...hold, ...ready });
  run.promised.add(copy.id);
  const status = copy.status === 'missing' ? 'available' : copy.status;
  placeCopy(run, { ...copy, status }, slot.id);
  if (moved) return;
  tellReader(run, hold.readerId, 'hold.ready', {
    ...(await copyFacts(run, copy)),
    holdId: hold.id,
    campus: slot.campus,
    slot: slot.code,
    day: calendars.dayOf(readyUntil),
  });
  remark(run, 'slip', { slip: 'hold' });
}

/**
 * Carries out `hold.shelve`: `scan` the copy, `slot` the code (or id) of the hold-shelf slot; the entity is the copy or
 * the hold. Refuses `no_hold_waits`, `other_hold` where that hold is not next, `shelf_elsewhere` where it is collected
 * elsewhere, and a copy that is not free.
 */
export async function shelveHold(run: Run): Promise<Refusal | null> {
  const point = pointOf(run, 'shelve_hold');
  const right = rightRefusal(run, 'hold.shelve', 'shelve_hold');
  if (right) return right;
  if (isRefusal(point)) return point;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const slot = slotOf(run);
  if (isRefusal(slot)) return slot;
  const refused = (await fetched(run, copy, slot)) ?? (await copyRefusal(run, copy));
  if (refused) return refused;
  const hold = await holdFor(run, copy);
  if (isRefusal(hold)) return hold;
  if (slot.campus !== hold.pickupCampus)
    return refuse('shelf_elsewhere', { place: slot.id, wanted: hold.pickupCampus });
  await shelve(run, copy, hold, slot);
  return null;
}
