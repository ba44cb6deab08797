// A search's own fields: where the asker looked, which rounds were walked by whom, and how the book was found.

import * as z from 'zod';
import type { Request } from '../request.ts';

/** Causes of a find. */
export const CAUSES = [
  'in_place',
  'misshelved',
  'trolley',
  'table',
  'sorting',
  'wrong_label',
  'elsewhere',
] as const;

/** Facts of an answer. */
export const FACTS = [
  'on_loan',
  'in_transit',
  'on_hold_shelf',
  'just_returned',
  'in_use',
  'depot',
  'other_copy',
  'misread',
] as const;
/** A fact of an answer. */
export type AnswerFact = (typeof FACTS)[number];

const instant = z.iso.datetime();

const schema = z.looseObject({
  /** Where and on which day the asker looked. */
  looked: z.array(z.string()).default([]),
  lookedOn: z.string().nullable().default(null),
  /** From when the rounds' days count: the asking, or the insisting. */
  askedOn: instant,
  /** Rounds walked in vain so far, and by whom. */
  misses: z.number().int().min(0).default(0),
  searchers: z.array(z.string()).default([]),
  insisted: z.boolean().default(false),
  fact: z.enum(FACTS).nullable().default(null),
  cause: z.enum(CAUSES).nullable().default(null),
  /** Place id of the find. */
  place: z.string().nullable().default(null),
  /** Place id of the hold-shelf slot, and until when it waits there. */
  slot: z.string().nullable().default(null),
  readyUntil: instant.nullable().default(null),
  /** Readers who asked for the same copy and were told that it was not found. */
  alsoAsked: z.array(z.string()).default([]),
  /** The reader gave it up after the find. */
  givenUp: z.boolean().default(false),
});

/** A search's own fields, read. */
export type FindBookFields = z.output<typeof schema>;

/** The own fields of a search; throws on a row that `checkFindBookFields` would have refused. */
export function findBookFields(request: Request): FindBookFields {
  return schema.parse(request.fields);
}

/** Checks the own fields of a search. */
export function checkFindBookFields(
  fields: Record<string, unknown>,
): { ok: true } | { ok: false; problem: string } {
  const read = schema.safeParse(fields);
  return read.success ? { ok: true } : { ok: false, problem: z.prettifyError(read.error) };
}
