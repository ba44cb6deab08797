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

/** Hands a scan to whoever waits for it; false when nobody does. */
export function deliverScan(scan: Scan): boolean {
  const target = targets.findLast((each) => each.active());
  target?.take(scan);
  return target !== undefined;
}
