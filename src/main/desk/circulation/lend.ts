// Lending by scans: a card begins a reader, a copy goes to whoever is served, in one call each.

import type { LendTake } from '../../../shared/desk-contract/circulation-views.ts';
import { derivedId } from '../../../shared/lib/ids.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import { sha256 } from '../../../node/env.ts';
import { rowById } from '../db/statements.ts';
import type { DeskContext } from '../desk-context.ts';
import { lookingAs } from '../handlers/looker.ts';
import { isBlocked } from './blocks.ts';
import { foundAgain, holderOf, lineOf } from './books.ts';
import { withHolder } from './held-by.ts';
import { mayLend } from './passing.ts';
import type { Passing } from './passing.ts';
import { isOffline, namedReader, refusedTake, runScan, scannedOf, unfitTake } from './scan.ts';
import type { ScanAsked } from './scan.ts';

/** A scan on the lending tab. */
export interface LendAsked extends ScanAsked {
  readerId: string | null;
  override?: Passing | undefined;
}

/** The copy's last scan that this desk knows of, or nothing. */
function seenOf({ seenOn }: Copy) {
  return seenOn === null ? {} : { seenOn };
}

async function lendTo(
  context: DeskContext,
  copy: Copy,
  readerId: string,
  { commandId, source, override }: LendAsked,
): Promise<LendTake> {
  const offline = isOffline(context);
  const loanId = derivedId(commandId, 0, sha256);
  const outcome = await runScan(context, {
    id: commandId,
    type: 'loan.out',
    entity: loanId,
    input: {
      scan: copy.barcode,
      ...namedReader(context, readerId),
      channel: 'desk',
      source,
      ...(override ? { override: true, ...override } : {}),
      ...(offline ? { offline: true, ...seenOf(copy) } : {}),
    },
  });
  if (!outcome.ok) {
    const take = refusedTake(context, copy, outcome, mayLend(context, outcome.code));
    if (outcome.code !== 'on_loan') return withHolder(context, copy, take);
    return { ...take, holder: await holderOf(context.store.replica().statements, copy) };
  }
  const { statements } = context.store.replica();
  const dueOn = rowById(statements, 'loan', loanId)?.dueOn ?? '';
  const book = lineOf(statements, copy);
  const remarks = [...foundAgain(copy), ...outcome.remarks];
  return { kind: 'lent', book, loanId, dueOn, offline, remarks };
}

/** Takes a scan of the lending tab. */
export async function lend(context: DeskContext, ask: LendAsked): Promise<LendTake> {
  const scanned = await scannedOf(context, ask);
  switch (scanned.is) {
    case 'reader': {
      const { reader } = scanned;
      const blocked = await isBlocked(lookingAs(context), reader);
      return { kind: 'reader', readerId: reader.id, blocked };
    }
    case 'copy': {
      const { copy, status, dueOn } = scanned;
      if (ask.readerId !== null) return lendTo(context, copy, ask.readerId, ask);
      const book = lineOf(context.store.replica().statements, copy);
      return { kind: 'waits', book, status, dueOn };
    }
    case 'nothing':
      return scanned.take;
    default:
      return unfitTake(scanned);
  }
}
