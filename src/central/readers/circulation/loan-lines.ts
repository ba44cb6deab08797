// A reader's open loans as lines: until when, what may be done with each and why not, what it has cost so far.

import { awaitsLedger } from '../../../shared/circulation/loans/ledger.ts';
import { lateness } from '../../../shared/circulation/loans/loan-back.ts';
import { loanRule } from '../../../shared/circulation/loans/lend.ts';
import { isOfLost } from '../../../shared/circulation/notices/reminders.ts';
import { wallTime } from '../../../shared/circulation/notices/wall-time.ts';
import { yuanText } from '../../../shared/lib/money.ts';
import type { Copy, Loan } from '../../../shared/library/entities.ts';
import { isUnverified } from '../../../shared/queues/world/row-lists.ts';
import type { Run } from '../../../shared/queues/engine/run.ts';
import type { LoanLine, TransferLine } from '../../../shared/sync/reader-circulation-views.ts';
import { LOAN_SENTENCES, bothFilled } from '../../../shared/words/reader-loan-sentences.ts';
import type { ReaderContext } from '../reader-context.ts';
import { transferLine } from './transfer-lines.ts';
import { tryFor } from './trial.ts';
import type { Trial } from './trial.ts';

/** What a line is made from. */
interface Scene {
  run: Run;
  loan: Loan;
  copy: Copy;
  title: string;
  fine: number;
  offer: TransferLine | null;
}

function kindOf({ run, loan, fine, offer }: Scene): keyof typeof LOAN_SENTENCES {
  if (awaitsLedger(loan, run.env.settings.policies)) return 'asked';
  if (isUnverified(loan)) return (loan.verifyBy ?? '') > run.at ? 'unverified' : 'lapsed';
  if (isOfLost(loan)) return 'lost';
  if (loan.claimedOn !== undefined) return 'claimed';
  if (offer) return 'offered';
  if (loan.dueOn < run.at) return fine > 0 ? 'late_fine' : 'late';
  return loan.recalledOn === undefined ? 'due' : 'recalled';
}

function sentenceOf(scene: Scene): LoanLine['sentence'] {
  const { run, loan, fine, offer } = scene;
  const { settings } = run.env;
  const until = offer?.expiresOn ?? loan.verifyBy;
  return bothFilled(LOAN_SENTENCES[kindOf(scene)], {
    day: settings.calendars.dayOf(loan.dueOn),
    time: until === undefined ? null : wallTime(until, settings),
    amount: yuanText(fine),
  });
}

async function sceneOf(run: Run, loan: Loan, copy: Copy): Promise<Scene> {
  const title = (await run.world.get('title', copy.titleId))?.title ?? '';
  const fine = isOfLost(loan) ? (loan.fine ?? 0) : (await lateness(run, loan, copy, run.at)).fine;
  const [transfer] = (await run.world.list('openTransferOf', loan.id)).filter(
    ({ expiresOn }) => expiresOn > run.at,
  );
  const at = { now: run.at, settings: run.env.settings };
  const names = { title, barcode: copy.barcode };
  const offer = transfer ? transferLine(transfer, loan.readerId, names, at) : null;
  return { run, loan, copy, title, fine, offer };
}

async function lineOf(trial: Trial, run: Run, loan: Loan, copy: Copy): Promise<LoanLine> {
  const scene = await sceneOf(run, loan, copy);
  const reader = await run.world.get('reader', loan.readerId);
  const renewals = loan.renewals ?? 0;
  const tried = { loanId: loan.id, codeHash: 'trial' };
  return {
    id: loan.id,
    copyId: copy.id,
    titleId: copy.titleId,
    barcode: copy.barcode,
    title: scene.title,
    callNumber: copy.callNumber,
    lentOn: loan.lentOn,
    dueOn: run.env.settings.calendars.dayOf(loan.dueOn),
    overdue: loan.dueOn < run.at,
    channel: loan.channel,
    requestId: loan.requestId,
    renewals,
    renewalsLeft: Math.max(0, loanRule(run, reader, copy).renewals - renewals),
    noRenewal: await trial.told({ type: 'loan.renew', entity: loan.id }),
    noOffer: await trial.told({ type: 'transfer.offer', input: tried }),
    fine: scene.fine,
    recalled: loan.recalledOn !== undefined,
    claimed: loan.claimedOn !== undefined,
    verifyBy: isUnverified(loan) ? (loan.verifyBy ?? null) : null,
    confirmed: !awaitsLedger(loan, run.env.settings.policies),
    offer: scene.offer,
    sentence: sentenceOf(scene),
  };
}

/** Lines of open loans of one reader, in their order. */
export function loanLines(
  context: ReaderContext,
  readerId: string,
  wanted: (loan: Loan) => boolean = () => true,
): Promise<LoanLine[]> {
  return tryFor(context, readerId, async (trial) => {
    const run = await trial.run();
    if (!run) return [];
    const lines: LoanLine[] = [];
    for (const loan of await run.world.list('openLoansOfReader', readerId)) {
      const copy = wanted(loan) ? await run.world.get('copy', loan.copyId) : undefined;
      if (copy) lines.push(await lineOf(trial, run, loan, copy));
    }
    return lines;
  });
}
