// Taking back by scans, from the counter or from the book drop, and what has to be done with each copy next.

import type { BackTake } from '../../../shared/desk-contract/circulation-views.ts';
import { derivedId } from '../../../shared/lib/ids.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { Day } from '../../../shared/lib/time.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import { sha256 } from '../../../node/env.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DeskContext } from '../desk-context.ts';
import { lookingAs } from '../handlers/looker.ts';
import { foundAgain, lineOf, maskedName } from './books.ts';
import { withHolder } from './held-by.ts';
import { mayDateBack } from './passing.ts';
import type { Passing } from './passing.ts';
import { nextPlaceOf } from './next-place.ts';
import { isOffline, refusedTake, runScan, scannedOf, unfitTake } from './scan.ts';
import type { ScanAsked } from './scan.ts';
import { chainOf } from './transfers.ts';

/** A scan on the return tab. */
export interface BackAsked extends ScanAsked {
  /** The day on which it counts as brought back; null: now. */
  day: Day | null;
  drop: boolean;
  damaged: boolean;
  /** Dates it back further than anybody may. */
  override?: Passing | undefined;
}

/** The copy as it is now, with where it goes next. */
async function after(context: DeskContext, copy: Copy) {
  const { statements } = context.store.replica();
  const now = rowById(statements, 'copy', copy.id) ?? copy;
  return { book: lineOf(statements, now), next: await nextPlaceOf(lookingAs(context), now) };
}

/** Who has paid for a copy that was taken for lost until it was scanned, by the last loan of it. */
function paidFor(context: DeskContext, { id, status }: Copy): { code: string; facts: Facts }[] {
  if (status !== 'lost') return [];
  const { env, statements } = lookingAs(context);
  const [last] = chainOf(statements, id);
  if (last?.loan.ended !== 'lost' || last.loan.settled !== 'paid') return [];
  const { fine: amount = 0, settledOn = last.loan.closedOn ?? '' } = last.loan;
  const day = env.settings.calendars.dayOf(settledOn);
  return [{ code: 'lost_paid', facts: { reader: last.reader || null, amount, day } }];
}

type Remarks = readonly { code: string; facts: Facts }[];

/** Open days late, as the rules have counted them. */
function daysLate(remarks: Remarks): number {
  const days = remarks.find(({ code }) => code === 'back_late')?.facts['days'];
  return typeof days === 'number' ? days : 0;
}

/** The loan that has just ended; null where none was open. */
function endedLoan(context: DeskContext, loanId: string | undefined, remarks: Remarks) {
  const { statements } = context.store.replica();
  const loan = loanId === undefined ? undefined : rowById(statements, 'loan', loanId);
  if (!loan) return null;
  const { id, readerId, lentOn, dueOn, fine = 0 } = loan;
  const reader = maskedName(statements, readerId);
  return { id, readerId, reader, lentOn, dueOn, overdueDays: daysLate(remarks), fine };
}

async function takeBackCopy(context: DeskContext, copy: Copy, ask: BackAsked): Promise<BackTake> {
  const [open] = await sqliteWorld(context.store.replica().statements).list('openLoanOf', copy.id);
  const offline = isOffline(context);
  const paid = paidFor(context, copy);
  const { commandId, source, day, drop, damaged, override } = ask;
  const outcome = await runScan(context, {
    id: commandId,
    type: 'loan.back',
    entity: copy.id,
    input: {
      scan: copy.barcode,
      source,
      ...(open ? { loanId: open.id } : {}),
      ...(day === null ? {} : { day }),
      ...(drop ? { drop: true } : {}),
      ...(damaged ? { condition: 'damaged' } : {}),
      ...(override ? { override: true, ...override } : {}),
      ...(offline ? { offline: true } : {}),
    },
  });
  if (!outcome.ok) {
    const take = refusedTake(context, copy, outcome, mayDateBack(context, outcome.code));
    return withHolder(context, copy, take);
  }
  const remarks = [...foundAgain(copy), ...outcome.remarks, ...paid];
  const now = await after(context, copy);
  if (remarks.some(({ code }) => code === 'not_on_loan'))
    return { kind: 'not_lent', ...now, remarks };
  return { kind: 'back', ...now, loan: endedLoan(context, open?.id, remarks), offline, remarks };
}

/** Takes a scan of the return tab. */
export async function takeBack(context: DeskContext, ask: BackAsked): Promise<BackTake> {
  const scanned = await scannedOf(context, ask);
  switch (scanned.is) {
    case 'copy':
      return takeBackCopy(context, scanned.copy, ask);
    case 'reader':
      return { kind: 'reader', readerId: scanned.reader.id };
    case 'place':
      return { kind: 'place', placeId: scanned.place.id, code: scanned.place.code };
    default:
      return scanned.take;
  }
}

/** Counts that a copy which nobody has on loan was used in the house. */
export async function usedInHouse(context: DeskContext, ask: ScanAsked): Promise<BackTake> {
  const scanned = await scannedOf(context, ask);
  if (scanned.is === 'nothing') return scanned.take;
  if (scanned.is !== 'copy')
    return { kind: 'unknown', code: 'unknown_barcode', facts: { barcode: ask.text } };
  const { copy } = scanned;
  const outcome = await runScan(context, {
    id: ask.commandId,
    type: 'copy.in_house',
    entity: copy.id,
    input: { scan: copy.barcode, source: ask.source },
  });
  if (!outcome.ok) return refusedTake(context, copy, outcome, false);
  return { kind: 'in_house', ...(await after(context, copy)) };
}

/** Puts a copy that was set aside for repair back in use. */
export async function restoreScan(context: DeskContext, ask: ScanAsked): Promise<BackTake> {
  const scanned = await scannedOf(context, ask);
  if (scanned.is === 'nothing') return scanned.take;
  if (scanned.is !== 'copy') return unfitTake(scanned);
  const { copy } = scanned;
  const outcome = await runScan(context, {
    id: ask.commandId,
    type: 'copy.restore',
    entity: copy.id,
    input: { scan: copy.barcode, source: ask.source, was: 'in_repair' },
  });
  if (!outcome.ok) return refusedTake(context, copy, outcome, false);
  return { kind: 'restored', ...(await after(context, copy)), remarks: outcome.remarks };
}

/** Takes a copy down from the hold shelf: the hold that ran out ends with it, and it goes on like any that came back. */
export async function clearSlot(context: DeskContext, ask: ScanAsked): Promise<BackTake> {
  const scanned = await scannedOf(context, ask);
  if (scanned.is === 'copy') {
    const { copy } = scanned;
    const { store } = context;
    const [hold] = await sqliteWorld(store.replica().statements).list('readyHoldOf', copy.id);
    if (hold?.readyUntil !== undefined && hold.readyUntil < store.clock.now()) {
      const ended = await runScan(context, {
        id: derivedId(ask.commandId, 1, sha256),
        type: 'hold.expire',
        entity: hold.id,
        input: {},
      });
      if (!ended.ok) return refusedTake(context, copy, ended, false);
    }
  }
  return takeBack(context, { ...ask, day: null, drop: false, damaged: false });
}
