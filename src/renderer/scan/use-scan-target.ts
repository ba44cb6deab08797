// Who takes the next scan: the step that waits for one, else the frame with its copy card.

import { onScopeDispose } from 'vue';

/** A text from a scanner, or typed by hand where a scan was asked for. */
export interface Scan {
  text: string;
  source: 'wedge' | 'hid' | 'rfid' | 'typed';
  /** AIM identifier without its `]`; only scanners that the desk reads itself tell it. */
  aim?: string | null;
  /** Chosen from a list: it is looked at, and was seen nowhere. */
  listed?: true;
}

export interface ScanTarget {
  /** Whether it waits for a scan now. */
  active(): boolean;
  /** What it gives is waited for before the next scan of the desk's own scanners. */
  take(scan: Scan): unknown;
}

const targets: ScanTarget[] = [];

/**
 * Takes scans while `active()` is true and the component lives; of several the one that came last.
 * Inside a step that waits for a scan the copy card does not open.
 */
export function useScanTarget(
  take: (scan: Scan) => unknown,
  active: () => boolean = () => true,
): void {
  const target: ScanTarget = { active, take };
  targets.push(target);
  onScopeDispose(() => void targets.splice(targets.indexOf(target), 1));
}

let frame: ((scan: Scan) => unknown) | null = null;

/** The frame takes what no step waits for: it opens the copy card. */
export function useFrameScans(take: (scan: Scan) => unknown): void {
  frame = take;
  onScopeDispose(() => void (frame = null));
}

/** Longer texts are no code of a library, and no step takes them; the frame says so. */
export const LONGEST_CODE = 200;

/** Hands a scan to the step that waits for it, else to the frame; gives what they give, a promise while they are at it. */
export function deliverScan(scan: Scan): unknown {
  const isCode = scan.text.length <= LONGEST_CODE;
  const target = isCode ? targets.findLast((each) => each.active()) : undefined;
  return target ? target.take(scan) : frame?.(scan);
}

/** Opens the copy card with a code, whatever waits for a scan. */
export function openCopyCard(scan: Scan): void {
  frame?.(scan);
}
