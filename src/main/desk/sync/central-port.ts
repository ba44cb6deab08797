// The network as the desk's sync sees it: passed in, so that a test can lose, double, delay and reorder what goes over it.

/** One call; paths begin with `/v1/`. */
export interface CentralCall {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | number>;
  body?: unknown;
  token?: string;
}

/** What came back, whatever its status; the body is JSON, null where there was none. */
export interface CentralAnswer {
  status: number;
  body: unknown;
  /** Seconds, from `Retry-After`; null when the service did not say. */
  retryAfter: number | null;
}

/** Why nothing came back. */
export type NetworkFaultCode =
  | 'unreachable'
  | 'bad_certificate'
  | 'timeout'
  | 'cut'
  | 'bad_answer'
  | 'plain_http';

/** The network failed; whether the service did what was asked is unknown. */
export class NetworkFault extends Error {
  readonly code: NetworkFaultCode;

  constructor(code: NetworkFaultCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'NetworkFault';
    this.code = code;
  }
}

/** Whether a host name, as `URL` gives it, is this very machine: only there may the network be plain. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** One event of the live stream. */
export interface LiveEvent {
  event: string;
  data: string;
}

/** The service at one address. @throws NetworkFault from every method, and from the iterations */
export interface Central {
  call(call: CentralCall, signal?: AbortSignal): Promise<CentralAnswer>;
  /** The live stream until it ends or the signal fires; an answer other than 200 is the first and only item. */
  live(call: CentralCall, signal: AbortSignal): AsyncIterable<LiveEvent | CentralAnswer>;
  /** The lines of a snapshot, one or several an item; an answer other than 200 is the first and only item. */
  lines(call: CentralCall, signal: AbortSignal): AsyncIterable<string | CentralAnswer>;
}

/** Reaches the service at an address; the loopback host and Electron hand in the real network. */
export type ConnectCentral = (address: string) => Central;
