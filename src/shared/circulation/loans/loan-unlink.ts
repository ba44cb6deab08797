// Loans, holds, offers and cases that ended long ago lose their reader: what happened stays and is counted.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { CirculationCase, Transfer } from '../../library/circulation-rows.ts';
import type { Hold, Loan, Notice } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { without } from '../../queues/commands/without-reader.ts';
import type { Kind, Kinds, World } from '../../queues/world/world.ts';
import { takeApart } from '../../sync/private-text.ts';
import { cardIds } from '../readers/reader-standing.ts';

/** Kinds of rows that lose their reader by themselves. */
export const UNLINKED_KINDS = ['loan', 'hold', 'transfer', 'circulation_case'] as const;
export type UnlinkedKind = (typeof UNLINKED_KINDS)[number];

/** Notices of one row that are changed by one command at most: no page of the log ends inside one (decision 0011). */
const MOST_NOTICES = 80;

/** A loan whose fine is neither paid nor waived keeps its reader; a settled one counts from then. */
function loanEnded({ closedOn, readerId, fine, settledOn }: Loan): Instant | null {
  if (closedOn === null || readerId === '') return null;
  if ((fine ?? 0) > 0 && settledOn === undefined) return null;
  return settledOn !== undefined && settledOn > closedOn ? settledOn : closedOn;
}

function transferEnded({ endedOn, fromReader, toReader }: Transfer): Instant | null {
  return fromReader === '' && toReader === null ? null : endedOn;
}

/** When a row that still names a reader ended; null where it is open, owed, or names nobody. */
export function linkedSince<K extends Kind>(kind: K, row: Kinds[K]): Instant | null {
  switch (kind) {
    case 'loan':
      return loanEnded(row as Loan);
    case 'hold': {
      const { status, readerId, endedOn, placedOn } = row as Hold;
      return status === 'closed' && readerId !== '' ? (endedOn ?? placedOn) : null;
    }
    case 'transfer':
      return transferEnded(row as Transfer);
    case 'circulation_case': {
      const { readerId, closedOn } = row as CirculationCase;
      return readerId === null ? null : closedOn;
    }
    default:
      return null;
  }
}

const stillOpen = (kind: UnlinkedKind) =>
  refuse('illegal', { action: 'unlink', state: kind, code: '' });

/** Notices about a loan or hold of a reader: notices of a card that was merged went to the other one. */
export async function noticesAbout(
  world: Pick<World, 'get' | 'list'>,
  readerId: string,
  rowId: string,
): Promise<Notice[]> {
  const found: Notice[] = [];
  for (const id of await cardIds(world, readerId))
    found.push(...(await world.list('noticesOfReader', id)));
  return found.filter(({ requestId, facts }) => {
    return requestId === null && (facts['loanId'] === rowId || facts['holdId'] === rowId);
  });
}

async function unlinkNotices(run: Run, readerId: string, rowId: string): Promise<void> {
  const own = await noticesAbout(run.world, readerId, rowId);
  for (const notice of own.slice(0, MOST_NOTICES)) {
    const { open } = takeApart('notice', notice);
    run.world.put('notice', { ...open, readerId: '', text: null });
  }
}

async function unlinkLoan(run: Run): Promise<Refusal | null> {
  const loan = await run.world.get('loan', run.command.entity);
  if (!loan) return refuse('not_found', { kind: 'loan' });
  if (loan.readerId === '') return null;
  const cases = await run.world.list('openCirculationCases', loan.copyId);
  const concerned = cases.some(({ loanId }) => loanId === loan.id);
  if (linkedSince('loan', loan) === null || concerned) return stillOpen('loan');
  await unlinkNotices(run, loan.readerId, loan.id);
  run.world.put('loan', { ...loan, readerId: '' });
  return null;
}

async function unlinkHold(run: Run): Promise<Refusal | null> {
  const hold = await run.world.get('hold', run.command.entity);
  if (!hold) return refuse('not_found', { kind: 'hold' });
  if (hold.readerId === '') return null;
  if (linkedSince('hold', hold) === null) return stillOpen('hold');
  await unlinkNotices(run, hold.readerId, hold.id);
  run.world.put('hold', { ...hold, readerId: '' });
  return null;
}

async function unlinkTransfer(run: Run): Promise<Refusal | null> {
  const transfer = await run.world.get('transfer', run.command.entity);
  if (!transfer) return refuse('not_found', { kind: 'transfer' });
  if (transfer.endedOn === null) return stillOpen('transfer');
  run.world.put('transfer', { ...transfer, fromReader: '', toReader: null });
  return null;
}

async function unlinkCase(run: Run): Promise<Refusal | null> {
  const row = await run.world.get('circulation_case', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'circulation_case' });
  if (row.closedOn === null) return stillOpen('circulation_case');
  const { open } = takeApart('circulation_case', row);
  const { readerId, facts } = open;
  // The masked name of whoever else was concerned goes too.
  const { reader: _name, ...nameless } = facts;
  const kept = readerId === null ? nameless : (without(nameless, readerId) as typeof facts);
  run.world.put('circulation_case', { ...open, facts: kept, readerId: null, note: null });
  return null;
}

/** What carries each of them out; the service alone gives them. */
export const LOAN_UNLINKING: Readonly<
  Record<`${UnlinkedKind}.unlink`, (run: Run) => Promise<Refusal | null>>
> = {
  'loan.unlink': unlinkLoan,
  'hold.unlink': unlinkHold,
  'transfer.unlink': unlinkTransfer,
  'circulation_case.unlink': unlinkCase,
};
