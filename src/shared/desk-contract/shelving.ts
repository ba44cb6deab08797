// Shelving: trolleys, shelves that are read, inventories, practice of shelf order.

import * as z from 'zod';
import type { CallNumberOptions } from '../library/call-number-parts.ts';
import { command, query } from '../rpc/contract.ts';
import type { Curve, Exercise } from '../shelving/practice.ts';
import type { Inventory, ShelfCopy } from '../shelving/reading.ts';
import { id, outcome, refusal, row } from './views.ts';

/** Codes that one list of scans may hold. */
export const MOST_CODES = 10_000;
/** Missing copies that are reported at a time. */
export const MOST_MISSING = 200;

const codes = z.array(z.string().max(120)).max(MOST_CODES);
const placeId = z.string().max(80);
const source = z.enum(['wedge', 'hid', 'rfid', 'typed']);

/** A task to read a stretch of shelf, and why it was opened. */
const shelfTask = z.object({
  id: z.string(),
  openedOn: z.string(),
  collection: z.string(),
  /** The range that is to be read; null where none has the place. */
  range: z.string().nullable(),
  /** The search in which a copy stood wrong. */
  code: z.string(),
  title: z.string(),
  callNumber: z.string(),
});

/** One place of a trolley with its copies in shelf order. */
const trolleyStop = z.object({
  collection: z.string(),
  range: z.string().nullable(),
  copies: z.array(row<ShelfCopy>()),
});

/** Somebody's learning curve. */
const personCurve = z.object({ staffId: z.string(), curve: row<Curve>() });

/** Shelving: trolleys, shelves that are read, inventories, practice of shelf order. */
export const shelvingContract = {
  /** Open tasks of the campus of the service point, oldest first. */
  'shelving.tasks': query(z.object({}), z.array(shelfTask), ['shelf_task', 'request', 'place']),
  /** The copies of a scanned trolley in walking order; codes of no copy apart. */
  'shelving.trolley': query(
    z.object({ codes }),
    z.object({ stops: z.array(trolleyStop), unknown: z.array(z.string()) }),
    ['copy', 'loan', 'custody', 'request', 'place', 'policy'],
  ),
  /** Reads a scanned shelf of a range or a collection; null = only the order among what was scanned. Records nothing. */
  'shelving.read': query(
    z.object({ place: placeId.nullable(), codes, inventory: z.boolean() }),
    z
      .object({
        reading: row<Inventory>(),
        options: row<CallNumberOptions>(),
        /** Where strangers belong: a place id (range, else collection) by copy id. */
        belongs: z.record(z.string(), z.string()),
      })
      .nullable(),
    ['copy', 'loan', 'custody', 'request', 'place', 'policy'],
  ),
  /** Notes what was seen on a shelf, and ends its tasks. Repeats are the same commands. */
  'shelving.report': command(
    z.object({ commandId: id, place: placeId, codes, tasks: z.array(id).max(200), source }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        seen: z.number(),
        tasks: z.number(),
        remarks: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) })),
      }),
      refusal,
    ]),
  ),
  /** Has copies looked for that an inventory missed, a search each. */
  'shelving.missing': command(
    z.object({
      place: placeId,
      rows: z.array(z.object({ commandId: id, copyId: placeId })).max(MOST_MISSING),
    }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        results: z.array(z.object({ copyId: z.string(), outcome, code: z.string().nullable() })),
      }),
      refusal,
    ]),
  ),
  /** Exercises from the shelves of a collection (null = of the campus); the same seed gives the same. */
  'shelving.exercises': query(
    z.object({
      collection: placeId.nullable(),
      seed: z
        .number()
        .int()
        .min(0)
        .max(2 ** 31),
    }),
    z.object({
      exercises: z.array(row<Exercise>()),
      options: row<CallNumberOptions>(),
    }),
    [],
  ),
  /** Keeps a sitting of practice. */
  'shelving.practised': command(
    z.object({
      commandId: id,
      exercises: z.number().int(),
      right: z.number().int(),
      seconds: z.number().int(),
      missed: z.array(z.array(z.string())),
    }),
    outcome,
  ),
  /** One's own learning curve; for whoever supervises those of the assistants too. */
  'shelving.curves': query(
    z.object({}),
    z.object({
      own: row<Curve>(),
      mark: z.object({ percent: z.number(), exercises: z.number() }),
      others: z.array(personCurve).nullable(),
    }),
    ['practice', 'policy', 'staff'],
  ),
};
