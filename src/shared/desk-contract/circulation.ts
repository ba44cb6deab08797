// Circulation: lending, taking back, renewing, holds and their shelf, loans by phone, transfers, cases.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import type { Loan } from '../library/entities.ts';
import {
  backTake,
  caseLine,
  exitTake,
  lendTake,
  passTake,
  phoneLine,
  readerPanel,
  renewTake,
  standing,
} from './circulation-views.ts';
import { copyDeed } from './copy-uses.ts';
import { holdLine, shelfLine, slotLine } from './hold-lines.ts';
import { transferLine } from './transfer-line.ts';
import { day, id, outcome, refusal, row, scanPick, scanText, text } from './views.ts';

/** Loans that are renewed in one call at most. */
const MOST_RENEWED = 200;
/** Rows of the running list whose standing is asked at most. */
export const MOST_ROWS = 200;

const rowId = z.string().max(80);
const note = z.string().trim().min(1).max(500);
const source = z.enum(['wedge', 'hid', 'rfid', 'typed', 'camera']);

/** A scan on its way into circulation. */
const scanned = {
  commandId: id,
  text: scanText,
  source,
  aim: z.string().max(2).nullable().optional(),
  pick: scanPick.optional(),
};

/** Passing a rule: why, in a code and in words. */
const override = z.object({ reason: z.string().max(40), note });

/** A result a row, as for every bulk action. */
const renewals = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    results: z.array(z.object({ loanId: z.string(), outcome, dueOn: z.string().nullable() })),
  }),
  refusal,
]);

const loanTopics = ['loan', 'hold', 'copy', 'reader', 'circulation_case', 'outbox', 'sync'];

/** Circulation at this desk. */
export const circulationContract = {
  /** A card or a copy, in either order. `readerId`: who is served; null: nobody yet. */
  'circulation.lend': command(
    z.object({ ...scanned, readerId: rowId.nullable(), override: override.optional() }),
    lendTake,
  ),
  /** `day`: what was found in the book drop counts as brought back on that day. */
  'circulation.takeBack': command(
    z.object({
      ...scanned,
      day: day.nullable(),
      drop: z.boolean(),
      damaged: z.boolean(),
      override: override.optional(),
    }),
    backTake,
  ),
  'circulation.inHouse': command(z.object(scanned), backTake),
  /** Puts a copy in repair that was scanned back in use. */
  'circulation.restore': command(z.object(scanned), backTake),
  /** Takes a copy out of use or puts it back; `was`: the status that the person saw. */
  'circulation.useCopy': command(
    z.object({
      commandId: id,
      copyId: rowId,
      deed: copyDeed,
      was: z.string().max(20),
      reason: z.string().max(40).optional(),
      note: note.optional(),
    }),
    outcome,
  ),
  /** Takes a copy down from the hold shelf that nobody will collect. */
  'circulation.clear': command(z.object(scanned), backTake),
  'circulation.renewScan': command(
    z.object({ ...scanned, override: override.optional() }),
    renewTake,
  ),
  'circulation.renew': command(
    z.object({
      rows: z
        .array(z.object({ commandId: id, loanId: rowId }))
        .min(1)
        .max(MOST_RENEWED),
      override: override.optional(),
    }),
    renewals,
  ),
  /** The reader says that it was brought back. */
  'circulation.claim': command(z.object({ commandId: id, loanId: rowId }), outcome),
  'circulation.unclaim': command(z.object({ commandId: id, loanId: rowId }), outcome),
  /** `price` in fen; null: the title's. */
  'circulation.lost': command(
    z.object({
      commandId: id,
      loanId: rowId,
      price: z.number().int().min(0).max(10_000_000).nullable(),
    }),
    outcome,
  ),
  'circulation.settle': command(
    z.object({
      commandId: id,
      loanId: rowId,
      how: z.enum(['paid', 'waived']),
      note: note.optional(),
    }),
    outcome,
  ),
  /** How a reader stands with loans, holds and fines. */
  'circulation.reader': query(z.object({ readerId: rowId }), readerPanel.nullable(), [
    'reader',
    'loan',
    'hold',
    'request',
    'copy',
    'title',
    'policy',
    'clock',
  ]),
  'circulation.standing': query(
    z.object({
      rows: z.array(z.object({ commandId: id, loanId: rowId.nullable() })).max(MOST_ROWS),
    }),
    z.array(standing),
    loanTopics,
  ),
  /** How much waits on each tab. */
  'circulation.counts': query(
    z.object({}),
    z.object({ phone: z.number(), transfers: z.number(), cases: z.number(), clear: z.number() }),
    ['loan', 'transfer', 'circulation_case', 'hold', 'copy', 'clock'],
  ),
  /** Without a connection although the desk has joined a service; since when, and how much waits. */
  'circulation.connection': query(
    z.object({}),
    z.object({ joined: z.boolean(), online: z.boolean(), waiting: z.number() }),
    ['sync', 'outbox', 'session'],
  ),

  'circulation.place': command(
    z.object({
      commandId: id,
      titleId: rowId,
      copyId: rowId.nullable(),
      readerId: rowId,
      campus: rowId,
      kind: z.enum(['hold', 'recall']),
    }),
    outcome,
  ),
  'circulation.cancelHold': command(z.object({ commandId: id, holdId: rowId }), outcome),
  /** Puts a copy on the hold shelf for whoever waits for it; `shared`: though another reader's lies in that slot. */
  'circulation.shelve': command(
    z.object({
      commandId: id,
      holdId: rowId,
      barcode: text,
      slot: rowId,
      source,
      shared: z.boolean().optional(),
    }),
    outcome,
  ),
  /** Slots where the person stands, and what lies in them. */
  'circulation.slots': query(z.object({}), z.array(slotLine), [
    'hold',
    'request',
    'copy',
    'loan',
    'place',
    'custody',
  ]),
  /** Everybody who waits for a title, in order. */
  'circulation.queue': query(
    z.object({ titleId: rowId }),
    z
      .object({
        title: z.string(),
        author: z.string(),
        copies: z.number(),
        holds: z.array(holdLine),
      })
      .nullable(),
    ['hold', 'copy', 'title', 'reader'],
  ),
  'circulation.shelf': query(
    z.object({}),
    z.object({ lines: z.array(shelfLine), slots: z.number(), free: z.number() }),
    ['hold', 'copy', 'loan', 'place', 'custody', 'clock'],
  ),

  'circulation.phoneLoans': query(z.object({}), z.array(phoneLine), ['loan', 'copy', 'clock']),
  'circulation.verify': command(z.object(scanned), exitTake),
  /** Two readers at the desk; whose cards were scanned so far. */
  'circulation.passOn': command(
    z.object({ ...scanned, fromReaderId: rowId.nullable(), toReaderId: rowId.nullable() }),
    passTake,
  ),
  'circulation.transfers': query(z.object({}), z.array(transferLine), ['transfer', 'loan']),
  /** Who had a copy one after the other: loans and transfers, newest first. */
  'circulation.chain': query(
    z.object({ copyId: rowId }),
    z.array(
      z.object({
        loan: row<Loan>(),
        reader: z.string(),
        transferId: z.string().nullable(),
      }),
    ),
    ['loan', 'transfer'],
  ),
  'circulation.cases': query(z.object({}), z.array(caseLine), ['circulation_case', 'loan', 'copy']),
  'circulation.closeCase': command(z.object({ commandId: id, caseId: rowId, note }), outcome),
};
