// What the desk should know before it accepts or carries on a delivery: where the copy is, the slot, the address.

import type { AdviceLine } from '../../desk-contract.ts';
import { copyIn, isFree, nextCopies } from '../parts/copy-choice.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { deliveryFields } from './fields.ts';
import { campusNow, campusOfAddress } from './guards.ts';
import { slotStart } from './slots.ts';

/** Every line that the advice may show; `words.ts` has a sentence for each. */
export const ADVICE_LINES = [
  'copy_here',
  'copy_elsewhere',
  'copy_busy',
  'copy_proposed',
  'no_free_copy',
  'holds_waiting',
  'slot_has_room',
  'slot_full_now',
  'slot_is_over',
  'slot_kept',
  'address_allowed',
  'address_gone',
  'second_way',
  'no_way_left',
] as const;
type LineCode = (typeof ADVICE_LINES)[number];

function line(
  code: LineCode,
  weight: AdviceLine['weight'],
  facts: AdviceLine['facts'],
): AdviceLine {
  return { code, weight, facts };
}

function copyLines(request: Request, context: Context): AdviceLine[] {
  const named = copyIn(context, request.copyId);
  const copy = named ?? nextCopies(request, context, [], request.targetCampus)[0];
  if (!copy) return [line('no_free_copy', 'stop', {})];
  const { barcode, callNumber } = copy;
  const place = copy.seenAt ?? copy.holding;
  const campus = campusNow(copy, context);
  const away = campus !== null && campus !== request.targetCampus;
  const lines = named ? [] : [line('copy_proposed', 'info', { barcode })];
  lines.push(
    away
      ? line('copy_elsewhere', 'against', { barcode, callNumber, place, campus })
      : line('copy_here', 'for', { barcode, callNumber, place }),
  );
  if (!isFree(context, copy, request.id)) lines.push(line('copy_busy', 'stop', { barcode }));
  const holds = context.holds.filter((hold) => hold.readerId !== request.readerId);
  if (holds.length > 0) lines.push(line('holds_waiting', 'against', { count: holds.length }));
  return lines;
}

function slotLines(request: Request, context: Context): AdviceLine[] {
  const { slot, slotKeptUntil } = deliveryFields(request);
  const ceiling = context.policies.number('delivery.slot_ceiling');
  const count = context.slotLoad;
  const over = slotStart(slot, context.calendars) <= context.now;
  const load = over
    ? line('slot_is_over', 'stop', { slot })
    : count >= ceiling
      ? line('slot_full_now', 'stop', { slot, count, ceiling })
      : line('slot_has_room', 'for', { slot, count, ceiling });
  const kept =
    slotKeptUntil === null ? [] : [line('slot_kept', 'info', { slot, until: slotKeptUntil })];
  return [load, ...kept];
}

function wayLines(request: Request, context: Context): AdviceLine[] {
  const { ways, failures } = deliveryFields(request);
  if (failures === 0) return [];
  const limit = context.policies.number('delivery.ways');
  return ways < limit
    ? [line('second_way', 'info', { failures, left: limit - ways })]
    : [line('no_way_left', 'stop', { failures })];
}

/** The lines in the order in which they are read; places and campuses are ids. */
export function deliveryAdvice(request: Request, context: Context): AdviceLine[] {
  const { address } = deliveryFields(request);
  const allowed = campusOfAddress(address, context) !== null;
  return [
    ...copyLines(request, context),
    ...slotLines(request, context),
    allowed
      ? line('address_allowed', 'info', { address })
      : line('address_gone', 'stop', { address }),
    ...wayLines(request, context),
  ];
}
