// What `shared` needs of an AbortSignal: it has neither Node's nor the DOM's types.

/** Tells that the asker no longer wants the answer; an `AbortSignal` is one. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
