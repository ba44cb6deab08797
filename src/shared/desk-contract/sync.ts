// How the desk stands to a central service: the loop's state, what waits or was refused, joining, other desks.
// Every instant is the library's, like the times of requests, so that the page's own clock fits.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import { bilingual, freeInput, id, queueName, refusal, text } from './views.ts';

/**
 * States of the sync loop. `alone`: no service. `joining`: the first rows are on their way. `signing_in`: the desk
 * proves who it is. `stopped`: somebody has to act (`reason` says why: revoked, too old …); work goes on all the same.
 */
export const SYNC_STATES = [
  'alone',
  'joining',
  'offline',
  'signing_in',
  'catching_up',
  'live',
  'resyncing',
  'stopped',
] as const;
/** State of the sync loop. */
export type SyncState = (typeof SYNC_STATES)[number];

/** What became of an action so far. `exception`: it happened, and a supervisor has a case about it. */
const SYNC_ROW_STATES = [
  'saved',
  'received',
  'in_log',
  'doubtful',
  'refused',
  'exception',
] as const;
/** What became of an action so far. */
export type SyncRowState = (typeof SYNC_ROW_STATES)[number];

/** Which actions are listed: this desk's own, and of other desks those that became a case about a request of its campus. */
export const SYNC_FILTERS = ['refused', 'exceptions', 'waiting', 'received', 'all'] as const;
/** Which actions are listed. */
export type SyncFilter = (typeof SYNC_FILTERS)[number];

const line = z.object({
  commandId: z.string(),
  /** Counter of this desk; null for what another one did. */
  cseq: z.number().nullable(),
  /** Another desk where it was done, empty while that is not known here; null for this one. */
  desk: z.string().nullable(),
  at: z.string(),
  /** Staff id, or `system`. */
  actor: z.string(),
  point: z.string().nullable(),
  /** `delivery.load`, `request.claim`, `policy.save`. */
  type: z.string(),
  /** Queue of the request that it is about (for `request.claim` too), null for what is about none; name of the action. */
  queue: queueName.nullable(),
  action: z.string(),
  requestId: z.string().nullable(),
  /** Code of the request; title and barcode of its book. */
  code: z.string().nullable(),
  title: z.string().nullable(),
  barcode: z.string().nullable(),
  state: z.enum(SYNC_ROW_STATES),
  /**
   * Why it was refused, is doubtful or became an exception. Where something came in between the facts say it:
   * `changedBy`, `changedAt`, `changedAction`, `changedTo`, `changedDesk`; `names` has the names.
   */
  refusal: refusal.nullable(),
  /** When the service decided; null before. */
  decidedAt: z.string().nullable(),
  /** The person has put it away. */
  dismissed: z.boolean(),
});

/** One action and what became of it. */
const syncRow = line.extend({
  /** Refused because this one was refused: the steps that stood on it, in order. They are put away with it. */
  chain: z.array(line),
  /** It became a case that this person may correct. */
  mayCorrect: z.boolean(),
  /** It became a case of the counter, which is settled on the page of circulation. */
  atCounter: z.boolean(),
});
export type SyncRow = z.output<typeof syncRow>;
export type SyncLine = z.output<typeof line>;

const done = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), refusal]);

/** How the desk stands to a central service. */
export const syncContract = {
  'sync.status': query(
    z.object({}),
    z.object({
      state: z.enum(SYNC_STATES),
      /** Since when it is in this state. */
      since: z.string(),
      /** Why it is offline or stopped: a code with facts. */
      reason: refusal.nullable(),
      address: z.string().nullable(),
      /** When the service last answered, and when the next try is. */
      lastContact: z.string().nullable(),
      lastPull: z.string().nullable(),
      nextTry: z.string().nullable(),
      /** Log rows that the service has and this desk has not yet. */
      lag: z.number(),
      /** Actions without an outcome; received but not yet read back from the log; refused and not put away. */
      waiting: z.number(),
      received: z.number(),
      doubtful: z.number(),
      refused: z.number(),
      /** Facts of this desk, or about requests of its campus, that were recorded as cases and are still open. */
      exceptions: z.number(),
      /** A snapshot that is being loaded. */
      resync: z.object({ loaded: z.number(), expected: z.number() }).nullable(),
      /** Events of ended requests, which follow in the background; null when there is nothing to load. */
      history: z.object({ loaded: z.number(), done: z.boolean() }).nullable(),
      /** Actions wait, the network is there, and nothing has been accepted for minutes. */
      stuck: z.object({ since: z.string(), waiting: z.number() }).nullable(),
      /** This desk. */
      desk: z.object({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        campus: z.string().nullable(),
      }),
      /** The log that is read and how far; null before the first row. */
      log: z.object({ epoch: z.string(), seq: z.number() }).nullable(),
    }),
    ['sync', 'outbox', 'clock', 'exception_case', 'circulation_case'],
  ),
  /**
   * Actions of this desk, newest first. `waiting`: no outcome yet, doubtful ones among them. `received`: accepted, not
   * yet read back. `refused`: the heads of their chains, put away ones left out. `exceptions`: recorded as cases that
   * are still open, of other desks those about requests of this campus, too. `all`: every action by itself, chains left empty.
   */
  'sync.list': query(
    z.object({
      filter: z.enum(SYNC_FILTERS),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({
      total: z.number(),
      rows: z.array(syncRow),
      /** Names of people, places, desks and copies (barcodes) in the rows' facts, by id. */
      names: z.record(z.string(), bilingual),
    }),
    ['sync', 'outbox', 'request', 'staff', 'place', 'exception_case', 'circulation_case', 'event'],
  ),
  /**
   * Joins the service at an address (`https://…`, plain `http://` on this machine only) with a one-time code.
   * `fresh`: what was done here alone is put aside in a file first, and the desk begins with the service's rows.
   * Refused: `plain_http`, `bad_address`; `unreachable`, `bad_certificate`, `timeout`, `cut`, `bad_answer`; `too_old`,
   * `too_new`; `bad_enroll_code`, `desk_known`, `wait`, `not_served`; `already_joined`, `joins_anew` (only with `fresh`),
   * `base_differs`. The last two have the fact `actions`, how many would be lost; then export and `fresh` are the choices.
   */
  'sync.join': command(
    z.object({
      address: text,
      code: z.string().max(40),
      name: z.string().max(80),
      fresh: z.boolean().default(false),
    }),
    z.discriminatedUnion('ok', [
      /** `aside`: file with what was put aside. */
      z.object({ ok: z.literal(true), deskCode: z.string(), aside: z.string().nullable() }),
      refusal,
    ]),
  ),
  /** The service has another address; refused like joining, and where the service there does not know this desk. */
  'sync.move': command(z.object({ address: text }), done),
  /** Puts a refused action away, with all that stood on it. */
  'sync.dismiss': command(z.object({ commandId: id }), done),
  /**
   * The refused action again, for its form on the state as it is now; `legal` false where it is no longer possible.
   * `action` is another one where that is what is left of it: a claim of somebody else's is taken over.
   */
  'sync.redo': command(
    z.object({ commandId: id }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        queue: queueName,
        /** Null for a submission. */
        requestId: z.string().nullable(),
        action: z.string(),
        input: freeInput,
        /** Words of ids in the input (a reader masked, a title, a copy's barcode), by input name. */
        texts: z.record(z.string(), z.string()),
        legal: z.boolean(),
        /** Why not, where it is not. */
        why: refusal.nullable(),
      }),
      refusal,
    ]),
  ),
  /** Tries at once instead of waiting for the next time. */
  'sync.now': command(z.object({}), done),
  /** Loads all rows of the service anew; what waits here is kept. */
  'sync.resync': command(z.object({}), done),
  /**
   * All actions of this desk with their outcomes, as JSON text to be saved; no passwords, no keys, and without readers'
   * cards and what was written about them. `full` has these too: for administrators, with a second person who signs.
   */
  'sync.export': command(
    z.object({
      full: z.object({ commandId: id, login: text, password: z.string().max(128) }).optional(),
    }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), name: z.string(), text: z.string() }),
      refusal,
    ]),
  ),
  /** For administrators who signed in with the service reached: a code for one new desk, shown once. */
  'sync.enrollCode': command(
    z.object({ campus: z.string() }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), code: z.string(), expiresOn: z.string() }),
      refusal,
    ]),
  ),
  /** The library's desks as the service knows them. */
  'sync.desks': query(
    z.object({}),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        desks: z.array(
          z.object({
            id: z.string(),
            code: z.string(),
            name: z.string(),
            campus: z.string(),
            /** Actions that it brought along, which were taken on the word of whoever gave the code. */
            madeAlone: z.number().optional(),
            enrolledOn: z.string(),
            lastSeen: z.string().nullable(),
            revoked: z.boolean(),
            /** This very desk. */
            own: z.boolean(),
          }),
        ),
      }),
      refusal,
    ]),
    ['sync'],
  ),
  /** For administrators: stops a desk at once; what waits there stays exportable. */
  'sync.revokeDesk': command(z.object({ deskId: z.string() }), done),
};
