// What must hold before a reallocation goes on: quota, kind and target, a usable copy, limits of its loops.

import type { Copy } from '../../library/entities.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import { campusOfCopy, homeCampus, nextCopies } from '../copy-choice.ts';
import { textOf, textOrNull } from '../input.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request, RequestPatch } from '../request.ts';
import { reallocationFields } from './fields.ts';
import type { ReallocationNotice } from './notices.ts';
import { refuseReallocation } from './refusals.ts';

/** Facts that every sentence about a reallocation may use. */
export function requestFacts(request: Request, context: Context): Facts {
  return { code: request.code, title: context.title?.title ?? '' };
}

/** A notice to the asker; the engine sends none where there is no reader. */
export function notice(
  code: ReallocationNotice,
  request: Request,
  context: Context,
  facts: Facts = {},
): Effect {
  return {
    do: 'notice',
    code,
    facts: { ...requestFacts(request, context), ...facts },
  };
}

/** A notice that the asker of a linked case is spared: its parent tells them what matters. */
export function ownNotice(...args: Parameters<typeof notice>): Effect[] {
  return args[2].parent === null ? [notice(...args)] : [];
}

/** Refuses a reader who may not borrow, or a loan for nobody. */
export function readerCheck(kind: string, context: Context): Refusal | null {
  if (context.reader === null) {
    return kind === 'for_loan' ? refuseReallocation('missing_input', { field: 'readerId' }) : null;
  }
  if (context.reader.status === 'active') return null;
  return refuseReallocation('reader_not_active', { status: context.reader.status });
}

/** Refuses a request over the reader's quota; a linked case counts, but its parent was already taken on. */
export function quotaCheck(request: Request, context: Context): Refusal | null {
  if (context.reader === null || context.role === 'system') return null;
  const quota = context.policies.number('reallocation.quota');
  const used = openOfReader(request, context).length;
  return used >= quota ? refuseReallocation('quota_used', { used, quota }) : null;
}

/** The reader's other open reallocations. */
export function openOfReader(request: Request, context: Context): Request[] {
  return context.readerOpen.filter(
    (each) => each.queue === 'reallocation' && each.id !== request.id,
  );
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
  const field = kind === 'for_loan' ? 'targetCampus' : 'target';
  const id = textOf(input, field);
  if (id === '') return refuseReallocation('missing_input', { field });
  const place = context.place(id);
  if (!place?.active) return refuseReallocation('bad_input', { field, problem: 'unknown' });
  return { ok: true, target: kind === 'for_loan' ? null : id, campus: place.campus };
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
