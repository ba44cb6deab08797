// What must hold before a reallocation goes on: quota, kind and target, a usable copy, limits of its loops.

import type { Copy } from '../../library/entities.ts';
import type { Refusal } from '../../lib/result.ts';
import { notifier, ownNotifier, readerCheck, requestFacts } from '../parts/guard-parts.ts';
import type { Notifier } from '../parts/guard-parts.ts';
import { campusOfCopy, homeCampus, nextCopies } from '../parts/copy-choice.ts';
import { textOf, textOrNull } from '../parts/input.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request, RequestPatch } from '../request.ts';
import { isForHold, reallocationFields } from './fields.ts';
import type { ReallocationNotice } from './notices.ts';
import { refuseReallocation } from './refusals.ts';

/** A notice to the asker. */
export const notice: Notifier<ReallocationNotice> = notifier();

/** A notice that the asker of a linked case is spared. */
export const ownNotice = ownNotifier(notice);

/** Refuses a reader who may not borrow, or a loan for nobody. */
export function kindCheck(kind: string, context: Context): Refusal | null {
  return context.reader === null && kind !== 'for_loan' ? null : readerCheck(context);
}

/** Refuses a copy that cannot be moved: missing, lost, in repair, withdrawn or provisional. */
export function usableCheck(copy: Copy): Refusal | null {
  if (copy.status === 'available') return null;
  return refuseReallocation('copy_unusable', { barcode: copy.barcode, status: copy.status });
}

/** Refuses a move to where the copy already is. */
export function elsewhereCheck(
  copy: Copy | undefined,
  kind: string,
  target: string | null,
): Refusal | null {
  if (!copy || target === null) return null;
  const there = copy.holding === target && (kind !== 'permanent' || copy.home === target);
  return there
    ? refuseReallocation('already_there', { barcode: copy.barcode, place: target })
    : null;
}

/** Refuses another turn of a loop that has had all of its turns (rule 17). */
export function turnsCheck(
  taken: number,
  loop: 'copies' | 'redirects',
  context: Context,
): Refusal | null {
  const limit = context.policies.number(`reallocation.${loop}`);
  return taken >= limit ? refuseReallocation('no_more_turns', { loop, limit }) : null;
}

/** Target of a submission or a redirect: a collection for moves, a campus for `for_loan`. */
export function targetOf(
  kind: string,
  input: Record<string, unknown>,
  context: Context,
): { ok: true; target: string | null; campus: string } | Refusal {
  const toCampus = kind === 'for_loan' || kind === 'for_hold';
  const field = toCampus ? 'targetCampus' : 'target';
  const id = textOf(input, field);
  if (id === '') return refuseReallocation('missing_input', { field });
  const place = context.place(id);
  if (!place?.active) return refuseReallocation('bad_input', { field, problem: 'unknown' });
  return { ok: true, target: toCampus ? null : id, campus: place.campus };
}

/** Whether a reader is promised the copy that the request fetches for the hold shelf. */
export function servesHold(request: Request, context: Context): boolean {
  return (
    isForHold(request) &&
    context.holds.some((hold) => hold.status === 'ready' && hold.copyId === request.copyId)
  );
}

/** What a person may not do with a copy that is fetched for a reader: the hold goes on, or it is ended. */
export function holdCheck(request: Request, context: Context): Refusal | null {
  if (context.role === 'system' || !servesHold(request, context)) return null;
  return refuseReallocation('serves_hold', requestFacts(request, context));
}

/** Columns and fields of a request that turns to a copy. */
export function copyPatch(request: Request, copy: Copy, context: Context): RequestPatch {
  const { copies } = reallocationFields(request);
  return {
    copyId: copy.id,
    collection: copy.home,
    campus: campusOfCopy(context, copy) ?? request.campus,
    fields: { copies: [...copies.filter((id) => id !== copy.id), copy.id] },
  };
}

/** The copy chosen instead of the present one; null where none was, and the next one is proposed. */
export function otherCopy(request: Request, input: Record<string, unknown>): string | null {
  const wanted = textOrNull(input, 'copyId');
  return wanted === request.copyId ? null : wanted;
}

/** The copy to propose next: not tried yet, free, best for the target. */
export function proposed(request: Request, context: Context): Copy | undefined {
  const { copies } = reallocationFields(request);
  return nextCopies(request, context, copies, request.targetCampus)[0];
}

/**
 * Whether the copy is the last one that its owning campus can lend: no other lendable, usable copy is held there,
 * copies in another request's hands not counted, for they may be leaving too.
 */
export function isLastLendable(copy: Copy, request: Request, context: Context): boolean {
  const campus = homeCampus(context, copy);
  return (
    copy.lendable &&
    !context.copies.some(
      (other) =>
        other.id !== copy.id &&
        other.lendable &&
        other.status === 'available' &&
        campusOfCopy(context, other) === campus &&
        !context.copyCustodies.some(
          (held) => held.copyId === other.id && held.requestId !== request.id,
        ),
    )
  );
}

/** A copy that leaves its crate before the target is no longer expected there. */
export function struck(request: Request): Effect[] {
  return reallocationFields(request).crate === null ? [] : [{ do: 'manifest_tick' }];
}
