// The pipe that every carrier offers: three methods, JSON-safe values.

/** One end of a pipe. A carrier delivers in order or closes; it never drops a message in between. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when this end closed it. */
  onClose(listener: () => void): void;
  close(): void;
}
