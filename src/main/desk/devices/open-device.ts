// One open device: its reports go through the profile's decoder, stale ones are dropped, a flood ends it.

import type {
  Decoded,
  ReportDecoder,
  ScannedCode,
} from '../../../shared/devices/report-decoder.ts';
import type { OutgoingReport } from '../../../shared/devices/scanner-commands.ts';
import type { Timers } from '../sync/ask.ts';
import type { HidConnection } from './hid-port.ts';
import type { ScannerProfile } from './scanner-profiles.ts';

/** What arrives within so many ms after opening was scanned before: the system had kept it. */
const STALE_MS = 250;
/** Reports without a code within a second, from which on a device floods; full speed USB gives 1,000 at most. */
const FLOOD = 2000;
/** Unreadable reports in a row, from which on the profile is the wrong one. */
export const UNREADABLE = 100;

/** What a report was taken for; `dropped`: it, or the code that it goes on with, came too soon after opening. */
export type Understood = Decoded | { is: 'dropped' };

/** What becomes of an open device. Nothing is told any more after `onEnd`. */
export interface DeviceEars {
  onCode(code: ScannedCode): void;
  /** Every report with what it came to; also what silence came to, with no bytes. */
  onReport(report: Uint8Array | null, understood: readonly Understood[]): void;
  /** It ended by itself. `half`: half a code was lost. `why`: the library's words, only with `gone`. */
  onEnd(end: { how: 'gone' | 'floods' | 'unreadable'; why: string; half: boolean }): void;
}

/** An open device. */
export interface OpenDevice {
  /** Sends a report. @throws whatever the HID library does */
  tell(report: OutgoingReport): Promise<void>;
  /** Closes it; says whether half a code was lost. */
  close(): Promise<boolean>;
}

/** Time as an open device needs it. */
export interface DeviceTime {
  timers: Timers;
  /** Milliseconds of a clock that does not jump. */
  steady(): number;
}

/** Says when too much has come without a code. */
function createGuard(steady: () => number) {
  let since = steady();
  let reports = 0;
  let bad = 0;
  return (understood: readonly Decoded[]): 'floods' | 'unreadable' | null => {
    const now = steady();
    const isCode = understood.some(({ is }) => is === 'code');
    if (isCode || now - since >= 1000) {
      since = now;
      reports = 0;
    }
    reports += 1;
    const isBad = understood.length > 0 && understood.every(({ is }) => is === 'bad');
    bad = isBad ? bad + 1 : 0;
    if (reports > FLOOD) return 'floods';
    return bad >= UNREADABLE ? 'unreadable' : null;
  };
}

/** Calls `silence` when a decoder that has begun something hears nothing more. */
function createSilence(decoder: ReportDecoder, { timers, steady }: DeviceTime, hear: () => void) {
  let cancel = (): void => undefined;
  let last = 0;
  let pending = false;
  const plan = (ms: number): void => {
    pending = true;
    cancel = timers.after(ms, () => {
      pending = false;
      const { waits } = decoder;
      if (waits === null) return;
      const left = last + waits - steady();
      // A report came meanwhile; one timer serves them all.
      if (left > 0) plan(left);
      else hear();
    });
  };
  return {
    afterReport() {
      last = steady();
      if (!pending && decoder.waits !== null) plan(decoder.waits);
    },
    stop: () => cancel(),
  };
}

/** Sends what the profile says after opening; a device that has no such report refuses it, and goes on. */
async function introduce(tell: OpenDevice['tell'], init: readonly OutgoingReport[]): Promise<void> {
  for (const report of init) {
    try {
      await tell(report);
    } catch {
      // A STALL: this device does not know the report.
    }
  }
}

/** What was scanned before opening is passed by, to the end of a code that had begun by then. */
function createStale(decoder: ReportDecoder, { timers, steady }: DeviceTime) {
  let over = false;
  let passed = false;
  return {
    cancel: timers.after(STALE_MS, () => void (over = true)),
    /** To be asked before every report is decoded: whether it counts. */
    isPassed(): boolean {
      if (passed) return true;
      decoder.silence(steady());
      passed = over && decoder.waits === null;
      return passed;
    },
  };
}

/** Begins to read a connection by a profile. */
export function readDevice(
  connection: HidConnection,
  profile: ScannerProfile,
  time: DeviceTime,
  ears: DeviceEars,
): OpenDevice {
  const decoder = profile.makeDecoder();
  const stale = createStale(decoder, time);
  let ended = false;
  const stop = (): boolean => {
    ended = true;
    const counts = stale.isPassed();
    stale.cancel();
    silence.stop();
    return decoder.reset() && counts;
  };
  const shut = () => connection.close().catch(() => undefined);
  const end = (how: 'gone' | 'floods' | 'unreadable', why: string): void => {
    if (ended) return;
    const half = stop();
    void shut();
    ears.onEnd({ how, why, half });
  };
  const guard = createGuard(time.steady);
  const hand = (report: Uint8Array | null, decoded: readonly Decoded[]) => {
    ears.onReport(report, decoded);
    for (const each of decoded) if (each.is === 'code') ears.onCode(each.code);
  };
  const silence = createSilence(decoder, time, () => {
    if (!ended && stale.isPassed()) hand(null, decoder.silence(time.steady()));
  });
  connection.onGone((why) => end('gone', why));
  connection.onReport((report) => {
    if (ended) return;
    const counts = stale.isPassed();
    const decoded = decoder.push(report, time.steady());
    silence.afterReport();
    if (!counts) {
      if (guard([])) end('floods', '');
      else ears.onReport(report, [{ is: 'dropped' }]);
      return;
    }
    hand(report, decoded);
    const trouble = guard(decoded);
    if (trouble) end(trouble, '');
  });
  const tell = ({ via, report }: OutgoingReport) =>
    via === 'feature' ? connection.sendFeature(report) : connection.write(report);
  if (!ended) void introduce(tell, profile.init);
  return {
    tell,
    async close() {
      if (ended) return false;
      const half = stop();
      await shut();
      return half;
    },
  };
}
