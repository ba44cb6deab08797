// What the rest of the service asks of the writer lane: the one place where commands are decided and the log grows.

import type { Instant } from '../../shared/lib/time.ts';
import type { Command } from '../../shared/queues/command.ts';
import type { Env, World } from '../../shared/queues/world/world.ts';
import type {
  CommandResult,
  LogRow,
  PrivateText,
  PushAnswer,
  PushBody,
} from '../../shared/sync/protocol.ts';
import type { Failure } from '../failure.ts';
import type { RowKey } from './reader.ts';

export { SERVICE_DESK } from '../../shared/queues/command.ts';
/** Prefixes of the codes that the service gives to requests: `W-0412` of a reader, `Z-0001` of the system. */
export const CODE_PREFIXES = { reader: 'W', system: 'Z' } as const;

/** A command of the service before it has an id and a time; a repeat with the same `id` gets the stored result. */
export type LaneDraft = Pick<
  Command,
  'id' | 'actor' | 'point' | 'type' | 'entity' | 'expectHead' | 'input'
> & {
  /** Asks for the next code of a submission under one of `CODE_PREFIXES`. */
  codePrefix?: string;
};

/** What became of a service's command, with the request that it made or moved. */
export interface LaneResult extends CommandResult {
  requestId: string | null;
}

/** Rows of one commit as they went into the log, with the texts that came with them. */
export interface Commit {
  rows: readonly LogRow[];
  texts: readonly PrivateText[];
}

/** The writer lane of one process. */
export interface Lane {
  /** Commands of a desk. Failures: 409 `gap` (with `last`) or `forked`, 410 `epoch`, 503 when the store is away or full. */
  push(deskId: string, body: PushBody): Promise<PushAnswer | Failure>;
  /** One command of the service. Failures: 503. */
  run(draft: LaneDraft): Promise<LaneResult | Failure>;
  /** Looks at what was committed, with private texts; nothing is written. `rows` are read beforehand, in one question. */
  look<T>(work: (world: World, env: Env) => Promise<T>, rows?: readonly RowKey[]): Promise<T>;
  /** The library's clock (the demonstration has its own). */
  now(): Instant;
  /** Hears every commit of this process, in order. Gives what stops it. */
  onCommit(heard: (commit: Commit) => void): () => void;
  /** Waits for what is under way and takes no more. */
  close(): Promise<void>;
}
