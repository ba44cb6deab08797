// Renewing: a scanned copy, or loans of a reader all at once with a result each.

import type { RenewTake } from '../../../shared/desk-contract/circulation-views.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DeskContext } from '../desk-context.ts';
import type { Person } from '../auth/session.ts';
import type { Draft } from '../queues/execute.ts';
import { holderOf, lineOf } from './books.ts';
import { mayRenew } from './passing.ts';
import type { Passing } from './passing.ts';
import { refusedTake, runScan, scannedOf, unfitTake } from './scan.ts';
import type { ScanAsked } from './scan.ts';

type RenewAsked = ScanAsked & { override?: Passing | undefined };

const passed = (override: Passing | undefined) => (override ? { override: true, ...override } : {});

/** Takes a scan of the renewing tab. */
export async function renewScan(context: DeskContext, ask: RenewAsked): Promise<RenewTake> {
  const scanned = await scannedOf(context, ask);
  if (scanned.is === 'nothing') return scanned.take;
  if (scanned.is === 'reader') return { kind: 'reader', readerId: scanned.reader.id };
  if (scanned.is === 'place') return unfitTake(scanned);
  const { copy } = scanned;
  const { statements } = context.store.replica();
  const [loan] = await sqliteWorld(statements).list('openLoanOf', copy.id);
  if (!loan) {
    return refusedTake(context, copy, refuse('no_loan', { barcode: copy.barcode }), false);
  }
  const outcome = await runScan(context, {
    id: ask.commandId,
    type: 'loan.renew',
    entity: loan.id,
    input: passed(ask.override),
  });
  const holder = await holderOf(context.store.replica().statements, copy);
  if (!outcome.ok)
    return { ...refusedTake(context, copy, outcome, mayRenew(context, outcome.code)), holder };
  const now = rowById(context.store.replica().statements, 'loan', loan.id) ?? loan;
  return {
    kind: 'renewed',
    book: lineOf(statements, copy),
    loanId: loan.id,
    dueOn: now.dueOn,
    renewals: now.renewals ?? 0,
    holder,
    remarks: outcome.remarks,
  };
}

/** Renews loans in one transaction of the outbox. */
export async function renewAll(
  context: DeskContext,
  { staff, point }: Person,
  asked: { rows: { commandId: string; loanId: string }[]; override?: Passing | undefined },
) {
  const drafts: Draft[] = asked.rows.map(({ commandId, loanId }) => ({
    id: commandId,
    actor: staff.id,
    point: point.id,
    type: 'loan.renew',
    entity: loanId,
    expectHead: null,
    input: passed(asked.override),
  }));
  const outcomes = await context.executor.runAll(drafts);
  const { statements } = context.store.replica();
  const results = asked.rows.map(({ loanId }, index) => ({
    loanId,
    outcome: outcomes[index] ?? refuse('bad_command', { problem: 'empty' }),
    dueOn: rowById(statements, 'loan', loanId)?.dueOn ?? null,
  }));
  return { ok: true as const, results };
}
