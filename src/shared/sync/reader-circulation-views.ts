// What the service answers to readers about loans, holds and loans passed on: days are the library's, money is in fen.

import * as z from 'zod';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int().min(0);

/** Why something cannot be done, with its sentence. */
const reasonNot = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  text: bilingual,
});
export type ReasonNot = z.output<typeof reasonNot>;

const may = (what: string) =>
  reasonNot.nullable().describe(`Why ${what}, in a sentence; null where it can be done.`);

/** An offer of a loan, or a loan that came by one. */
export const transferLine = z.object({
  id: z.string(),
  side: z
    .enum(['given', 'received'])
    .describe('given: the reader offered it; received: accepted it.'),
  title: z.string(),
  barcode: z.string(),
  state: z.enum(['offered', 'accepted', 'withdrawn', 'expired', 'overtaken']),
  sentence: bilingual.describe('Where it stands, in one sentence.'),
  offeredOn: z.string(),
  expiresOn: z.string().describe('Until when the code can be used.'),
  endedOn: z.string().nullable(),
  loanId: z
    .string()
    .nullable()
    .describe('The reader’s own loan: the one offered, or the one received.'),
});
export type TransferLine = z.output<typeof transferLine>;

/** A loan that is open. */
export const loanLine = z.object({
  id: z.string(),
  copyId: z.string(),
  titleId: z.string(),
  barcode: z.string(),
  title: z.string(),
  callNumber: z.string(),
  lentOn: z.string(),
  dueOn: z.string().describe('Last day of the loan.'),
  overdue: z.boolean(),
  channel: z.enum(['desk', 'mobile', 'self_check', 'transfer', 'delivery', 'vendor']),
  requestId: z.string().nullable().describe('The request that lent it, if one did.'),
  renewals: count.describe('How often it was renewed.'),
  renewalsLeft: count,
  noRenewal: may('it cannot be renewed'),
  noOffer: may('it cannot be passed on'),
  fine: count.describe(
    'What the overdue days have cost so far, or what is owed for a lost copy, in fen.',
  ),
  recalled: z.boolean().describe('Somebody waits for it and the last day was brought forward.'),
  claimed: z.boolean().describe('The reader has said at a desk that it was brought back.'),
  verifyBy: z
    .string()
    .nullable()
    .describe(
      'A loan by phone that nobody at the library has seen yet: until when it is to be shown at a desk or gate.',
    ),
  confirmed: z.boolean().describe('False while the library’s own system has not answered yet.'),
  offer: transferLine.nullable().describe('The offer that stands.'),
  sentence: bilingual.describe(
    'Where it stands, in one sentence: what the reader has to know first.',
  ),
  further: z
    .array(bilingual)
    .describe(
      'What else holds, a sentence each: the last day where `sentence` does not name it, and that the library’s own system has not answered yet.',
    ),
});
export type LoanLine = z.output<typeof loanLine>;

/** Fines of loans that have ended, which are neither paid nor waived. */
const owedLine = z.object({
  loanId: z.string(),
  title: z.string(),
  barcode: z.string(),
  fine: count,
});

/** Open loans, the first due first, and what is owed. */
export const loansAnswer = z.object({
  rows: z.array(loanLine),
  owed: z.array(owedLine).describe('Loans that have ended with a fine that is not settled yet.'),
  owedFen: count.describe('All that is owed, in fen: these, and the open loans’ fines so far.'),
  most: count.describe('How many loans this reader may have at a time.'),
  noPhoneLoan: may('nothing can be borrowed by phone now'),
});
/** The loan after something was done with it. */
export const loanAnswer = z.object({ loan: loanLine });

/** A hold: how many are before it, or where the copy waits and until when. */
export const holdLine = z.object({
  id: z.string(),
  titleId: z.string(),
  title: z.string(),
  author: z.string(),
  copyId: z.string().nullable().describe('With one copy of the title, or once a copy is ready.'),
  barcode: z.string().nullable(),
  kind: z.enum(['hold', 'recall']),
  placedOn: z.string(),
  campus: z.string().describe('Id of the campus where it is picked up.'),
  campusName: bilingual,
  state: z.enum(['waiting', 'ready']),
  place: count
    .nullable()
    .describe('1 for the first in the queue; null once a copy is kept for the reader.'),
  waiting: count.describe('How many wait for the title.'),
  readyAt: bilingual.nullable().describe('Where it lies on the hold shelf.'),
  readySlot: z.string().nullable().describe('Code of the slot.'),
  readyUntil: z.string().nullable().describe('Last day on which it is kept.'),
  sentence: bilingual.describe('Where it stands, in one sentence.'),
});
export type HoldLine = z.output<typeof holdLine>;
/** Waiting and ready holds. */
export const holdsAnswer = z.object({
  rows: z.array(holdLine),
  most: count.describe('How many holds a reader may have at a time.'),
});
/** The hold after something was done with it; null once it is cancelled. */
export const holdAnswer = z.object({ hold: holdLine.nullable() });

/** An offer with its code, which the service does not keep: it is only given to whoever offers. */
export const offerAnswer = z.object({
  transfer: transferLine,
  qr: z.string().describe('Text of the QR code: “shutai:t/…”.'),
  code: z.string().describe('The same for typing: “ABCD-EFGH”.'),
});
/** Own offers and what came by others', newest first. */
export const transfersAnswer = z.object({ rows: z.array(transferLine) });
/** The offer after something was done with it. */
export const transferAnswer = z.object({ transfer: transferLine });

/** Whether a title can be waited for. */
export const titleHold = z.object({
  noHold: may('nobody can wait for it'),
  noRecall: may('it cannot be called back'),
  waiting: count.describe('How many wait for it.'),
  mine: z.string().nullable().describe('Id of the reader’s own hold on it.'),
});
