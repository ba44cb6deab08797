// The open calls of one connection: numbers them, hands each frame to its call, and fails them all when the port closes.

import { readDownFrame } from './messages.ts';
import type { DownFrame, UpFrame } from './messages.ts';
import type { Failure } from './failure.ts';
import type { Port } from './port.ts';

/** What a call hears; after `onResult`, `onEnd` or `onFailure` it hears nothing more. */
interface CallListener {
  onResult?(value: unknown): void;
  onItem?(value: unknown): void;
  onEnd?(): void;
  onFailure(failure: Failure): void;
}

/** An open call. */
export interface OpenCall {
  /** Asks for one more item of a feed. */
  next(): void;
  /** Tells the desk that the answer is no longer wanted; the listener hears nothing more. */
  abandon(): void;
}

/** The open calls of one connection. */
export interface Wire {
  /** Opens a call; on a connection that has failed the listener is told at once. */
  open(op: string, input: unknown, listener: CallListener): OpenCall;
}

/** Says hello over a port and carries calls over it. */
export function openWire(port: Port, hash: string): Wire {
  const calls = new Map<number, CallListener>();
  let failure: Failure | undefined;
  let last = 0;
  const post = (frame: UpFrame) => port.post(frame);

  const failAll = (reason: Failure) => {
    failure ??= reason;
    const open = [...calls.values()];
    calls.clear();
    for (const call of open) call.onFailure(failure);
  };
  port.onClose(() => failAll({ code: 'disconnected' }));
  port.onMessage((message) => {
    const frame = readDownFrame(message);
    if (frame === undefined) port.close();
    else if (frame.t === 'hello') {
      if (frame.hash === hash) return;
      failAll({ code: 'version_mismatch' });
      port.close();
    } else tell(calls, frame);
  });
  post({ t: 'hello', hash });

  return {
    open(op, input, listener) {
      last += 1;
      const id = last;
      if (failure) {
        listener.onFailure(failure);
        return { next() {}, abandon() {} };
      }
      calls.set(id, listener);
      post({ t: 'call', id, op, input });
      return {
        next() {
          if (calls.has(id)) post({ t: 'next', id });
        },
        abandon() {
          if (calls.delete(id)) post({ t: 'cancel', id });
        },
      };
    },
  };
}

function tell(calls: Map<number, CallListener>, frame: Exclude<DownFrame, { t: 'hello' }>): void {
  const call = calls.get(frame.id);
  if (call === undefined) return;
  if (frame.t !== 'item') calls.delete(frame.id);
  if (frame.t === 'item') call.onItem?.(frame.value);
  else if (frame.t === 'result') call.onResult?.(frame.value);
  else if (frame.t === 'end') call.onEnd?.();
  else call.onFailure(frame.failure);
}
