// The closed list of ways in which a call fails; what a user can act on is a value instead, never one of these.

import * as z from 'zod';

const FAILURE_CODES = [
  'cancelled',
  'disconnected',
  'bad_input',
  'unknown_operation',
  'version_mismatch',
  /** Nobody is signed in, or the desk is locked. */
  'denied',
  'internal',
] as const;
const failureCode = z.enum(FAILURE_CODES);

/** What crosses of a failure: `errorId` names the line in the log, `at` the places of bad input (never its values). */
export const failureShape = z.object({
  code: failureCode,
  errorId: z.string().optional(),
  at: z.array(z.string()).optional(),
});
export type Failure = z.output<typeof failureShape>;
/** Why a call failed. */
export type FailureCode = Failure['code'];

/** A call that failed; thrown by the client, and by a handler for `denied`. */
export class RpcError extends Error {
  readonly code: FailureCode;
  /** Names the line in the log of the desk; null unless the code is `internal`. */
  readonly errorId: string | null;

  constructor(failure: Failure) {
    const where = failure.at === undefined ? '' : ` at ${failure.at.join(', ')}`;
    super(`${failure.code}${where}`);
    this.name = 'RpcError';
    this.code = failure.code;
    this.errorId = failure.errorId ?? null;
  }
}
