// One scan out of what several ears heard of it: a scanner that the desk reads itself may type as well.

import { cleanCode } from '../library/barcodes.ts';

/** A scan as one source heard it. */
export interface HeardScan {
  text: string;
  /** What heard it: a device by its id, or the page's own keys. One source hears a scan once. */
  source: string;
  /** When it was made: milliseconds of one clock for all sources. */
  at: number;
}

/** The same text from another source made within this time of it is the same scan, in ms. */
export const ECHO_MS = 300;
/** Scans that are remembered: a page that is busy takes those of the desk's scanners long after the keys of the same. */
export const MOST_REMEMBERED = 100;

interface Taken {
  text: string;
  source: string;
  at: number;
  /** Sources from which it came again. */
  echoes: readonly string[];
}

/** The last scans, in the order in which they were taken. */
export type RecentScans = readonly Taken[];

/** Keyboard mode turns letters round with Caps Lock and may leave out an AIM identifier. */
function sameForm(text: string): string {
  return cleanCode(text).toUpperCase();
}

/**
 * Whether a scan is a new one, and what is to be remembered of it. The same text from one source is two scans; each
 * of them takes one echo from every other source. Scans need not come in the order in which they were made.
 */
export function hearScan(
  recent: RecentScans,
  scan: HeardScan,
): { fresh: boolean; recent: RecentScans } {
  const text = sameForm(scan.text);
  const original = recent.find(
    (each) =>
      each.text === text &&
      each.source !== scan.source &&
      Math.abs(scan.at - each.at) < ECHO_MS &&
      !each.echoes.includes(scan.source),
  );
  if (original === undefined) {
    const taken = { text, source: scan.source, at: scan.at, echoes: [] };
    return { fresh: true, recent: [...recent, taken].slice(-MOST_REMEMBERED) };
  }
  const marked = { ...original, echoes: [...original.echoes, scan.source] };
  return { fresh: false, recent: recent.map((each) => (each === original ? marked : each)) };
}
