// What circulation shows: copies, readers, what a scan came to, lists of the page.

import * as z from 'zod';
import type { Hold, Loan, Reader } from '../library/entities.ts';
import type { CirculationCase } from '../library/circulation-rows.ts';
import { heldBy, nextPlace } from './next-place.ts';
import { facts, queueName, refusal, row, scanMeaning } from './views.ts';

/** Rows of a list of the page at most. */
export const MOST_LISTED = 500;

const told = z.object({ code: z.string(), facts });

/** A copy as a row of this page names it. */
export const bookLine = z.object({
  copyId: z.string(),
  titleId: z.string(),
  barcode: z.string(),
  title: z.string(),
  callNumber: z.string(),
  volume: z.string().nullable(),
});
/** A copy as a row of this page names it. */
export type BookLine = z.output<typeof bookLine>;

/** Who has a copy on loan, by masked name, and how many wait for its title. */
const holder = z.object({
  readerId: z.string().nullable(),
  reader: z.string(),
  waiting: z.number(),
});

/** Scans that came to no deed, of every kind of scan alike. */
const nothing = [
  /** Rows answer several readings: a person says which is meant, and the scan is sent again with it. */
  z.object({ kind: z.literal('choice'), meanings: z.array(scanMeaning) }),
  /** No copy and no card of this library. */
  z.object({ kind: z.literal('unknown'), code: z.string(), facts }),
  /** `mayOverride`: this person may do it all the same, with a reason and a note. */
  z.object({
    kind: z.literal('refused'),
    book: bookLine.nullable(),
    refusal,
    mayOverride: z.boolean(),
    holder: holder.optional(),
    heldBy: heldBy.optional(),
  }),
] as const;

/** What a scan on the lending tab came to. */
export const lendTake = z.discriminatedUnion('kind', [
  /** A card: its reader is served from now on. `blocked`: nothing would be lent to them now. */
  z.object({ kind: z.literal('reader'), readerId: z.string(), blocked: z.boolean() }),
  z.object({
    kind: z.literal('lent'),
    book: bookLine,
    loanId: z.string(),
    dueOn: z.string(),
    /** Taken without a connection to the service that the desk has joined. */
    offline: z.boolean(),
    remarks: z.array(told),
  }),
  /** A copy, and nobody to lend it to yet. `status` as for holdings. */
  z.object({
    kind: z.literal('waits'),
    book: bookLine,
    status: z.string(),
    dueOn: z.string().nullable(),
  }),
  ...nothing,
]);
/** What a scan on the lending tab came to. */
export type LendTake = z.output<typeof lendTake>;

/** What a scan on the return tab came to. */
export const backTake = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('back'),
    book: bookLine,
    /** Null where no loan was open: it is noted where it is, and was used in the house perhaps. */
    loan: z
      .object({
        id: z.string(),
        readerId: z.string(),
        reader: z.string(),
        lentOn: z.string(),
        dueOn: z.string(),
        overdueDays: z.number(),
        fine: z.number(),
      })
      .nullable(),
    next: nextPlace,
    offline: z.boolean(),
    remarks: z.array(told),
  }),
  /** Nobody has it on loan: use in the house can be counted. */
  z.object({
    kind: z.literal('not_lent'),
    book: bookLine,
    next: nextPlace,
    remarks: z.array(told),
  }),
  z.object({ kind: z.literal('in_house'), book: bookLine, next: nextPlace }),
  /** Back in use. */
  z.object({
    kind: z.literal('restored'),
    book: bookLine,
    next: nextPlace,
    remarks: z.array(told),
  }),
  z.object({ kind: z.literal('reader'), readerId: z.string() }),
  z.object({ kind: z.literal('place'), placeId: z.string(), code: z.string() }),
  ...nothing,
]);
/** What a scan on the return tab came to. */
export type BackTake = z.output<typeof backTake>;

/** What a scan on the renewing tab came to. */
export const renewTake = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reader'), readerId: z.string() }),
  z.object({
    kind: z.literal('renewed'),
    book: bookLine,
    loanId: z.string(),
    dueOn: z.string(),
    renewals: z.number(),
    holder,
    remarks: z.array(told),
  }),
  ...nothing,
]);
/** What a scan on the renewing tab came to. */
export type RenewTake = z.output<typeof renewTake>;

/** What a scan of the exit check came to. */
export const exitTake = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('released'),
    book: bookLine,
    loanId: z.string(),
    reader: z.string(),
    dueOn: z.string(),
    /** Somebody had seen it before. */
    again: z.boolean(),
  }),
  ...nothing,
]);
/** What a scan of the exit check came to. */
export type ExitTake = z.output<typeof exitTake>;

/** What a scan came to where two readers pass a loan on at the desk. */
export const passTake = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reader'), readerId: z.string(), reader: z.string() }),
  z.object({
    kind: z.literal('passed'),
    book: bookLine,
    loanId: z.string(),
    /** Masked name of whoever has it now. */
    reader: z.string(),
    dueOn: z.string(),
  }),
  /** These two have passed it on already: the copy was scanned once more. */
  z.object({
    kind: z.literal('passed_already'),
    book: bookLine,
    reader: z.string(),
    dueOn: z.string(),
  }),
  /** A copy before both cards. */
  z.object({ kind: z.literal('waits'), book: bookLine }),
  ...nothing,
]);
export type PassTake = z.output<typeof passTake>;

/** `lost`: the copy is registered lost, and the loan goes on until what it costs is settled or it turns up. */
const loanLine = z.object({
  loan: row<Loan>(),
  book: bookLine,
  overdue: z.boolean(),
  lost: z.boolean(),
});
/** A loan with its book. */
export type LoanLine = z.output<typeof loanLine>;

/** A reader as the desk serves them. */
export const readerPanel = z.object({
  reader: row<Reader>(),
  loans: z.array(loanLine),
  /** How many loans the reader may have; null: no limit. */
  limit: z.number().nullable(),
  overdue: z.number(),
  /** Fen that loans which are late would cost, were they brought back now. */
  running: z.number(),
  /** Fen owed for loans that have ended. */
  fines: z.number(),
  owed: z.array(loanLine),
  /** Why nothing is lent to the reader, each a sentence. */
  blocks: z.array(told),
  /** What lies here or elsewhere for the reader. */
  ready: z.array(
    z.object({
      hold: row<Hold>(),
      book: bookLine,
      slot: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
  /** Requests of the queues whose copy lies on a hold shelf for the reader: a loan of it completes them. */
  readyRequests: z.array(
    z.object({
      requestId: z.string(),
      code: z.string(),
      queue: queueName,
      book: bookLine,
      slot: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
  waiting: z.number(),
  maySettle: z.boolean(),
  mayWaive: z.boolean(),
});
/** A reader as the desk serves them. */
export type ReaderPanel = z.output<typeof readerPanel>;

/** What has become of a row of the running list since. */
export const standing = z.object({
  commandId: z.string(),
  /** `alone`: this desk has no service, what it saved counts. `offline`: waits without a connection. */
  sync: z.enum(['alone', 'saved', 'received', 'doubtful', 'done', 'refused', 'exception']),
  ledger: z.enum(['asked', 'confirmed', 'refused', 'unasked', 'undated']).nullable(),
  dueOn: z.string().nullable(),
  /** Why the service or the library's system has refused it. */
  why: told.nullable(),
});
/** What has become of a row. */
export type RowStanding = z.output<typeof standing>;

/** A case with both sides. */
export const caseLine = z.object({
  row: row<CirculationCase>(),
  /** Done at this desk. */
  own: z.boolean(),
  book: bookLine.nullable(),
  reader: z.string().nullable(),
  /** The other side: who has it on loan by the rows that count. */
  other: z
    .object({
      reader: z.string(),
      lentOn: z.string(),
      dueOn: z.string(),
      closedOn: z.string().nullable(),
    })
    .nullable(),
  /** The scan elsewhere that does not fit: when, at which place (id), and whether it was a return. */
  scan: z.object({ at: z.string(), place: z.string(), returned: z.boolean() }).nullable(),
  /** Names of people and desks in it, by id. */
  names: z.record(z.string(), z.string()),
});
/** A case with both sides. */
export type CaseLine = z.output<typeof caseLine>;

/** A loan by phone that nobody has seen yet. */
export const phoneLine = z.object({
  loan: row<Loan>(),
  book: bookLine,
  reader: z.string(),
  late: z.boolean(),
});
/** A loan by phone that nobody has seen yet. */
export type PhoneLine = z.output<typeof phoneLine>;
