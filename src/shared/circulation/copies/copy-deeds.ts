// What may be done with a copy besides lending it, with copies of which status, and by whom.

import type { Copy, CopyStatus } from '../../library/entities.ts';
import type { ReasonCode } from '../../library/reasons.ts';
import type { Actor } from '../../queues/command.ts';
import { coversCopy } from '../../queues/rights.ts';
import type { Where } from '../../queues/rights.ts';

/** What somebody may do with a copy, and with which copies. */
export const COPY_DEEDS = {
  'copy.repair': ['available'],
  'copy.restore': ['in_repair', 'missing', 'lost', 'withdrawn'],
  'copy.withdraw': ['available', 'in_repair', 'missing', 'lost'],
} as const satisfies Record<string, readonly CopyStatus[]>;

/** A deed of `COPY_DEEDS`; each is a right by the same name. */
export type CopyDeed = keyof typeof COPY_DEEDS;

/** Why a deed is done, the usual reason first; the library's other reasons say why a request came to nothing. */
export const DEED_REASONS: Record<CopyDeed, readonly ReasonCode[]> = {
  'copy.repair': ['damaged', 'other'],
  'copy.restore': [],
  'copy.withdraw': ['damaged', 'not_on_shelf', 'lost_in_transit', 'other'],
};

/** The right that a deed takes: what was withdrawn is put back by whoever may withdraw. */
export function rightOfDeed(deed: CopyDeed, { status }: Pick<Copy, 'status'>): CopyDeed {
  return status === 'withdrawn' ? 'copy.withdraw' : deed;
}

/** Whether the deed is one for a copy of this status. */
export function fits(deed: CopyDeed, { status }: Pick<Copy, 'status'>): boolean {
  const from: readonly CopyStatus[] = COPY_DEEDS[deed];
  return from.includes(status);
}

/**
 * Whether somebody may do it with the copy: by the collection that owns it, and short of withdrawing also by the campus where
 * it is in their hand.
 */
export function mayUse(
  deed: CopyDeed,
  { grants }: Pick<Actor, 'grants'>,
  copy: Copy,
  where: Where,
) {
  const right = rightOfDeed(deed, copy);
  const point = right === 'copy.withdraw' ? null : where.point;
  return coversCopy(right, grants, copy, { ...where, point });
}

/** What somebody may do with a copy of its status that nobody has. */
export function deedsFor(actor: Pick<Actor, 'grants'>, copy: Copy, where: Where): CopyDeed[] {
  const deeds = Object.keys(COPY_DEEDS) as CopyDeed[];
  return deeds.filter((deed) => fits(deed, copy) && mayUse(deed, actor, copy, where));
}
