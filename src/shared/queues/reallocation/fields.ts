// A reallocation's own fields: what kind of move, where to, and how often it turned.

import * as z from 'zod';
import type { Request } from '../request.ts';

/** Kinds that people may ask for. */
export const ASKED_KINDS = ['for_loan', 'temporary', 'permanent'] as const;
/** Kinds that only the system opens: a copy goes home, or to the hold shelf of whoever waits for it. */
const SYSTEM_KINDS = ['return', 'for_hold'] as const;
/** Every kind. */
export const KINDS = [...ASKED_KINDS, ...SYSTEM_KINDS] as const;
/** Condition in which a copy arrives. */
export const CONDITIONS = ['good', 'worn', 'damaged'] as const;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const instant = z.iso.datetime();

const schema = z.looseObject({
  kind: z.enum(KINDS),
  /** Collection that shall hold the copy; null for `for_loan` and `for_hold`, where the campus says enough. */
  target: z.string().nullable().default(null),
  /** Last day on which the asker still needs it. */
  neededBy: day.nullable().default(null),
  /** Temporary moves: day of the return. */
  returnDay: day.nullable().default(null),
  /** Copies turned to so far, the present one included. */
  copies: z.array(z.string()).default([]),
  redirects: z.number().int().min(0).default(0),
  /** Staff id of the first approval, until it is confirmed. */
  approvedBy: z.string().nullable().default(null),
  /** Crate in which it travels. */
  crate: z.string().nullable().default(null),
  condition: z.enum(CONDITIONS).nullable().default(null),
  /** Place id of the hold-shelf slot, and until when it waits there. */
  slot: z.string().nullable().default(null),
  readyUntil: instant.nullable().default(null),
});

/** A reallocation's own fields, read. */
export type ReallocationFields = z.output<typeof schema>;

/** The own fields of a reallocation; throws on a row that `checkReallocationFields` would have refused. */
export function reallocationFields(request: Request): ReallocationFields {
  return schema.parse(request.fields);
}

/** Checks the own fields of a reallocation. */
export function checkReallocationFields(
  fields: Record<string, unknown>,
): { ok: true } | { ok: false; problem: string } {
  const read = schema.safeParse(fields);
  return read.success ? { ok: true } : { ok: false, problem: z.prettifyError(read.error) };
}

/** Whether it brings a copy to the hold shelf where a reader collects it. */
export function isForHold(request: Request): boolean {
  return request.queue === 'reallocation' && reallocationFields(request).kind === 'for_hold';
}
