// Passing a rule of circulation: which refusals a person may override here, with a reason and a note.

import { PASSABLE } from '../../../shared/circulation/loans/borrowing.ts';
import { PASSABLE_RENEWAL } from '../../../shared/circulation/loans/loan-renew.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import type { DeskContext } from '../desk-context.ts';
import { actorHere } from './scan.ts';

/** Why a rule is passed. */
export interface Passing {
  reason: string;
  note: string;
}

/** Whether this person may lend all the same what was refused with that code. */
export function mayLend(context: DeskContext, code: string): boolean {
  return PASSABLE.has(code) && mayDo('loan.override', actorHere(context));
}

/** Whether this person may renew all the same what was refused with that code. */
export function mayRenew(context: DeskContext, code: string): boolean {
  return PASSABLE_RENEWAL.has(code) && mayDo('loan.override', actorHere(context));
}

/** Whether this person may date a return back that was refused with that code. */
export function mayDateBack(context: DeskContext, code: string): boolean {
  return code === 'back_dated' && mayDo('loan.waive', actorHere(context));
}
