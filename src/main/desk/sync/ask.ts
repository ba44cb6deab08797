// One call to the service with everything that can become of it: what was asked for, or a reason for the loop.

import type * as z from 'zod';
import { failureBody } from '../../../shared/sync/protocol.ts';
import { faultOf } from '../fault.ts';
import { NetworkFault } from './central-port.ts';
import type { Central, CentralAnswer, CentralCall } from './central-port.ts';
import type { Failing } from './loop-state.ts';

/** Waits of real time; `cancel` is what `after` gives. */
export interface Timers {
  after(ms: number, run: () => void): () => void;
}

/** A call came to nothing; `failing` says how. */
export class CallFailed extends Error {
  readonly failing: Failing;

  constructor(failing: Failing, cause?: unknown) {
    super(failing.code, { cause });
    this.name = 'CallFailed';
    this.failing = failing;
  }
}

/** Longest wait for an answer that the desk did not ask the service to hold back, in milliseconds. */
const LONGEST_ANSWER = 35_000;

/** The failing behind whatever was thrown; null for a bug. */
export function failingOf(error: unknown): Failing | null {
  if (error instanceof CallFailed) return error.failing;
  if (error instanceof NetworkFault) return { kind: 'fault', code: error.code };
  const fault = faultOf(error);
  return fault ? { kind: 'local', code: fault.code } : null;
}

/** What an answer other than 2xx says. A body that is none of the service's own means that something else answered. */
export function refusalOf({ status, body, retryAfter }: CentralAnswer): CallFailed {
  const said = failureBody.safeParse(body).data;
  const {
    code = status >= 500 ? 'unavailable' : 'not_served',
    facts = {},
    last = null,
  } = said ?? {};
  return new CallFailed({ kind: 'refused', status, code, facts, last, retryAfter });
}

/** The answer as the schema has it. @throws CallFailed */
export function checked<T>(answer: CentralAnswer, schema: z.ZodType<T>): T {
  if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
  const { data, error } = schema.safeParse(answer.body);
  if (error) throw new CallFailed({ kind: 'fault', code: 'bad_answer' }, error);
  return data;
}

/** Whether a thrown failing is an answer with this status. */
export function isRefused(error: unknown, status: number): error is CallFailed {
  return (
    error instanceof CallFailed &&
    error.failing.kind === 'refused' &&
    error.failing.status === status
  );
}

/** Asks the service. @throws CallFailed */
export type Ask = <T>(
  call: CentralCall,
  schema: z.ZodType<T>,
  limits?: { signal?: AbortSignal | undefined; ms?: number },
) => Promise<T>;

/** Makes it; a call that takes too long counts as a fault of the network. */
export function createAsk(central: Central, timers: Timers): Ask {
  return async (call, schema, { signal, ms = LONGEST_ANSWER } = {}) => {
    const stop = new AbortController();
    let late = false;
    const cancel = timers.after(ms, () => {
      late = true;
      stop.abort();
    });
    const signals = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    try {
      return checked(await central.call(call, signals), schema);
    } catch (error) {
      if (error instanceof CallFailed || !(error instanceof NetworkFault)) throw error;
      throw new CallFailed({ kind: 'fault', code: late ? 'timeout' : error.code }, error);
    } finally {
      cancel();
    }
  };
}
