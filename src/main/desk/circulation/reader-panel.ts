// A reader as the desk serves them: loans against their limit, what is owed, why nothing is lent, what lies ready.

import type { LoanLine, ReaderPanel } from '../../../shared/desk-contract/circulation-views.ts';
import { lateness } from '../../../shared/circulation/loans/loan-back.ts';
import { isOfLost } from '../../../shared/circulation/notices/reminders.ts';
import { ruleFor } from '../../../shared/circulation/loans/rules.ts';
import type { Hold, Loan, Reader } from '../../../shared/library/entities.ts';
import { shelfSlot } from '../../../shared/queues/request.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';
import { lineById } from './books.ts';
import { blocksOf } from './blocks.ts';

function loanLines({ statements, looker }: DetailSource, loans: readonly Loan[]): LoanLine[] {
  return loans.flatMap((loan) => {
    const book = lineById(statements, loan.copyId);
    if (!book) return [];
    const overdue = loan.closedOn === null && loan.dueOn < looker.now;
    return [{ loan, book, overdue, lost: isOfLost(loan) }];
  });
}

/** What the loans that are late have come to so far; of a lost one it is owed already. */
async function runningOf({ statements, env, looker }: DetailSource, lines: readonly LoanLine[]) {
  const world = sqliteWorld(statements);
  let sum = 0;
  for (const { loan, overdue, lost } of lines) {
    const copy = overdue && !lost ? rowById(statements, 'copy', loan.copyId) : undefined;
    if (!copy) continue;
    const { fine } = await lateness({ env, world, point: looker.point }, loan, copy, looker.now);
    sum += fine;
  }
  return sum;
}

/** What lies ready; a hold of a title whose copy is not known here yet is left out. */
function readyLines({ statements, env }: DetailSource, holds: readonly Hold[]) {
  return holds.flatMap((hold) => {
    if (hold.status !== 'ready') return [];
    const book = lineById(statements, hold.copyId);
    if (!book) return [];
    const slot = hold.slot === undefined ? null : (env.settings.place(hold.slot)?.code ?? null);
    return [{ hold, book, slot, until: hold.readyUntil ?? null }];
  });
}

/** Code of the hold-shelf slot of a request that is ready; null where it names none. */
export function slotOf({ env }: Pick<DetailSource, 'env'>, request: Request): string | null {
  const slot = shelfSlot(request);
  return slot === null ? null : (env.settings.place(slot)?.code ?? null);
}

/** Requests whose copy lies on a hold shelf for the reader, whichever queue put it there. */
function readyRequests(source: DetailSource, requests: readonly Request[]) {
  return requests.flatMap((request) => {
    const { id: requestId, code, queue, state, copyId, fields } = request;
    const book = state === 'ready' ? lineById(source.statements, copyId) : null;
    if (!book) return [];
    const { readyUntil } = fields;
    const until = typeof readyUntil === 'string' ? readyUntil : null;
    return [{ requestId, code, queue, book, slot: slotOf(source, request), until }];
  });
}

/** How many copies a reader of that category may have at a time, whatever their kind. */
function limitOf({ env }: DetailSource, { category }: Reader): number {
  return ruleFor(env.settings.policies, { category }).limit;
}

/** The panel of a reader; null where there is none of that id. */
export async function readerPanelOf(
  source: DetailSource,
  readerId: string,
): Promise<ReaderPanel | null> {
  const reader = rowById(source.statements, 'reader', readerId);
  if (!reader) return null;
  const world = sqliteWorld(source.statements);
  const open = await world.list('openLoansOfReader', readerId);
  const owed = await world.list('unsettledLoansOf', readerId);
  const holds = await world.list('holdsOfReader', readerId);
  const loans = loanLines(source, open);
  const fines = owed.reduce((sum, { fine = 0 }) => sum + fine, 0);
  const blocks = blocksOf(source, reader, open, fines);
  return {
    reader,
    loans,
    limit: limitOf(source, reader),
    overdue: loans.filter(({ overdue }) => overdue).length,
    running: await runningOf(source, loans),
    fines,
    owed: loanLines(source, owed),
    blocks: blocks.map(({ code, facts }) => ({ code, facts })),
    ready: readyLines(source, holds),
    readyRequests: readyRequests(source, await world.list('openRequestsOfReader', readerId)),
    waiting: holds.filter(({ status }) => status === 'waiting').length,
    maySettle: mayDo('loan.settle', source.looker.actor),
    mayWaive: mayDo('loan.waive', source.looker.actor),
  };
}
