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

type Kind = keyof typeof LOAN_SENTENCES;

/** What goes before the due date; null where nothing does. */
function firstOf({ run, loan, offer }: Scene): Kind | null {
  if (isUnverified(loan)) return (loan.verifyBy ?? '') > run.at ? 'unverified' : 'lapsed';
  if (isOfLost(loan)) return 'lost';
  if (loan.claimedOn !== undefined) return 'claimed';
  return offer ? 'offered' : null;
}

function dueOf({ run, loan, fine }: Scene): Kind {
  if (loan.dueOn < run.at) return fine > 0 ? 'late_fine' : 'late';
  return loan.recalledOn === undefined ? 'due' : 'recalled';
}

/** What is to be said of a loan, the first thing first. */
function kindsOf(scene: Scene): [Kind, ...Kind[]] {
  const { run, loan } = scene;
  const first = firstOf(scene);
  const kinds: [Kind, ...Kind[]] = [first ?? dueOf(scene)];
  // Whoever says that it was brought back is not asked to bring it.
  if (first === 'claimed') kinds.push('due_on');
  else if (first !== null && first !== 'lost') kinds.push(dueOf(scene));
  if (awaitsLedger(loan, run.env.settings.policies)) {
    kinds.push((loan.renewals ?? 0) > 0 ? 'renewal_asked' : 'asked');
  }
  return kinds;
}

function sentenceOf(scene: Scene, kind: Kind): LoanLine['sentence'] {
  const { run, loan, fine, offer } = scene;
  const { settings } = run.env;
  const until = offer?.expiresOn ?? loan.verifyBy;
  return bothFilled(LOAN_SENTENCES[kind], {
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
  const [first, ...further] = kindsOf(scene);
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
    sentence: sentenceOf(scene, first),
    further: further.map((kind) => sentenceOf(scene, kind)),
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
