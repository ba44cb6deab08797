// A wait for one answer: whatever comes first settles it, and nothing settles it for a program that has ended.

import { NetworkFault } from '../../../src/main/desk/sync/central-port.ts';
import type { NetworkFaultCode } from '../../../src/main/desk/sync/central-port.ts';
import type { Life } from './life.ts';
import type { Scheduler } from './scheduler.ts';

/** One wait. */
export interface Waiting<T> {
  promise: Promise<T>;
  answer(value: T): void;
  fault(code: NetworkFaultCode): void;
}

/** Begins a wait that gives up by itself after `patience` ms, and at once when the signal fires. */
export function waitFor<T>(
  scheduler: Scheduler,
  life: Life,
  patience: number,
  signal: AbortSignal | undefined,
): Waiting<T> {
  let settled = false;
  let resolve = (_value: T): void => undefined;
  let reject = (_error: unknown): void => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const settle = (how: () => void) => {
    if (settled) return;
    settled = true;
    giveUp();
    if (life.alive()) how();
  };
  const fault = (code: NetworkFaultCode) => settle(() => reject(new NetworkFault(code)));
  const giveUp = scheduler.after(patience, () => fault('timeout'));
  if (signal?.aborted) fault('cut');
  signal?.addEventListener('abort', () => fault('cut'), { once: true });
  return { promise, fault, answer: (value) => settle(() => resolve(value)) };
}
