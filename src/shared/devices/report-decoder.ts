// What a decoder of scanner reports is: bytes of one device in, codes out; no clock and no device of its own.

/** A code that a scanner has read. */
export interface ScannedCode {
  /** Decoded text without the AIM identifier and without a trailing line end. */
  text: string;
  /** AIM identifier (ISO/IEC 15424) without its `]`, `C0`, `E0`; null where the device gives none. */
  aim: string | null;
  /** Bytes as the scanner sent them, all parts joined. */
  bytes: Uint8Array;
}

/** Why a report, or what was begun with it, came to nothing; each has its sentence under `devices.bad`. */
export const BAD_REPORTS = [
  'wrong_layout',
  'too_short',
  'length',
  'too_long',
  'timeout',
  'aim_changed',
  'not_text',
  'unknown_key',
  'not_digits',
] as const;
/** Why a report came to nothing. */
export type BadReport = (typeof BAD_REPORTS)[number];

/** What a report says that is no code; each has its sentence under `devices.status`. */
export const REPORT_STATUSES = [
  'answer',
  'empty',
  'other_report',
  'release',
  'typing',
  'alive',
  'enabled',
  'hardware_error',
  'not_ready',
  'check_digit',
  'command_rejected',
  'not_allowed',
  'undefined_command',
  'configured',
  'configuration',
  'direct_io',
  'status',
] as const;
/** What a report says that is no code. */
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** What a report came to. */
export type Decoded =
  | { is: 'code'; code: ScannedCode }
  /** A code of several reports of which more are to come. */
  | { is: 'part' }
  /** Nothing for a reader of codes: a status, a key release, an answer to a command. */
  | { is: 'status'; code: ReportStatus }
  /** Cannot be understood, and why. What was begun is dropped. */
  | { is: 'bad'; code: BadReport };

/** Decodes the reports of one open device, in order. */
export interface ReportDecoder {
  /**
   * Milliseconds of silence after the last report at which `silence` is to be called; null while nothing is begun.
   * Read it after every `push`.
   */
  readonly waits: number | null;
  /** `at` in ms of a clock that does not jump; tells parts of one code from parts of another. Never throws. */
  push(report: Uint8Array, at: number): Decoded[];
  /** No report has come until `at`: ends a code that only silence ends, drops half a code and says so. */
  silence(at: number): Decoded[];
  /** Drops what was begun: the device went away. Says whether half a code was lost. */
  reset(): boolean;
}
