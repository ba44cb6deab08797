// What has become of rows of the running list: saved here, received, refused, asked of the library's own system.

import type { RowStanding } from '../../../shared/desk-contract/circulation-views.ts';
import { awaitsLedger } from '../../../shared/circulation/loans/ledger.ts';
import { isAccepted } from '../../../shared/sync/protocol.ts';
import type { Loan } from '../../../shared/library/entities.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DeskContext } from '../desk-context.ts';

type Sync = Pick<RowStanding, 'sync' | 'why'>;

function syncOf({ store, central }: DeskContext, commandId: string): Sync {
  if (store.joined() === null) return { sync: 'alone', why: null };
  const { outbox } = store;
  const placed = outbox.byId(commandId);
  // Acknowledged long ago, and no longer kept.
  if (!placed) return { sync: 'done', why: null };
  const result = outbox.resultOf(commandId);
  if (result === null) {
    const doubt = outbox.doubtOf(placed.place);
    const why = doubt && { code: doubt.code, facts: doubt.facts };
    return { sync: doubt ? 'doubtful' : 'saved', why };
  }
  const why = { code: result.refusal ?? result.code, facts: result.facts };
  if (!isAccepted(result.code)) return { sync: 'refused', why };
  if (result.code === 'exception_opened') return { sync: 'exception', why };
  const readTo = central.replica.readTo()?.cursor.seq ?? 0;
  return { sync: (result.seq ?? 0) > readTo ? 'received' : 'done', why: null };
}

/** The case about a loan, with its words; undefined once it is closed. */
async function caseOf({ store }: DeskContext, loan: Loan): Promise<RowStanding['why'] | undefined> {
  const { statements } = store.replica();
  const cases = await sqliteWorld(statements).list('openCirculationCases', loan.copyId);
  const found = cases.find(({ loanId, tried }) => loanId === loan.id && tried === 'loan.out');
  return found && { code: found.code, facts: found.facts };
}

async function standingOfRow(
  context: DeskContext,
  { commandId, loanId }: { commandId: string; loanId: string | null },
): Promise<RowStanding> {
  const { statements } = context.store.replica();
  const loan = loanId === null ? undefined : rowById(statements, 'loan', loanId);
  const { policies } = context.store.settings();
  const isOver = loan?.ledger === 'asked' && !awaitsLedger(loan, policies);
  const ledger = isOver ? null : (loan?.ledger ?? null);
  const saved = syncOf(context, commandId);
  const found = loan && (await caseOf(context, loan));
  // The service took the loan, and asks a person to look where the copy is.
  const isUnsure = found?.code === 'order_unsure' && saved.why === null;
  const said = isUnsure || ledger === 'refused' ? found : undefined;
  const sync = isUnsure ? 'exception' : saved.sync;
  return { commandId, ledger, dueOn: loan?.dueOn ?? null, sync, why: saved.why ?? said ?? null };
}

/** How each row stands now, in the order in which they were asked. */
export function standingOf(
  context: DeskContext,
  rows: readonly { commandId: string; loanId: string | null }[],
): Promise<RowStanding[]> {
  return Promise.all(rows.map((row) => standingOfRow(context, row)));
}
