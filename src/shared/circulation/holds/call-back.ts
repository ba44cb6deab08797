// A recall calls a loan back, and another one where what its reader waited for fell through.

import { millis } from '../../lib/time.ts';
import type { Copy, Hold, Loan } from '../../library/entities.ts';
import { addDays } from '../../library/zone.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { dueOnDay } from '../loans/due.ts';
import { calendarFor, loanRule } from '../loans/lend.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';
import { overtakeOffer } from '../transfers/transfer-end.ts';
import { isLendable, isUnusable } from './free-copy.ts';
import { loansOfTitle, matchRecalls, mayComeBack, servable, wants } from './queue-of-holds.ts';
import type { LentCopy } from './queue-of-holds.ts';

/** The loan to call back: of those not called back yet the one whose reader has had the copy longest. */
export function nextToCallBack(lent: readonly LentCopy[]): LentCopy | undefined {
  const open = lent.filter((each) => each.loan.recalledOn === undefined && mayComeBack(each));
  return open.toSorted((a, b) => (a.loan.lentOn < b.loan.lentOn ? -1 : 1))[0];
}

/**
 * Calls a loan back for a reader who waits: due after the days that its reader keeps it at least, never later than it was.
 * A loan is called back once.
 */
export async function callBack(run: Run, { loan, copy }: LentCopy): Promise<void> {
  if (loan.recalledOn !== undefined) return;
  const { calendars, policies } = run.env.settings;
  const reader = await run.world.get('reader', loan.readerId);
  const rule = loanRule(run, reader, copy);
  const kept = addDays(calendars.dayOf(loan.lentOn), rule.keepDays);
  const notice = addDays(run.today, policies.number('loan.recall_notice_days'));
  const by = dueOnDay(calendars, calendarFor(run, copy), kept > notice ? kept : notice);
  const sooner = millis(by) < millis(loan.dueOn);
  const dueOn = sooner ? by : loan.dueOn;
  const before = sooner ? { recalledFrom: loan.dueOn } : {};
  run.world.put('loan', { ...loan, dueOn, recalledOn: run.at, ...before });
  await overtakeOffer(run, loan.id);
  tellReader(run, loan.readerId, 'loan.recalled', {
    ...(await copyFacts(run, copy)),
    day: calendars.dayOf(dueOn),
    loanId: loan.id,
  });
  remark(run, 'due_brought_forward', { due: dueOn });
}

/** A recall that was promised a copy and waits again. */
function isDisappointed(before: Hold | undefined, { kind, status }: Hold): boolean {
  return kind === 'recall' && before?.status === 'ready' && status === 'waiting';
}

/** Titles for which a promise, or what was called back, fell through by the command. */
async function titlesFallenThrough(run: Run): Promise<Set<string>> {
  const titles = new Set<string>();
  for (const { kind, before, after } of await run.world.changes()) {
    if (kind === 'hold' && isDisappointed(before as Hold | undefined, after as Hold))
      titles.add((after as Hold).titleId);
    if (kind === 'copy' && isUnusable(after as Copy) && !isUnusable((before ?? after) as Copy))
      titles.add((after as Copy).titleId);
    const { recalledOn, claimedOn, copyId } = after as Loan;
    if (kind !== 'loan' || recalledOn === undefined || claimedOn !== run.at) continue;
    const copy = await run.world.get('copy', copyId);
    if (copy) titles.add(copy.titleId);
  }
  return titles;
}

/**
 * A reader who called a loan back and whose copy was lost on the way, damaged, given to somebody else or not brought in time
 * waits for another one: a loan that is not called back yet is then, if there is one, but not one that the command itself
 * began. Called once all is decided, whatever the copy fell away by.
 */
export async function callBackAgain(run: Run): Promise<void> {
  for (const titleId of await titlesFallenThrough(run)) {
    const { unserved } = await matchRecalls(run, titleId);
    for (const hold of await servable(run, unserved)) {
      const lent = (await loansOfTitle(run, titleId)).filter(
        ({ loan, copy }) => loan.lentOn !== run.at && wants(hold, copy.id) && isLendable(run, copy),
      );
      const next = nextToCallBack(lent);
      if (next) await callBack(run, next);
    }
  }
}
