// Advice for the collection manager: reasons for and against with their evidence, never an automatic rejection.

import type { AdviceLine } from '../../desk-contract.ts';
import { DAY_MS, millis } from '../../lib/time.ts';
import type { Copy, Hold } from '../../library/entities.ts';
import { openOfReader } from '../parts/guard-parts.ts';
import { campusOfCopy, copyIn, homeCampus, isFree } from '../parts/copy-choice.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { isLastLendable } from './guards.ts';

/** Codes of the lines, in no order. */
export const ADVICE_LINES = [
  'available_at_target',
  'holds_at_owner',
  'holds_at_target',
  'loans_12_months',
  'last_lendable',
  'course_reserve',
  'reference_copy',
  'ping_pong',
  'reader_quota',
] as const;

/** A line whose code has words. */
type Line = AdviceLine & { code: (typeof ADVICE_LINES)[number] };

function localCopies(request: Request, context: Context): Line[] {
  const campus = request.targetCampus;
  const there = context.copies.filter(
    (copy) =>
      copy.id !== request.copyId &&
      copy.lendable &&
      campusOfCopy(context, copy) === campus &&
      isFree(context, copy, request.id),
  );
  const [first] = there;
  if (!first) return [];
  const facts = { count: there.length, campus, barcode: first.barcode };
  return [{ code: 'available_at_target', facts, weight: 'against' }];
}

function waitingHolds(request: Request, owner: string | null, context: Context): Line[] {
  const at = (campus: string | null) =>
    context.holds.filter((hold: Hold) => hold.pickupCampus === campus).length;
  const lines: Line[] = [];
  const here = at(owner);
  const there = at(request.targetCampus);
  if (here > 0) {
    lines.push({
      code: 'holds_at_owner',
      facts: { count: here, campus: owner },
      weight: 'against',
    });
  }
  if (there > 0 && owner !== request.targetCampus) {
    const facts = { count: there, campus: request.targetCampus };
    lines.push({ code: 'holds_at_target', facts, weight: 'for' });
  }
  return lines;
}

function loansAtBoth(request: Request, owner: string | null, context: Context): Line[] {
  if (context.title === null) return [];
  const { loans12 } = context.title;
  const from = loans12[owner ?? ''] ?? 0;
  const to = loans12[request.targetCampus ?? ''] ?? 0;
  const facts = { from, owner, to, target: request.targetCampus };
  return [{ code: 'loans_12_months', facts, weight: to > from ? 'for' : 'info' }];
}

function readerQuota(request: Request, context: Context): Line[] {
  if (request.readerId === null) return [];
  const quota = context.policies.number('reallocation.quota');
  const open = openOfReader(request, context).length;
  return [
    { code: 'reader_quota', facts: { open, quota }, weight: open >= quota ? 'against' : 'info' },
  ];
}

function aboutCopy(copy: Copy, request: Request, context: Context): Line[] {
  const lines: Line[] = [];
  const { barcode } = copy;
  const owner = homeCampus(context, copy);
  if (isLastLendable(copy, request, context)) {
    lines.push({ code: 'last_lendable', facts: { barcode, campus: owner }, weight: 'against' });
  }
  if (copy.courseReserve) {
    lines.push({ code: 'course_reserve', facts: { barcode }, weight: 'against' });
  } else if (!copy.lendable) {
    lines.push({ code: 'reference_copy', facts: { barcode }, weight: 'against' });
  }
  if (copy.lastMovedOn !== null) {
    const days = Math.floor((millis(context.now) - millis(copy.lastMovedOn)) / DAY_MS);
    const within = context.policies.number('reallocation.moved_within_days');
    if (days < within) {
      const day = context.calendars.dayOf(copy.lastMovedOn);
      lines.push({ code: 'ping_pong', facts: { barcode, day, days, within }, weight: 'against' });
    }
  }
  return lines;
}

/** Lines of advice on a reallocation, in the order in which they are shown. */
export function reallocationAdvice(request: Request, context: Context): Line[] {
  const copy = copyIn(context, request.copyId);
  const owner = copy ? homeCampus(context, copy) : request.campus;
  return [
    ...localCopies(request, context),
    ...waitingHolds(request, owner, context),
    ...loansAtBoth(request, owner, context),
    ...(copy ? aboutCopy(copy, request, context) : []),
    ...readerQuota(request, context),
  ];
}
