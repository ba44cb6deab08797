// An answer that the caller can act on: a status, a stable code with facts, and when to come again.

import type { Facts } from '../shared/lib/result.ts';
import type { FailureBody } from '../shared/sync/protocol.ts';

/** Any answer that is not 2xx; a value, never an exception. */
export interface Failure {
  failed: true;
  status: number;
  body: FailureBody;
  /** Seconds. */
  retryAfter?: number;
}

/** Makes a failure. */
export function failure(
  status: number,
  code: string,
  facts: Facts = {},
  more: { last?: number; retryAfter?: number } = {},
): Failure {
  const { last, retryAfter } = more;
  return {
    failed: true,
    status,
    body: { code, facts, ...(last === undefined ? {} : { last }) },
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** Whether an answer is a failure. */
export function hasFailed(answer: object): answer is Failure {
  return 'failed' in answer && answer.failed === true;
}
