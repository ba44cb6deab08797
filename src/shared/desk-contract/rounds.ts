// Pick rounds and crates: what can be walked for, one's own round, what a scan in it does, what came out of a crate.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import type { Manifest } from '../library/entities.ts';
import { STOP_STATUSES } from '../rounds/progress.ts';
import { id, outcome, queueName, refusal, requestLine, row, text } from './views.ts';

/** Stops of one round at most. */
export const MOST_STOPS = 500;

const campus = z.string().max(60);
const rowId = z.string().max(80);
const source = z.enum(['wedge', 'hid', 'rfid', 'typed', 'camera']);

/** Where a stop is on the walk. */
const position = z.object({
  campus: z.string(),
  floor: z.string().nullable(),
  collection: z.string().nullable(),
  place: z.string().nullable(),
  /** Printed code of the range, or of the place where a copy away from its shelves was seen last. */
  code: z.string(),
  away: z.boolean(),
  callKey: z.string(),
});

/** One request of a round. */
const roundStop = z.object({
  line: requestLine,
  kind: z.enum(['pick', 'search']),
  position,
  author: z.string(),
  volume: z.string().nullable(),
  status: z.enum(STOP_STATUSES),
  /** With the copy in hand: the scans that may follow for this person here. */
  next: z.array(z.string()),
});
/** One request of a round. */
export type RoundStop = z.output<typeof roundStop>;

/** A stretch of shelf to be read where a copy stood wrong. */
const checkStop = z.object({ taskId: z.string(), position, openedOn: z.string() });
/** A stretch of shelf to be read. */
export type CheckStop = z.output<typeof checkStop>;

/** What a person chose to walk for. */
const roundFilters = z.object({
  /** null: the campus of the service point. */
  campus: campus.nullable(),
  floors: z.array(z.string().max(20)).max(60).optional(),
  queues: z.array(queueName).optional(),
  checks: z.boolean(),
  limit: z.number().int().min(1).max(MOST_STOPS),
});
/** What a person chose to walk for. */
export type RoundFilters = z.output<typeof roundFilters>;

/** A result a row, as for every bulk action. */
const results = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    results: z.array(z.object({ requestId: z.string(), code: z.string(), outcome })),
  }),
  refusal,
]);
const rows = z.array(z.object({ commandId: id, requestId: id })).max(2 * MOST_STOPS);

/** What a scan inside a round came to. */
const roundTake = z.discriminatedUnion('kind', [
  /** The stop's action was done. */
  z.object({
    kind: z.literal('done'),
    requestId: z.string(),
    action: z.string(),
    outcome,
  }),
  /** It was not; `swap_offered` may be sent again with `swap`. */
  z.object({
    kind: z.literal('refused'),
    requestId: z.string(),
    action: z.string(),
    refusal,
  }),
  /** The copy that was searched for: its place and the cause of the find are asked. */
  z.object({
    kind: z.literal('asks'),
    requestId: z.string(),
    barcode: z.string(),
    place: z.string(),
  }),
  z.object({ kind: z.literal('in_hand'), requestId: z.string(), barcode: z.string() }),
  z.object({ kind: z.literal('other_title'), barcode: z.string(), title: z.string() }),
  z.object({ kind: z.literal('place'), code: z.string() }),
  z.object({ kind: z.literal('crate'), code: z.string() }),
  /** Nothing that a round can do something with. */
  z.object({ kind: z.literal('unfit'), code: z.string() }),
]);
/** What a scan inside a round came to. */
export type RoundTake = z.output<typeof roundTake>;

/** A crate that is open at one of its ends. */
const crateLine = z.object({
  manifest: row<Manifest>(),
  expected: z.number(),
  arrived: z.number(),
});

/** What a scan beside an open crate came to. */
const crateTake = z.discriminatedUnion('kind', [
  /** Received; `surplus`: it was on no line of this crate. */
  z.object({
    kind: z.literal('received'),
    requestId: z.string(),
    action: z.string(),
    surplus: z.boolean(),
    outcome,
  }),
  z.object({
    kind: z.literal('refused'),
    requestId: z.string(),
    action: z.string(),
    refusal,
  }),
  z.object({ kind: z.literal('already'), barcode: z.string(), title: z.string() }),
  /** Nothing is on its way here with this copy. */
  z.object({ kind: z.literal('surplus'), barcode: z.string(), title: z.string() }),
  /** Another open crate was scanned. */
  z.object({ kind: z.literal('crate'), manifestId: z.string() }),
  z.object({ kind: z.literal('unknown'), code: z.string() }),
]);
/** What a scan beside an open crate came to. */
export type CrateTake = z.output<typeof crateTake>;

/** Pick rounds and crates. */
export const roundsContract = {
  'rounds.preview': query(
    roundFilters,
    z.object({
      campus: z.string(),
      /** Stops that fit, whatever the limit; those claimed by others are counted apart. */
      total: z.number(),
      claimed: z.number(),
      /** Counted without the filter of that name. */
      floors: z.array(z.object({ floor: z.string().nullable(), count: z.number() })),
      queues: z.array(z.object({ queue: queueName, count: z.number() })),
      stops: z.array(
        z.object({
          requestId: z.string(),
          queue: queueName,
          kind: z.enum(['pick', 'search']),
          position,
        }),
      ),
      checks: z.array(checkStop),
    }),
    ['request', 'copy', 'place', 'shelf_task', 'clock'],
  ),
  'rounds.mine': query(
    z.object({}),
    z.object({
      startedOn: z.string().nullable(),
      /** When the first of its claims lapses. */
      until: z.string().nullable(),
      stops: z.array(roundStop),
      checks: z.array(checkStop.extend({ open: z.boolean() })),
      progress: z.record(z.string(), z.number()),
    }),
    ['request', 'copy', 'place', 'shelf_task', 'memory', 'clock'],
  ),
  /** Claims all of them for a round (four hours, or what the policy says); one that somebody else has is left out. */
  'rounds.start': command(z.object({ rows, taskIds: z.array(rowId).max(MOST_STOPS) }), results),
  /** Gives back what is left and ends the round. */
  'rounds.end': command(z.object({ rows }), results),
  'rounds.skip': command(z.object({ requestId: rowId, skipped: z.boolean() }), z.object({})),
  /** A scan inside the round: does the stop that it is the evidence for. */
  'rounds.take': command(
    z.object({
      commandId: id,
      text,
      source,
      shown: rowId.nullable(),
      swap: z.boolean().optional(),
      place: text.optional(),
      cause: z.string().max(40).optional(),
    }),
    roundTake,
  ),

  'rounds.crates': query(
    z.object({}),
    z.object({ incoming: z.array(crateLine), outgoing: z.array(crateLine) }),
    ['manifest', 'place'],
  ),
  'rounds.crate': query(
    z.object({ manifestId: rowId }),
    z
      .object({
        manifest: row<Manifest>(),
        lines: z.array(z.object({ line: requestLine, arrivedOn: z.string().nullable() })),
        /** This person may unpack and close it here. */
        mayClose: z.boolean(),
      })
      .nullable(),
    ['manifest', 'request', 'copy'],
  ),
  'rounds.unpack': command(
    z.object({
      commandId: id,
      manifestId: rowId,
      text,
      source,
      condition: z.string().max(40),
    }),
    crateTake,
  ),
  'rounds.closeCrate': command(z.object({ commandId: id, manifestId: rowId }), outcome),
};
