// Moves that only the system opens, approved at once: a copy goes home, or to the hold shelf of whoever waits for it.

import type { Refusal } from '../../lib/result.ts';
import type { Copy } from '../../library/entities.ts';
import { campusOfCopy } from '../parts/copy-choice.ts';
import { textOrNull } from '../parts/input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';
import * as guard from './guards.ts';
import { refuseReallocation } from './refusals.ts';

type Input = Record<string, unknown>;

/** Whose copy it is and where it stands: at its last scan (rule 3), else where it is kept. */
function ofCopy(request: Request, copy: Copy, context: Context) {
  const seen = copy.seenAt === null ? undefined : context.place(copy.seenAt)?.campus;
  return {
    titleId: copy.titleId,
    copyId: copy.id,
    collection: copy.home,
    campus: seen ?? campusOfCopy(context, copy) ?? request.campus,
  };
}

function openReturn(request: Request, input: Input, context: Context): Decision | Refusal {
  const { copy } = context;
  if (copy === null) return refuseReallocation('missing_input', { field: 'copyId' });
  const target = textOrNull(input, 'target') ?? copy.home;
  const there = context.place(target)?.campus;
  if (there === undefined)
    return refuseReallocation('bad_input', { field: 'target', problem: 'unknown' });
  return {
    ok: true,
    to: 'approved',
    patch: {
      ...ofCopy(request, copy, context),
      targetCampus: there,
      fields: { kind: 'return', target, copies: [copy.id] },
    },
    effects: [{ do: 'slip', slip: 'return' }],
  };
}

/** A copy that is kept for a reader is fetched to where that reader collects it: nobody has to approve that. */
function openHold(request: Request, input: Input, context: Context): Decision | Refusal {
  const { copy } = context;
  if (copy === null) return refuseReallocation('missing_input', { field: 'copyId' });
  const target = guard.targetOf('for_hold', input, context);
  if (!target.ok) return target;
  return {
    ok: true,
    to: 'approved',
    patch: {
      ...ofCopy(request, copy, context),
      targetCampus: target.campus,
      fields: { kind: 'for_hold', copies: [copy.id] },
    },
  };
}

/** Actions that open a move by the system. */
export const openingActions = {
  open_return: {
    from: 'new',
    to: ['approved'],
    who: [{ role: 'system' }],
    input: { copyId: { kind: 'copy' }, target: { kind: 'collection', optional: true } },
    undo: false,
    decide: openReturn,
  },
  open_hold: {
    from: 'new',
    to: ['approved'],
    who: [{ role: 'system' }],
    input: { copyId: { kind: 'copy' }, targetCampus: { kind: 'campus' } },
    undo: false,
    decide: openHold,
  },
} satisfies Record<string, ActionSpec>;
