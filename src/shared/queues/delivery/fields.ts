// A delivery's own fields: where to, when, in which bag and with whom, and how often it went round.

import * as z from 'zod';
import type { Request } from '../request.ts';

/** Proofs of a hand-over: the reader's code, the reader's card, a locker, a named proxy. */
export const PROOFS = ['code', 'card', 'locker', 'proxy'] as const;

const count = z.number().int().min(0).default(0);
const text = z.string().nullable().default(null);

const schema = z.looseObject({
  /** Place id of an allowed address. */
  address: z.string().min(1),
  /** `2018-06-06 10:00-12:00`, in the library's zone. */
  slot: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}-\d{2}:\d{2}$/u),
  proxyAllowed: z.boolean().default(false),
  /** Copies turned to so far, the present one included. */
  copies: z.array(z.string()).default([]),
  slotChanges: count,
  /** While the copy is searched for, the slot is kept until here (instant). */
  slotKeptUntil: text,
  bag: text,
  /** Salted hash of the reader's hand-over code. */
  codeHash: text,
  /** Staff id of the courier who has or had the bag; free until somebody departs. */
  courier: text,
  /** The bag is with the courier: its line on the round is open. */
  onRound: z.boolean().default(false),
  /** Ways to the door begun, and those that failed. */
  ways: count,
  failures: count,
  /** Number of failures when the slot was chosen: a second way needs a slot chosen after the failure. */
  slotAfterFailures: count,
  /** Place id of the hold-shelf slot, and until when it waits there. */
  holdSlot: text,
  readyUntil: text,
});

/** A delivery's own fields, read. */
export type DeliveryFields = z.output<typeof schema>;

/** The own fields of a delivery; throws on a row that `checkDeliveryFields` would have refused. */
export function deliveryFields(request: Request): DeliveryFields {
  return schema.parse(request.fields);
}

/** Checks the own fields of a delivery. */
export function checkDeliveryFields(
  fields: Record<string, unknown>,
): { ok: true } | { ok: false; problem: string } {
  const read = schema.safeParse(fields);
  return read.success ? { ok: true } : { ok: false, problem: z.prettifyError(read.error) };
}
