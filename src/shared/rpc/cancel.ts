// What `shared` needs of an AbortSignal: it has neither Node's nor the DOM's types.

/** Tells that the asker no longer wants the answer; an `AbortSignal` is one. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal with the hand that gives it. */
export interface CancelSource {
  signal: CancelSignal;
  /** Tells every listener once; later calls do nothing. */
  cancel(): void;
}

/** Makes a signal where no AbortController is to be had. */
export function createCancelSource(): CancelSource {
  const listeners = new Set<() => void>();
  let aborted = false;
  const signal: CancelSignal = {
    get aborted() {
      return aborted;
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };
  const cancel = () => {
    if (aborted) return;
    aborted = true;
    const told = [...listeners];
    listeners.clear();
    for (const listener of told) listener();
  };
  return { signal, cancel };
}
