// Who takes the next scan: the step that waits for one, else the frame with its copy card.

import { onScopeDispose } from 'vue';

/** A text from a scanner, or typed by hand where a scan was asked for. */
export interface Scan {
  text: string;
  source: 'wedge' | 'typed';
}

export interface ScanTarget {
  /** Whether it waits for a scan now. */
  active(): boolean;
  take(scan: Scan): void;
}

const targets: ScanTarget[] = [];

/**
 * Takes scans while `active()` is true and the component lives; of several the one that came last.
 * Inside a step that waits for a scan the copy card does not open.
 */
export function useScanTarget(
  take: (scan: Scan) => void,
  active: () => boolean = () => true,
): void {
  const target: ScanTarget = { active, take };
  targets.push(target);
  onScopeDispose(() => void targets.splice(targets.indexOf(target), 1));
}

let frame: ((scan: Scan) => void) | null = null;

/** The frame takes what no step waits for: it opens the copy card. */
export function useFrameScans(take: (scan: Scan) => void): void {
  frame = take;
  onScopeDispose(() => void (frame = null));
}

/** Hands a scan to the step that waits for it, else to the frame. */
export function deliverScan(scan: Scan): void {
  const target = targets.findLast((each) => each.active());
  if (target) target.take(scan);
  else frame?.(scan);
}

/** Opens the copy card with a code, whatever waits for a scan. */
export function openCopyCard(scan: Scan): void {
  frame?.(scan);
}
