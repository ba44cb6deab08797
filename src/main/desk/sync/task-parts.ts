// What every task of the engine works with, within one life of the loop.

import type * as z from 'zod';
import type { LogRow, SignInReceipt } from '../../../shared/sync/protocol.ts';
import type { CallFailed } from './ask.ts';
import type { Central, CentralCall } from './central-port.ts';
import type { ReadTo, ReplicaSync } from './replica-sync-port.ts';

/** A task's hands. Each method throws when the life has ended meanwhile, so that nothing stale is written. */
export interface TaskParts {
  replica: ReplicaSync;
  central: Central;
  /** Counter of the last command of this desk; 0 when there is none. */
  lastCounter(): number;
  /** What shows, of these people, that they signed in at this desk. */
  receipts(staffIds: readonly string[]): SignInReceipt[];
  signal: AbortSignal;
  /** Asks with the desk's token. @throws CallFailed */
  ask<T>(call: CentralCall, schema: z.ZodType<T>, ms?: number): Promise<T>;
  /** The desk's token, for streams. */
  token(): Promise<string>;
  /** Where the replica has read to. @throws CallFailed where it has read nothing */
  readTo(): ReadTo;
  /** The answer must be of the log that is read here. @throws CallFailed 410 */
  mustAgree(epoch: string): void;
  /** An answer of a stream: gives what to throw, and forgets a token that was refused. */
  refused(token: string, failed: CallFailed): CallFailed;
  /** Rows that were just applied. */
  seen(rows: readonly LogRow[]): void;
}
