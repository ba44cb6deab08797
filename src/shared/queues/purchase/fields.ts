// A purchase line's own fields: what is asked for, how often it went round, and what the vendor and the desk wrote.

import * as z from 'zod';
import type { Request } from '../request.ts';

/** Ways of delivery: by post, at the desk, to the shelf unread. */
export const WAYS = ['post', 'at_desk', 'shelf'] as const;
/** Condition in which a book comes back. */
export const CONDITIONS = ['good', 'worn', 'damaged'] as const;
/** How a book that never came back is settled. */
export const OUTCOMES = ['paid', 'waived'] as const;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const count = z.number().int().min(0).default(0);

const schema = z.looseObject({
  /** Thirteen digits. */
  isbn: z.string().regex(/^\d{13}$/u),
  bookTitle: z.string().min(1),
  author: z.string().default(''),
  publisher: z.string().default(''),
  /** Price now asked or agreed; fen. */
  price: z.number().int().min(0),
  /** Bookseller who supplies it (vendor id); reach `orders` is measured by it. */
  vendorId: z.string().nullable().default(null),
  way: z.enum(WAYS),
  question: z.string().nullable().default(null),
  answer: z.string().nullable().default(null),
  questions: count,
  deferrals: count,
  /** Vendors or prices that came to nothing. */
  turns: count,
  /** Why it is deferred; `budget` comes back when its fund has money. */
  deferReason: z.string().nullable().default(null),
  deferredUntil: day.nullable().default(null),
  /** Last day of the fund year on which a deferral ends. */
  fundYearEnd: day.nullable().default(null),
  expectedOn: day.nullable().default(null),
  tracking: z.string().nullable().default(null),
  /** When the reader's loan falls due (instant). */
  dueOn: z.string().nullable().default(null),
  condition: z.enum(CONDITIONS).nullable().default(null),
  replaced: z.boolean().default(false),
  /** Invoice amount; fen. */
  invoice: z.number().int().min(0).nullable().default(null),
  /** Why it was cancelled; `reopen` looks at it. */
  cancelReason: z.string().nullable().default(null),
});

/** A line's own fields, read. */
export type PurchaseFields = z.output<typeof schema>;

/** The own fields of a purchase line; throws on a row that `checkPurchaseFields` would have refused. */
export function purchaseFields(request: Request): PurchaseFields {
  return schema.parse(request.fields);
}

/** Checks the own fields of a purchase line. */
export function checkPurchaseFields(
  fields: Record<string, unknown>,
): { ok: true } | { ok: false; problem: string } {
  const read = schema.safeParse(fields);
  return read.success ? { ok: true } : { ok: false, problem: z.prettifyError(read.error) };
}
