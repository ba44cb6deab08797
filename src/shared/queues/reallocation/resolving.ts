// What resolving an exception brings with it: the next copy counted, the campus where it is, a move that was completed.

import type { Copy } from '../../library/entities.ts';
import { textOrNull } from '../parts/input.ts';
import { endLinked } from '../parts/linked-effects.ts';
import type { Context, Decision, Effect } from '../queue.ts';
import type { Request, RequestPatch } from '../request.ts';
import { reallocationFields } from './fields.ts';

/** Where a completed move leaves the copy; null for loans and holds, which leave it where it belongs. */
export function placing(request: Request, context: Context): Partial<Copy> | null {
  const { kind, target, returnDay } = reallocationFields(request);
  const holding = target ?? context.copy?.home;
  if (kind === 'for_loan' || kind === 'for_hold' || holding === undefined) return null;
  const moved: Partial<Copy> = { holding, lastMovedOn: context.now, returnDay: null };
  if (kind === 'permanent') return { ...moved, home: holding };
  return kind === 'temporary' ? { ...moved, returnDay } : moved;
}

/** Whether the copy was scanned at the target, so that its move counts as completed. */
function isThere(request: Request, input: Record<string, unknown>, context: Context): boolean {
  return textOrNull(input, 'scan') !== null && context.point?.campus === request.targetCampus;
}

/** Patch and effects of resolving to a state (see `QueueDefinition.onResolve`). */
export function onResolve(
  request: Request,
  to: string,
  input: Record<string, unknown>,
  context: Context,
): Omit<Decision, 'to'> {
  const copyId = textOrNull(input, 'copyId');
  const { copies } = reallocationFields(request);
  const turned = copyId !== null && copyId !== request.copyId;
  const patch: RequestPatch = turned
    ? { fields: { copies: [...copies.filter((id) => id !== copyId), copyId] } }
    : {};
  if (to === 'arrived') patch.campus = request.targetCampus ?? request.campus;
  const set = to === 'done' && isThere(request, input, context) ? placing(request, context) : null;
  const effects: Effect[] = turned ? endLinked(context, request.code) : [];
  if (set !== null && request.copyId !== null) {
    effects.push({ do: 'copy', copyId: request.copyId, set });
  }
  return { ok: true, patch, effects };
}
