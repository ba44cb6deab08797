// What desk and service say to each other: bodies of every call, checked at run time on both sides.

import * as z from 'zod';
import type { Facts } from '../lib/result.ts';
import type { Instant } from '../lib/time.ts';
import type { Command } from '../queues/command.ts';
import type { Kind } from '../queues/world/world.ts';

/** 1: the first. A service understands N, N−1 and N−2; the number travels as the header `X-Proto`. */
export const PROTOCOL_VERSION = 1;
/** The oldest protocol that is fully served; an older desk may still push. */
export const OLDEST_PROTOCOL = 1;
/** Header with the protocol's number. */
export const PROTOCOL_HEADER = 'x-proto';

/** Commands of one push, rows of one page. */
export const MOST_COMMANDS = 100;
/** Rows asked for at once; a page goes on to the end of its last command. */
export const MOST_ROWS = 1000;
/** Rows that a desk writes in one transaction. */
export const PAGE_ROWS = 500;

/** How far somebody has read the log: the last row's number and hash; `(0, GENESIS)` before the first. */
export interface Cursor {
  seq: number;
  hash: string;
}
/** Hash that the first row of a log follows. */
export const GENESIS = '0'.repeat(64);

/**
 * One row of the log: the image of one entity after one command. Rows of a command have consecutive `seq`.
 * `image` is the very text that was hashed, without private text; null once it was erased, and then `imageHash` stands
 * for it in the chain.
 */
export interface LogRow {
  seq: number;
  kind: Kind;
  id: string;
  ver: number;
  image: string | null;
  imageHash: string | null;
  commandId: string;
  actor: string;
  desk: string;
  serverTime: Instant;
  hash: string;
}

/**
 * Private text of an entity (`private-text.ts`): what its image lacks. `of` is the request that decides which desks
 * may hold it; for kind `private` (a reader's name and contact) the text is the whole row.
 */
export interface PrivateText {
  kind: Kind;
  id: string;
  ver: number;
  of: string;
  text: Record<string, unknown>;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Ids are plain text: no control characters and no halves of pairs, which stores and hashes would keep differently. */
const id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
const seq = z.number().int().min(0);

/** A command as it travels. */
export const commandShape: z.ZodType<Command> = z.strictObject({
  id: z.uuid(),
  desk: id,
  point: id.nullable(),
  cseq: z.number().int().min(1),
  actor: id,
  type: z.string().min(3).max(80),
  v: z.number().int().min(1),
  entity: id,
  expectHead: id.nullable(),
  input: z.record(z.string().max(60), z.unknown()),
  at: z.iso.datetime({ precision: 3 }),
});

/**
 * The service's word that somebody signed in at a desk, which it knows again by its seal. The desk keeps it: the service
 * may go back to a backup that was made before.
 */
export const signInReceipt = z.object({
  desk: id,
  staffId: id,
  /** Real time. */
  at: z.iso.datetime({ precision: 3 }),
  /** HMAC-SHA-256, base64url. */
  mac: z.string().regex(/^[\w-]{43}$/u),
});
export type SignInReceipt = z.output<typeof signInReceipt>;

/**
 * `POST /v1/push`: commands of one desk in the order of their counter, the first being `from`. Receipts are of those
 * who gave the commands.
 */
export const pushBody = z.strictObject({
  epoch: z.string(),
  from: z.number().int().min(1),
  commands: z.array(commandShape).min(1).max(MOST_COMMANDS),
  receipts: z.array(signInReceipt).max(MOST_COMMANDS).optional(),
});
export type PushBody = z.output<typeof pushBody>;

/** What became of a command at the service. `exception_opened` is accepted too: as a case for a supervisor. */
const RESULT_CODES = [
  'ok',
  'exception_opened',
  'conflict',
  'illegal',
  'forbidden',
  'not_found',
  'bad_command',
  'unsupported_version',
] as const;
export type ResultCode = (typeof RESULT_CODES)[number];

/** Whether a result stands for something that happened. */
export function isAccepted(code: ResultCode): boolean {
  return code === 'ok' || code === 'exception_opened';
}

const facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
) as z.ZodType<Facts>;

/**
 * The one outcome of a command. `seq` is its last row in the log (null when it has none), `head` that of its request
 * afterwards. `refusal` is the code of `refusals.ts` behind `code`, null for `ok`; `facts` are that refusal's, with
 * `changedBy`, `changedAt`, `changedTo` and `changedAction` where something came in between.
 */
const commandResult = z.object({
  id: z.string(),
  cseq: seq,
  code: z.enum(RESULT_CODES),
  refusal: z.string().nullable(),
  seq: seq.nullable(),
  head: z.string().nullable(),
  facts,
  /** When the service decided. */
  at: z.string(),
});
export type CommandResult = z.output<typeof commandResult>;

/** Answer of a push: results in the order of the commands, `last` the counter that is expected next, less one. */
export const pushAnswer = z.object({
  epoch: z.string(),
  last: seq,
  results: z.array(commandResult),
});
export type PushAnswer = z.output<typeof pushAnswer>;

const logRow: z.ZodType<LogRow> = z.object({
  seq,
  kind: z.string() as unknown as z.ZodType<Kind>,
  id,
  ver: seq,
  image: z.string().nullable(),
  imageHash: hash.nullable(),
  commandId: z.string(),
  actor: z.string(),
  desk: z.string(),
  serverTime: z.string(),
  hash,
});

const privateText: z.ZodType<PrivateText> = z.object({
  kind: z.string() as unknown as z.ZodType<Kind>,
  id,
  ver: seq,
  of: z.string(),
  text: z.record(z.string(), z.unknown()),
});

const cursor: z.ZodType<Cursor> = z.object({ seq, hash });

/** `GET /v1/pull`: what to read from. `wait` seconds of long-polling where a proxy breaks the live stream. */
export const pullQuery = z.object({
  epoch: z.string(),
  seq: z.coerce.number().int().min(0),
  h: hash,
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(PAGE_ROWS),
  wait: z.coerce.number().int().min(0).max(30).default(0),
});
export type PullQuery = z.output<typeof pullQuery>;

/** A page of the log: it begins after `from`, ends at `through`, never inside a command. `head` is the log's end. */
export const pullAnswer = z.object({
  epoch: z.string(),
  from: cursor,
  rows: z.array(logRow),
  private: z.array(privateText),
  through: cursor,
  head: seq,
  more: z.boolean(),
});
export type PullAnswer = z.output<typeof pullAnswer>;

/** `GET /v1/live`: from where. An answer other than 200 is a failure as everywhere. */
export const liveQuery = pullQuery.pick({ epoch: true, seq: true, h: true });
/**
 * Events of the live stream: `frame` (JSON of a `PullAnswer`), `heartbeat` (every `HEARTBEAT_MS`, no data) and `end`
 * (JSON of a `LiveEnd`), after which the stream closes.
 */
const LIVE_EVENTS = ['frame', 'heartbeat', 'end'] as const;
export type LiveEventName = (typeof LIVE_EVENTS)[number];
/** Silence of the live stream, at most; a desk gives up after 40 s. */
export const HEARTBEAT_MS = 15_000;
/** Why the stream ended: a resync reason, `revoked` for a desk that is out, or null when the desk may just pull. */
export const liveEnd = z.object({ reason: z.string().nullable() });
export type LiveEnd = z.output<typeof liveEnd>;

/** Why a desk must load a snapshot: 410 of pull, live and push. */
export const RESYNC_REASONS = ['epoch', 'diverged', 'log_pruned'] as const;

/** Any answer that is not 2xx: a stable code, facts for its sentence, and what the caller may do. */
export const failureBody = z.object({
  code: z.string(),
  facts: facts.default({}),
  /** 409 `gap`: the last counter of this desk that the service has. */
  last: seq.optional(),
  /** To readers and booksellers: the sentence, for a program that has none of its own. */
  text: z.object({ zh: z.string(), en: z.string() }).optional(),
});
export type FailureBody = z.output<typeof failureBody>;

/** First line of a snapshot; then sections of images and an end, as `snapshot-lines.ts` says. */
export const snapshotHead = z.object({
  epoch: z.string(),
  /** Log number from which to pull when the snapshot is in. */
  through: cursor,
  /** Rows to come, for a progress bar; an estimate. */
  rows: z.number(),
});
export type SnapshotHead = z.output<typeof snapshotHead>;

/**
 * Parts of a snapshot: `main` is all that a desk needs to work (everything but `history`), `history` the events and
 * notices of requests that have ended, which follow in the background.
 */
export const SNAPSHOT_PARTS = ['main', 'history'] as const;
export type SnapshotPart = (typeof SNAPSHOT_PARTS)[number];

/** `GET /v1/snapshot`; `after` is the last id of the `history` part that the desk has. */
export const snapshotQuery = z.object({
  part: z.enum(SNAPSHOT_PARTS).default('main'),
  after: z.string().max(80).default(''),
});

/** `POST /v1/checksum`: digest of every bucket of one kind, by bucket number; buckets are `bucketOf(id)`. */
export const checksumBody = z.strictObject({
  epoch: z.string(),
  kind: z.string(),
  buckets: z.array(z.string()).max(256),
});
export type ChecksumBody = z.output<typeof checksumBody>;
/** Buckets that differ, with the service's rows of each, and the log's end at that moment. */
export const checksumAnswer = z.object({
  epoch: z.string(),
  through: cursor,
  differing: z.array(z.object({ bucket: z.number(), images: z.array(z.string()) })),
});
export type ChecksumAnswer = z.output<typeof checksumAnswer>;
